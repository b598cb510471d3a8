"""Every export names recipient and purpose, and goes to nobody who takes sides."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command

from canvass.models import AuditEntry, ExportRecord, RecipientKind
from canvass.services.exports.check_recipient import (
    Recipient,
    RecipientRefused,
    RecipientUnclear,
    check_recipient,
)
from tests import factories as make
from tests.world import make_world
from turf.errors import StoopError

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 3, 13, tzinfo=UTC)
SIDES = {RecipientKind.CANDIDATE, RecipientKind.PARTY, RecipientKind.PAC}


def export(world, out, **more):
    call_command(
        "export_walk_lists",
        campaign=world.campaign.slug,
        format="csv",
        out=out,
        json=True,
        **more,
    )


def test_an_export_for_own_use_is_on_record_and_in_the_audit(tmp_path, capsys):
    world, out = make_world(), tmp_path / "lists.csv"

    export(world, out)

    record = ExportRecord.objects.get()
    assert json.loads(capsys.readouterr().out)["stops"] == record.rows == 6
    assert (record.recipient, record.purpose, record.recipient_kind) == (
        "own use",
        "canvass",
        "own",
    )
    assert record.sha256 == sha256(out.read_bytes()).hexdigest()
    entry = AuditEntry.objects.get()
    assert entry.kind == "exported"
    assert entry.facts == {
        "rows": 6,
        "file": record.sha256,
        "recipient": "own",
        "what": "walk_lists",
    }


@pytest.mark.parametrize("kind", sorted(SIDES))
def test_a_strict_organization_hands_nothing_to_who_takes_sides(tmp_path, kind):
    world, out = make_world(), tmp_path / "lists.csv"
    with pytest.raises(CommandError, match="c3_strict"):
        export(world, out, recipient="Friends of Quetzalina", recipient_kind=kind, purpose="x")
    assert not out.exists()
    assert not ExportRecord.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.facts) == ("export_refused", {"recipient": kind})


@pytest.mark.parametrize("profile", ["c3_strict", "c4"])
@pytest.mark.parametrize("kind", RecipientKind)
def test_who_may_get_an_export(profile, kind):
    organization = make_world(profile=profile).organization
    name = "own use" if kind == RecipientKind.OWN else "Somebody"
    recipient = Recipient(name=name, kind=kind, purpose="keeps our lists")
    if profile == "c3_strict" and kind in SIDES:
        with pytest.raises(RecipientRefused):
            check_recipient(organization=organization, recipient=recipient, at=NOW)
    else:
        assert check_recipient(organization=organization, recipient=recipient, at=NOW) == kind


@pytest.fixture
def ballot():
    """An organization on whose ballot Rhiannon Quarterstone stands for district attorney."""
    world = make_world()
    stands = make.make_candidate(world.campaign, name="Rhiannon Quarterstone")
    stands.race.office, stands.race.office_aliases = "District Attorney", ["DA"]
    stands.race.save()
    return world.organization


@pytest.mark.parametrize(
    "name",
    [
        "Quarterstone for DA",
        "Friends of Rhiannon Quarterstone",
        "QUARTERSTONE 2026 Printing",
        "Omar for District Attorney",
        "Volunteers 4 DA",
        "Democratic Party of the City",
        "Quarter\u200bstone Mail",
    ],
)
def test_a_name_that_takes_sides_is_refused_whatever_kind_it_is_said_to_be(ballot, name):
    for kind in set(RecipientKind) - SIDES - {RecipientKind.OWN}:
        recipient = Recipient(name=name, kind=kind, purpose="keeps our lists")
        with pytest.raises(StoopError) as refused:
            check_recipient(organization=ballot, recipient=recipient, at=NOW)
        assert refused.value.code in ("recipient_refused", "recipient_unclear")
    ballot.profile = "c4"
    if name.isprintable():
        assert check_recipient(organization=ballot, recipient=recipient, at=NOW) == recipient.kind


@pytest.mark.parametrize(
    "name", ["Tabulate Inc", "Corner Print Shop", "Office of the City Commissioners", "Books 4 All"]
)
def test_who_takes_no_sides_is_handed_what_they_need(ballot, name):
    recipient = Recipient(name=name, kind=RecipientKind.VENDOR, purpose="keeps our lists")
    assert check_recipient(organization=ballot, recipient=recipient, at=NOW) == "vendor"


@pytest.mark.parametrize(
    "recipient",
    [
        Recipient(name="Friends of Quetzalina"),
        Recipient(name="Friends of Quetzalina", kind=RecipientKind.OWN),
        Recipient(name="Corner Print Shop", kind=RecipientKind.PRINTER),
        Recipient(purpose="  "),
        Recipient(purpose="x" * 201),
        Recipient(name="a\nb", kind=RecipientKind.PRINTER),
    ],
)
def test_an_export_that_does_not_say_for_whom_is_refused(recipient):
    with pytest.raises(RecipientUnclear):
        check_recipient(organization=make_world().organization, recipient=recipient, at=NOW)


def test_no_file_is_left_that_could_not_be_put_on_record(tmp_path, monkeypatch):
    world, out = make_world(), tmp_path / "lists.csv"

    def refuse(**entry):
        raise RuntimeError("no audit")

    monkeypatch.setattr("canvass.services.exports.record_export.record_audit", refuse)
    with pytest.raises(RuntimeError):
        export(world, out)
    assert list(tmp_path.iterdir()) == []
    assert not ExportRecord.objects.exists()
