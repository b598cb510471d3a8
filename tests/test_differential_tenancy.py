"""What one organization is told is the same bytes before and after another's data exist.

Asked is all that is served: each address, filter, ordering, page and form, as `tests.questions`
finds them in the API's own description, by each role; what judges texts; the pages; and the
commands that write a file. Three things are not compared: random words and the typesetter's clock
(`_ONCE` of `tests.questions`); the first pull, which numbers what was committed before it; and the
pages of the one person who is a member of both organizations, and is offered both there.
"""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from canvass.models import Device, ScriptVersion
from canvass.reports.breakdown import Breakdown
from tests import factories as make
from tests.canvass.services.knock_documents import Walk
from tests.own_rows import make_own_rows, named_kinds
from tests.questions import (
    Pool,
    Question,
    answers,
    described,
    judged,
    pages,
    questions,
    undescribed,
)
from tests.world import World, make_list, make_world
from turf.models import (
    Campaign,
    Candidate,
    Cut,
    Jurisdiction,
    Membership,
    Organization,
    Person,
    Precinct,
    Turf,
    Universe,
    User,
    WalkList,
)
from turf.services.lock_turf import lock_turf

pytestmark = pytest.mark.django_db

WIDELY = "admin"
"""Who asks with every value there is; everybody else asks each thing once."""

IN_BOTH = "lead"
"""Whose user is a member of the neighbour too; their header says for which they ask."""

ASKED_AS = {
    WIDELY: "session",
    "director": "session",
    "compliance": "session",
    "lead": "session",
    "canvasser": "token",
    "analyst": "session",
}
PAGES = {"api_docs", "healthz", "map_precincts", "map_turfs", "sign_in", "sign_out", "start"}
PAGES |= {"report", "sheets", "letter", "badge"}
OWN_SEAT = {"account_login", "account_reauthenticate", "first_password", "mfa_index"}
OWN_SEAT |= {"mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"}
OWN_SEAT |= {"mfa_generate_recovery_codes", "mfa_view_recovery_codes"}
"""Pages of who signs in, which hold nothing of any organization."""

PUBLIC = {"schema"}
NEIGHBOUR = "Quetzalina"
"""A word that only the neighbour has, in whatever people of theirs wrote or are called."""

Told = dict[str, dict[Question, list[tuple[int, bytes]]]]


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
    make_own_rows(twin)
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
    make.make_material(twin.campaign, title=NEIGHBOUR, texts={"en": NEIGHBOUR, "es": NEIGHBOUR})
    _name_neighbour(twin.organization)
    shared = make.make_member(twin.organization, "admin", user=world.members[IN_BOTH].user)
    make.make_token(shared)
    return twin


def _name_neighbour(organization: Organization) -> None:
    """Put the neighbour's word into all that is theirs by name."""
    organization.name = NEIGHBOUR
    organization.save()
    named = {
        Device: {"name": NEIGHBOUR},
        Person: {"given_name": NEIGHBOUR, "family_name": NEIGHBOUR},
        Candidate: {"name": NEIGHBOUR},
        Universe: {"name": NEIGHBOUR},
    }
    for model, words in named.items():
        model.objects.filter(organization=organization).update(**words)
    users = Membership.objects.filter(organization=organization).values("user")
    User.objects.filter(pk__in=users).update(chosen_name=NEIGHBOUR)


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


def asked_by_role(world: World, walk: Walk) -> dict[str, list[Question]]:
    """Return what each role asks; all ask for the same addresses."""
    rows, pool = make_own_rows(world), pool_of(world, walk)
    drawn, texts = pages(world.campaign, world.turf), judged(rows, world.campaign.slug)
    narrowly = [*questions(rows, replace(pool, is_narrow=True)), *texts]
    asked = {role: [*narrowly, drawn[1], drawn[-1]] for role in ASKED_AS}
    return asked | {WIDELY: [*questions(rows, pool), *texts, *drawn], IN_BOTH: narrowly}


def told_by_role(clients: dict[str, Client], asked: dict[str, list[Question]]) -> Told:
    told = {}
    for role, client in clients.items():
        cache.clear()  # the clock stands still, so that throttles would never start anew
        told[role] = answers(client, asked[role])
    return told


def found(bodies: list[tuple[int, bytes]]) -> bool:
    """Whether an answer holds anything at all."""
    status, body = bodies[0]
    return status == 200 and (b'"results":[{' in body or b'"rows"' in body or b"," in body)


def unfound(told: dict[Question, list[tuple[int, bytes]]]) -> set[tuple[str, str]]:
    """Return the parameters of lists that found nothing, whatever they were tried with."""
    hits = {(question.path, question.tries) for question, bodies in told.items() if found(bodies)}
    declared = {
        (path, one["name"])
        for path, parameters in described().items()
        for one in parameters
        if one["in"] == "query" and "{" not in path and one["name"] not in {"cursor"}
    }
    return declared - hits


def test_every_address_is_described_or_a_page() -> None:
    assert undescribed() == PAGES | OWN_SEAT | PUBLIC


def test_every_kind_that_an_address_names_has_a_row() -> None:
    assert make_own_rows(make_world()).keys() == named_kinds()


def test_another_organizations_data_changes_no_byte_of_any_answer(now: Any) -> None:
    world, walk = busy_world()
    asked = asked_by_role(world, walk)
    clients = {role: client_of(world, role, way) for role, way in ASKED_AS.items()}
    pulls = [question for question in asked["canvasser"] if "/sync/" in question.path]
    answers(clients["canvasser"], pulls)  # the first pull numbers what was committed
    before = told_by_role(clients, asked)
    assert unfound(before[WIDELY]) == set()  # else the comparison would mean nothing
    assert {role for role, told in before.items() if sum(map(found, told.values())) < 20} == set()
    posted = {told[0][0] for question, told in before[WIDELY].items() if question.body}
    assert posted == {200}
    twin = make_twin(world)
    after = told_by_role(clients, asked)
    changed = [
        (role, question)
        for role, told in before.items()
        for question, bodies in told.items()
        if after[role][question] != bodies
    ]
    assert changed == []
    whole = b"".join(body for told in after.values() for own in told.values() for _, body in own)
    assert NEIGHBOUR.encode() not in whole
    theirs = client_of(twin, "compliance", "session").get("/api/v1/materials/")
    assert NEIGHBOUR.encode() in theirs.content


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
    client, rows = client_of(world, "admin", "session"), make_own_rows(world)
    theirs = pool_of(other, walk)
    numbers = tuple(set(theirs.number) - numbers_of(world) - {1})
    only_theirs = Pool(theirs.text[:2], numbers, theirs.uuid, day=(), box=())
    assert numbers
    narrowed = [
        question
        for question in questions(rows, only_theirs)
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


def written(organization: Organization, campaign: Campaign, folder: Path) -> dict[str, str]:
    """What commands print and write for a campaign."""
    named = ["--campaign", campaign.slug, "--organization", organization.slug]
    told = {}
    shapes = [("json", by) for by in Breakdown]
    for form, by in [*shapes, ("csv", Breakdown.TURF), ("table", Breakdown.TURF)]:
        out = StringIO()
        call_command("report", *named, "--by", by.value, "--format", form, stdout=out)
        told[f"report {by} {form}"] = out.getvalue()
    mapping = folder / "mapping.json"
    mapping.write_text(json.dumps({"contact_type": 2, "results": {"complete": 1, "not_home": 2}}))
    files = [("export_walk_lists", form, []) for form in ("csv", "geojson")]
    files.append(("export_canvass", "van_csv", []))
    files += [("export_canvass", form, ["--mapping", mapping]) for form in ("van_json", "osdi")]
    for command, form, given in files:
        file, said = folder / f"{command}.{form}", StringIO()
        with suppress(SystemExit):  # 3, where the mapping does not know all
            wanted = ["--format", form, "--out", str(file), *map(str, given)]
            call_command(command, *named, *wanted, stdout=said, stderr=said)
        told[f"{command} {form}"] = file.read_text()
        told[f"{command} {form} says"] = said.getvalue()
    return told


def test_exports_are_the_same_to_the_byte(now: Any, tmp_path: Path) -> None:
    world, _ = busy_world()
    before = written(world.organization, world.campaign, tmp_path)
    make_twin(world)
    after = written(world.organization, world.campaign, tmp_path)
    assert after == before
    assert all(before.values())
    assert NEIGHBOUR not in "".join(after.values())
