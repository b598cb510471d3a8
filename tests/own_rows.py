"""A row of a world's own for each kind of thing that an address names."""

from typing import Any
from uuid import uuid4

from canvass.models import FoundDoor, HoursEdit, Material
from canvass.reports.contact_rates import contact_rates
from canvass.reports.render import as_json
from canvass.services.figures.keep_report import keep_report
from canvass.services.scripts.draft_material import draft_material
from canvass.services.scripts.draft_script import draft_script
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift
from tests.canvass.services.scripts.desk import GREETING, both, saying
from tests.questions import description
from tests.world import World
from turf.models import RaceQuestion


def named_kinds() -> set[str]:
    """Return the addresses above what is named by one, as the API's description has them."""
    kinds = set()
    for path, ways in description().items():
        for operation in ways.values():
            for one in operation.get("parameters", []):
                if one["in"] == "path" and "enum" not in one["schema"]:
                    kinds.add(path.partition("{")[0])
    return kinds


def make_own_rows(world: World) -> dict[str, str]:
    """Make what the world lacks, and map each kind to the name of a row of it."""
    own, campaign, canvasser = world.organization, world.campaign, world.canvasser
    phone, listed = world.canvasser_device, world.walk_list.listed_doors.get(position=1)
    shift = make_shift(campaign, canvasser)
    candidate = make.make_candidate(campaign)
    rows = {
        "assignments": world.assignment,
        "candidates": candidate,
        "cuts": world.turf.cut,
        "data-questions/own": make.make_data_question(campaign, canvasser),
        "devices": make.make_device(own),
        "devices/own": phone,
        "disclaimers": make.make_disclaimer(own),
        "enrolment-codes": make.make_code(canvasser),
        "found-doors/waiting": _find_door(world),
        "hours/edits": _edit_hours(shift),
        "keep-aways": make.make_keep_away(listed.door),
        "materials": _draft_material(world),
        "members": world.members["analyst"],
        "people": listed.people.first().person,
        "precincts": world.precinct,
        "quarantine": make.make_waiting_item(own, device=phone, membership=canvasser),
        "race-questions": RaceQuestion.objects.create(
            organization=own, race=candidate.race, number=1, wording={"en": "Why do you run?"}
        ),
        "races": candidate.race,
        "reports/snapshots": _keep_report(world),
        "script-versions": draft_script(
            campaign=campaign, content=saying(GREETING), author=world.members["director"].user
        ),
        "shifts": shift,
        "turfs": world.turf,
        "universes": make.make_universe(campaign),
        "walk-lists": world.walk_list,
    }
    slugs = dict.fromkeys(("availability", "ballot-names", "campaigns"), campaign.slug)
    names = {kind: str(row.pk) for kind, row in rows.items()} | slugs
    return {f"/api/v1/{kind}/": name for kind, name in names.items()}


def _draft_material(world: World) -> Material:
    return draft_material(
        campaign=world.campaign,
        content={"kind": "literature", "title": "Hours", "texts": both("Polls open at 7.")},
        author=world.members["director"].user,
        at=make.FROZEN_AT,
    )


def _find_door(world: World) -> FoundDoor:
    return FoundDoor.objects.create(
        organization=world.organization,
        uid=uuid4(),
        walk_list=world.walk_list,
        content_hash="0" * 64,
        document={"building": None, "number": "", "street": "", "unit": ""},
        state="waiting",
        code="no_address",
        received_at=make.FROZEN_AT,
    )


def _edit_hours(shift: Any) -> HoursEdit:
    return HoursEdit.objects.create(
        organization=shift.organization,
        member=shift.members.get(),
        before={},
        after={},
        edited_at=shift.starts_at,
    )


def _keep_report(world: World) -> Any:
    return keep_report(
        campaign=world.campaign,
        body=as_json(contact_rates(campaign=world.campaign)),
        as_of=make.FROZEN_AT,
        is_withheld=False,
    )
