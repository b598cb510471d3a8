"""``manage.py restore_epoch``: every organization's log begins anew, its numbers go on."""

import json
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from canvass.models import SyncLog
from canvass.services.changes.number_changes import number_changes
from tests.factories import make_organization
from tests.world import make_world

pytestmark = pytest.mark.django_db


def epochs() -> dict[str, UUID]:
    return dict(SyncLog.objects.values_list("organization__slug", "epoch"))


def test_each_organization_gets_an_epoch_and_keeps_its_numbers(capsys) -> None:
    world, other = make_world(), make_organization()
    number_changes(organization=world.organization.pk)
    before = epochs()
    call_command("restore_epoch")
    out = capsys.readouterr().out
    assert set(epochs()) == {world.organization.slug, other.slug}
    assert epochs()[world.organization.slug] != before[world.organization.slug]
    assert SyncLog.objects.get(organization=world.organization).last_seq == 2
    assert all(str(epoch) in out for epoch in epochs().values())
    assert "sends again what it holds" in out


def test_one_organization_alone_as_json(capsys) -> None:
    one, _ = make_organization(), make_organization()
    call_command("restore_epoch", "--organization", one.slug, "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed == {"epochs": {slug: str(epoch) for slug, epoch in epochs().items()}}
    assert list(epochs()) == [one.slug]


def test_an_unknown_organization_is_exit_code_1() -> None:
    with pytest.raises(CommandError, match="There is no organization 'nowhere'") as problem:
        call_command("restore_epoch", organization="nowhere")
    assert problem.value.returncode == 1


def test_before_any_organization_there_is_nothing_to_do(capsys) -> None:
    call_command("restore_epoch")
    assert "nothing to do" in capsys.readouterr().out
