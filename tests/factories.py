"""Rows for tests: one function a model, each with sensible values and any field by keyword.

Everything hangs on an organization: what is made for an organization's campaign belongs to it.
People are synthetic, positions lie in a made-up town around (-75.16, 39.95).
"""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from django.contrib.gis.geos import LineString, MultiPolygon, Point, Polygon
from django.utils import timezone

from canvass.models import (
    Assignment,
    AssignmentHolder,
    DataQuestion,
    Device,
    DeviceToken,
    EnrolmentCode,
    FallbackScript,
    GatedText,
    GateRecord,
    Intake,
    KeepAway,
    Material,
    QuarantinedItem,
    Question,
    Script,
    ScriptVersion,
)
from turf.models import (
    Building,
    Campaign,
    Candidate,
    Cut,
    Disclaimer,
    Door,
    Household,
    Jurisdiction,
    ListedDoor,
    ListedPerson,
    Membership,
    Organization,
    Person,
    Precinct,
    Race,
    Role,
    Round,
    Stop,
    Street,
    Turf,
    Universe,
    User,
    WalkList,
)

WEST, SOUTH = -75.16, 39.95
"""The south-west corner of the town."""

PASSWORD = "stoops-and-porches-1"
FROZEN_AT = datetime(2026, 10, 3, 12, tzinfo=UTC)

_number = count(1)


def square(column: int = 0, row: int = 0, side: float = 0.01) -> MultiPolygon:
    """Ground of ``side`` degrees, the ``column``-th to the east and ``row``-th to the north."""
    west, south = WEST + column * side, SOUTH + row * side
    return MultiPolygon(Polygon.from_bbox((west, south, west + side, south + side)), srid=4326)


def make_organization(**fields: Any) -> Organization:
    """Make a tenant with a slug of its own, whose staff may sign in by password alone."""
    slug = f"organization-{next(_number)}"
    defaults = {"slug": slug, "name": slug.title(), "requires_mfa": False}
    return Organization.objects.create(**defaults | fields)


def make_user(**fields: Any) -> User:
    """Make a user who can sign in with `PASSWORD`."""
    return User.objects.create_user(
        **{"username": f"user-{next(_number)}", "password": PASSWORD} | fields
    )


def make_member(organization: Organization, role: str = Role.LEAD, **fields: Any) -> Membership:
    """Make a user's place in ``organization``; a new user unless one is given."""
    user = fields.pop("user", None) or make_user(password=None)
    return Membership.objects.create(organization=organization, user=user, role=role, **fields)


def make_device(organization: Organization, **fields: Any) -> Device:
    """Make an enrolled phone."""
    return Device.objects.create(
        organization=organization, **{"name": f"phone {next(_number)}"} | fields
    )


def make_token(membership: Membership, device: Device | None = None) -> str:
    """Make the token of ``membership`` on ``device`` (a new phone by default); its clear text.

    Use it as the header ``Authorization: Token …``.
    """
    device = device or make_device(membership.organization)
    _, token = DeviceToken.objects.create(
        user=membership.user, membership=membership, device=device
    )
    return str(token)


def make_jurisdiction(organization: Organization, **fields: Any) -> Jurisdiction:
    """Make a city's ground."""
    slug = f"city-{next(_number)}"
    return Jurisdiction.objects.create(
        organization=organization, **{"slug": slug, "name": slug.title()} | fields
    )


def make_campaign(organization: Organization, **fields: Any) -> Campaign:
    """Make a campaign, in a new jurisdiction unless one is given."""
    fields.setdefault("jurisdiction", None)
    fields["jurisdiction"] = fields["jurisdiction"] or make_jurisdiction(organization)
    slug = f"campaign-{next(_number)}"
    defaults = {"slug": slug, "name": slug.title(), "election_day": date(2026, 11, 3)}
    return Campaign.objects.create(organization=organization, **defaults | fields)


def make_precinct(jurisdiction: Jurisdiction, **fields: Any) -> Precinct:
    """Make a precinct; its boundary is the first `square` unless given."""
    defaults = {"code": f"{next(_number):04}", "ward": "1", "boundary": square()}
    return Precinct.objects.create(
        organization=jurisdiction.organization, jurisdiction=jurisdiction, **defaults | fields
    )


def make_street(jurisdiction: Jurisdiction, **fields: Any) -> Street:
    """Make a street along the south edge of the first `square`."""
    number = next(_number)
    line = LineString((WEST, SOUTH), (WEST + 0.01, SOUTH), srid=4326)
    defaults = {"key": f"street-{number}", "name": f"Street {number}", "line": line}
    return Street.objects.create(
        organization=jurisdiction.organization, jurisdiction=jurisdiction, **defaults | fields
    )


def make_building(precinct: Precinct, **fields: Any) -> Building:
    """Make an address point inside ``precinct``."""
    number = next(_number)
    defaults = {
        "key": f"building-{number}",
        "number": str(number),
        "street_name": "Main Street",
        "location": precinct.boundary.point_on_surface,
    }
    return Building.objects.create(
        organization=precinct.organization,
        jurisdiction=precinct.jurisdiction,
        precinct=precinct,
        **defaults | fields,
    )


def make_door(building: Building, **fields: Any) -> Door:
    """Make a dwelling of ``building``."""
    return Door.objects.create(organization=building.organization, building=building, **fields)


def make_doors(precinct: Precinct, how_many: int) -> list[Door]:
    """Make doors of one building each, in a row from west to east inside ``precinct``."""
    west, south, east, north = precinct.boundary.extent
    step, middle = (east - west) / (how_many + 1), (south + north) / 2
    points = [Point(west + step * (n + 1), middle, srid=4326) for n in range(how_many)]
    return [make_door(make_building(precinct, location=point)) for point in points]


def make_person(door: Door, **fields: Any) -> Person:
    """Make a resident of the household behind ``door``, which is made where it is missing."""
    number = next(_number)
    household, _ = Household.objects.get_or_create(organization=door.organization, door=door)
    defaults = {
        "key": f"person-{number}",
        "given_name": "Alma",
        "family_name": f"Resident{number}",
        "language": "en",
    }
    return Person.objects.create(
        organization=door.organization,
        jurisdiction=door.building.jurisdiction,
        household=household,
        **defaults | fields,
    )


def make_cut(campaign: Campaign, **fields: Any) -> Cut:
    """Make a run of turf cutting."""
    return Cut.objects.create(
        organization=campaign.organization,
        campaign=campaign,
        **{"cut_at": FROZEN_AT, "seconds": 1.0} | fields,
    )


def make_turf(cut: Cut, doors: list[Door], **fields: Any) -> Turf:
    """Make a turf of ``doors``, one stop each in the given order, in the first door's precinct."""
    precinct = doors[0].building.precinct
    defaults = {
        "name": f"turf {next(_number)}",
        "precinct": precinct,
        "outline": precinct.boundary,
        "door_count": len(doors),
        "walk_m": 900.0,
        "minutes": 120.0,
        "worst_hop_m": 80.0,
        "crossings": 2,
        "compactness": 0.5,
    }
    turf = Turf.objects.create(organization=cut.organization, cut=cut, **defaults | fields)
    Stop.objects.bulk_create(
        Stop(organization=cut.organization, cut=cut, turf=turf, door=door, position=n, side="left")
        for n, door in enumerate(doors, start=1)
    )
    return turf


def make_walk_list(turf: Turf, **fields: Any) -> WalkList:
    """Freeze ``turf`` for its next round, with all who live there as targets."""
    number = next(_number)
    walk = Round.objects.create(
        organization=turf.organization, turf=turf, number=turf.rounds.count() + 1
    )
    defaults = {
        "number": number,
        "name": f"list {number}",
        "outline": turf.outline,
        "door_count": turf.door_count,
        "walk_m": turf.walk_m,
        "minutes": turf.minutes,
        "frozen_at": FROZEN_AT,
    }
    walk_list = WalkList.objects.create(
        organization=turf.organization,
        campaign=turf.cut.campaign,
        round=walk,
        **defaults | fields,
    )
    for stop in turf.stops.select_related("door__building").order_by("position"):
        list_door(walk_list, stop.door, position=stop.position)
    return walk_list


def list_door(walk_list: WalkList, door: Door, **fields: Any) -> ListedDoor:
    """Put ``door`` on ``walk_list`` with everybody of its household."""
    building = door.building
    defaults = {
        "position": 1,
        "address": building.address,
        "unit": door.unit,
        "floor": door.floor,
        "street_name": building.street_name,
        "side": "left",
        "building": building.pk,
        "lon": building.location.x,
        "lat": building.location.y,
    }
    listed = ListedDoor.objects.create(
        organization=door.organization, walk_list=walk_list, door=door, **defaults | fields
    )
    ListedPerson.objects.bulk_create(
        ListedPerson(
            organization=door.organization, listed_door=listed, person=person, is_target=True
        )
        for person in Person.objects.filter(household__door=door).order_by("pk")
    )
    return listed


def make_script_version(campaign: Campaign, **fields: Any) -> ScriptVersion:
    """Make a published script of two questions, ``plan`` and ``when``, in English and Spanish."""
    number = next(_number)
    organization = campaign.organization
    script = Script.objects.create(
        organization=organization, campaign=campaign, name=f"script {number}"
    )
    defaults = {
        "number": 1,
        "languages": ["en", "es"],
        "first": "plan",
        "content_hash": sha256(str(number).encode()).hexdigest(),
        "published_at": FROZEN_AT,
    }
    version = ScriptVersion.objects.create(
        organization=organization, script=script, **defaults | fields
    )
    yes_or_no = [
        {"value": "yes", "label": {"en": "Yes", "es": "Sí"}},
        {"value": "no", "label": {"en": "No", "es": "No"}},
    ]
    Question.objects.create(
        organization=organization,
        version=version,
        key="plan",
        position=1,
        kind="single",
        wording={"en": "Do you have a plan to vote?", "es": "¿Tiene un plan para votar?"},
        choices=yes_or_no,
        next_by_answer={"yes": "when"},
    )
    Question.objects.create(
        organization=organization,
        version=version,
        key="when",
        position=2,
        kind="text",
        wording={"en": "When will you go?", "es": "¿Cuándo irá?"},
        is_required=False,
    )
    if version.published_at is not None and version.withdrawn_at is None:
        open_gate(version)
    return version


def make_candidate(campaign: Campaign, **fields: Any) -> Candidate:
    """Put somebody on the ballot, in a race of their own."""
    number = next(_number)
    race = Race.objects.create(
        organization=campaign.organization, campaign=campaign, office=f"Office {number}"
    )
    defaults = {"name": f"Quillon Ferrowby {number}", "ballot_order": 1}
    return Candidate.objects.create(
        organization=campaign.organization, race=race, **defaults | fields
    )


def make_fallback(campaign: Campaign) -> ScriptVersion:
    """Make the script that phones of the campaign go on with when theirs is withdrawn."""
    version = make_script_version(campaign)
    FallbackScript.objects.create(
        organization=campaign.organization, campaign=campaign, version=version
    )
    return version


def make_material(campaign: Campaign, **fields: Any) -> Material:
    """Make a piece of literature that somebody approved, in English and Spanish."""
    number = next(_number)
    defaults = {
        "kind": "literature",
        "title": f"How to vote {number}",
        "texts": {"en": "Polls are open from 7 to 8.", "es": "Las urnas abren de 7 a 8."},
        "content_hash": sha256(str(number).encode()).hexdigest(),
        "published_at": FROZEN_AT,
    }
    material = Material.objects.create(
        organization=campaign.organization, campaign=campaign, **defaults | fields
    )
    if material.published_at is not None and material.withdrawn_at is None:
        open_gate(material)
    return material


def open_gate(text: GatedText, **fields: Any) -> GateRecord:
    """Let the text be read at doors, as if somebody had approved it."""
    if text.published_at is None:
        text.published_at = FROZEN_AT
        text.save()
    defaults = {
        "kind": text.kind,
        "content_hash": text.content_hash,
        "ballot_hash": "0" * 64,
        "rules_version": "1",
        "decision": "approved",
        "decided_at": FROZEN_AT,
    }
    return text.gate_records.create(
        organization=text.organization, campaign=text.campaign, **defaults | fields
    )


def make_assignment(walk_list: WalkList, *holders: Membership, **fields: Any) -> Assignment:
    """Lend ``walk_list`` to ``holders`` for twelve hours from now."""
    now = timezone.now()
    defaults = {"state": "accepted", "offered_at": now, "expires_at": now + timedelta(hours=12)}
    assignment = Assignment.objects.create(
        organization=walk_list.organization, walk_list=walk_list, **defaults | fields
    )
    AssignmentHolder.objects.bulk_create(
        AssignmentHolder(
            organization=walk_list.organization,
            assignment=assignment,
            membership=holder,
            accepted_at=None if assignment.state == "offered" else assignment.offered_at,
        )
        for holder in holders
    )
    return assignment


def make_disclaimer(organization: Organization, **fields: Any) -> Disclaimer:
    """Make a sentence that a director proposed and nobody approved yet."""
    defaults = {"text": f"We ask nobody how they vote, {next(_number)} times over."}
    proposed = {"proposed_by": make_member(organization, "director"), "proposed_at": FROZEN_AT}
    return Disclaimer.objects.create(organization=organization, **defaults | proposed | fields)


def make_universe(campaign: Campaign, **fields: Any) -> Universe:
    """Make a universe without members, opened for lists."""
    name = f"universe {next(_number)}"
    return Universe.objects.create(
        organization=campaign.organization,
        campaign=campaign,
        **{"name": name, "opened_at": FROZEN_AT} | fields,
    )


def make_keep_away(door: Door, **fields: Any) -> KeepAway:
    """Let the household behind ``door`` have asked not to be visited."""
    Household.objects.update_or_create(
        door=door, defaults={"organization": door.organization, "do_not_knock_at": FROZEN_AT}
    )
    return KeepAway.objects.create(
        organization=door.organization, door=door, **{"asked_at": FROZEN_AT} | fields
    )


def make_code(member: Membership, **fields: Any) -> EnrolmentCode:
    """Make a code for ``member`` that nobody knows, good for ten minutes."""
    number, now = next(_number), timezone.now()
    defaults = {
        "prefix": f"{number % 10_000:04}",
        "code_hash": sha256(f"code {number}".encode()).hexdigest(),
        "made_at": now,
        "expires_at": now + timedelta(minutes=10),
    }
    return EnrolmentCode.objects.create(
        organization=member.organization, membership=member, **defaults | fields
    )


def make_waiting_item(organization: Organization, **fields: Any) -> QuarantinedItem:
    """Make an item that waits for a person, in a body of its own; name device and membership."""
    sender = {name: fields.pop(name) for name in ("device", "membership")}
    now = timezone.now()
    own = {"organization": organization, **sender, "received_at": now}
    defaults = {
        "intake": Intake.objects.create(**own, body=b"[]", sha256=sha256(b"[]").hexdigest()),
        "content_hash": sha256(str(next(_number)).encode()).hexdigest(),
        "state": "quarantined",
        "code": "door_not_listed",
        "message": "door: 7 is not on this walk list; choose a door of the list",
        "document": {"door": 7},
    }
    return QuarantinedItem.objects.create(**own | defaults | fields)


def make_data_question(campaign: Campaign, member: Membership, **fields: Any) -> DataQuestion:
    """Ask ``member`` about a burst on a day that nobody was asked about yet."""
    defaults = {
        "pattern": "burst",
        "day": date(2026, 10, 3) - timedelta(days=next(_number)),
        "figures": {"knocks": 6, "within_s": 60},
        "raised_at": timezone.now(),
    }
    return DataQuestion.objects.create(
        organization=campaign.organization,
        campaign=campaign,
        membership=member,
        **defaults | fields,
    )
