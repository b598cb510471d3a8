"""What one organization is told is the same bytes before and after another's data exist.

Asked is all that is served: each address, filter, ordering, page and form, as `tests.questions`
finds them in the API's own description; the pages; and the commands that write a file.
"""

import re
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from canvass.models import ScriptVersion
from canvass.reports.breakdown import Breakdown
from tests import factories as make
from tests.canvass.services.knock_documents import Walk
from tests.questions import Pool, Question, answers, described, pages, questions, undescribed
from tests.world import World, make_list, make_world
from turf.models import (
    Campaign,
    Cut,
    Jurisdiction,
    Membership,
    Organization,
    Precinct,
    Turf,
    WalkList,
)
from turf.services.lock_turf import lock_turf

pytestmark = pytest.mark.django_db

ASKED_AS = {"admin": "token", "lead": "session", "canvasser": "token", "analyst": "session"}
PAGES = {"api_docs", "healthz", "map_precincts", "map_turfs", "sign_in", "sign_out", "start"}
PAGES |= {"report", "sheets", "letter", "badge"}
OWN_SEAT = {"account_login", "account_reauthenticate", "first_password", "mfa_index"}
OWN_SEAT |= {"mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"}
OWN_SEAT |= {"mfa_generate_recovery_codes", "mfa_view_recovery_codes"}
"""Pages of who signs in, which hold nothing of any organization."""

PUBLIC = {"schema"}
_ONCE = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def busy_world() -> tuple[World, Walk]:
    """An organization of which every address has something to tell."""
    world = make_world()
    walk = Walk(organization=world.organization, campaign=world.campaign, precinct=world.precinct)
    walk.push(walk.spoke(0), walk.not_home(1), walk.spoke(2, "refused_partial"), walk.not_home(3))
    make.make_material(world.campaign)
    lock_turf(turf=world.turf, edited_by=world.members["admin"].user)
    sender = {"device": world.devices["canvasser"], "membership": world.members["canvasser"]}
    item = make.make_waiting_item(
        world.organization, **sender, document={"walk_list": str(world.walk_list.pk)}
    )
    item.received_at = timezone.now() - timedelta(days=400)
    item.save()
    return world, walk


def make_twin(world: World) -> World:
    """Another organization with the same names, codes and numbers on the same ground, and more."""
    twin, _ = busy_world()
    same = {"slug": world.campaign.slug, "name": world.campaign.name}
    Campaign.objects.filter(pk=twin.campaign.pk).update(**same)
    ground = {"slug": world.campaign.jurisdiction.slug, "name": world.campaign.jurisdiction.name}
    Jurisdiction.objects.filter(pk=twin.campaign.jurisdiction_id).update(**ground)
    Precinct.objects.filter(pk=twin.precinct.pk).update(code=world.precinct.code)
    Turf.objects.filter(pk=twin.turf.pk).update(name=world.turf.name)
    number = {"number": world.walk_list.number, "name": world.walk_list.name}
    WalkList.objects.filter(pk=twin.walk_list.pk).update(**number)
    for column in range(2, 5):
        make_list(twin.campaign, twin.turf.cut, column)
    shared = make.make_member(twin.organization, "admin", user=world.members["lead"].user)
    make.make_token(shared)
    return twin


def pool_of(world: World, walk: Walk) -> Pool:
    """Everything of the organization that a filter could look for."""
    member, device = world.members["canvasser"], world.devices["canvasser"]
    rows = (world.turf, world.turf.cut, world.version, member)
    named = (world.precinct.code, world.precinct.ward, member.user.username)
    return Pool(
        text=(world.campaign.slug, *named, "door_not_listed", "turf", "own use"),
        number=(1, world.walk_list.number, walk.turf.pk, *(row.pk for row in rows)),
        uuid=tuple(str(row.pk) for row in (world.walk_list, walk.walk_list, device)),
        day=("2026-10-03", "2026-10-04"),
        box=("-75.159,39.951,-75.155,39.955", "-180,-90,180,90"),
    )


def client_of(world: World, role: str, way: str) -> Client:
    client = world.by_token(role) if way == "token" else world.by_session(role)
    client.defaults["HTTP_X_ORGANIZATION"] = world.organization.slug
    return client


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Any:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


def test_every_address_is_described_or_a_page() -> None:
    assert undescribed() == PAGES | OWN_SEAT | PUBLIC


@pytest.mark.parametrize("role", ASKED_AS)
def test_another_organizations_data_changes_no_byte_of_any_answer(role: str, now: Any) -> None:
    world, walk = busy_world()
    client = client_of(world, role, ASKED_AS[role])
    asked = list(questions(client, pool_of(world, walk)))
    answers(client, asked)  # the first pull numbers what was committed
    before = answers(client, asked)
    make_twin(world)
    after = answers(client, asked)
    changed = [question for question, told in before.items() if after[question] != told]
    assert changed == []
    assert any(told[0][0] == 200 for told in before.values())


def test_each_filter_finds_something_so_that_the_comparison_means_something(now: Any) -> None:
    world, walk = busy_world()
    client = client_of(world, "admin", "session")
    asked = list(questions(client, pool_of(world, walk)))
    told = answers(client, asked)
    hits = {
        (question.path, question.tries)
        for question, ((status, body), *_) in told.items()
        if status == 200 and (b'"results":[{' in body or b'"rows"' in body or b"," in body)
    }
    declared = {
        (path, one["name"])
        for path, parameters in described().items()
        for one in parameters
        if one["in"] == "query" and "{" not in path and one["name"] not in {"cursor"}
    }
    assert declared <= hits


def numbers_of(world: World) -> set[int]:
    """Every number by which a filter could find rows of the organization."""
    models = (Turf, Cut, Membership, ScriptVersion)
    own = [model.objects.for_organization(world.organization) for model in models]
    lists = WalkList.objects.for_organization(world.organization)
    return {pk for rows in own for pk in rows.values_list("pk", flat=True)} | set(
        lists.values_list("number", flat=True)
    )


def test_what_only_another_organization_has_finds_nothing(now: Any) -> None:
    world, _ = busy_world()
    other, walk = busy_world()
    client = client_of(world, "admin", "session")
    theirs = pool_of(other, walk)
    numbers = tuple(set(theirs.number) - numbers_of(world) - {1})
    only_theirs = Pool(theirs.text[:2], numbers, theirs.uuid, day=(), box=())
    assert numbers
    narrowed = [
        question
        for question in questions(client, only_theirs)
        if question.tries in {"campaign", "code", "precinct", "cut", "turf", "number", "member"}
        or (question.query and question.query[-1][1] in only_theirs.uuid)
    ]
    found = [
        question
        for question, ((status, body), *_) in answers(client, narrowed).items()
        if status == 200 and b'"results":[]' not in body
    ]
    assert len(narrowed) > 20
    assert found == []


def test_pages_are_the_same_to_the_byte(now: Any) -> None:
    world, _ = busy_world()
    client = world.by_session("admin")
    asked = pages(world.campaign, world.turf)

    def told() -> dict[Question, list[tuple[int, bytes]]]:
        return {
            question: [(status, _ONCE.sub(b"", body)) for status, body in pages_told]
            for question, pages_told in answers(client, asked).items()
        }

    before = told()
    make_twin(world)
    assert told() == before
    assert {status for ((status, _),) in before.values()} == {200}


def written(organization: Organization, campaign: Campaign, folder: Path) -> dict[str, str]:
    """What commands print and write for a campaign."""
    named = ["--campaign", campaign.slug, "--organization", organization.slug]
    told = {}
    for form in ("csv", "json", "table"):
        for by in Breakdown:
            out = StringIO()
            call_command("report", *named, "--by", by.value, "--format", form, stdout=out)
            told[f"report {by} {form}"] = out.getvalue()
    for form in ("csv", "geojson"):
        file = folder / f"lists.{form}"
        command = ["export_walk_lists", *named, "--format", form, "--out", str(file)]
        call_command(*command, stdout=StringIO())
        told[f"lists {form}"] = file.read_text()
    return told


def test_exports_are_the_same_to_the_byte(now: Any, tmp_path: Path) -> None:
    world, _ = busy_world()
    before = written(world.organization, world.campaign, tmp_path)
    make_twin(world)
    assert written(world.organization, world.campaign, tmp_path) == before
    assert all(before.values())
