"""Writes knocks that may be applied, and what follows from them, set by set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from canvass.models import Intake, Knock, Response, Result
from canvass.rates.leading import leading_of_knock
from canvass.services.doorstep.keep_from_doors import keep_from_doors
from canvass.services.doorstep.mark_gone import mark_gone
from canvass.services.figures.tally_knocks import tally_knocks
from canvass.services.knocks.find_corrected import find_corrected
from canvass.services.knocks.mark_superseded import mark_superseded
from canvass.services.knocks.mark_worked import mark_worked
from canvass.services.scripts.find_held_notes import find_held_notes
from canvass.sync.admission import Lent, is_late, is_too_early, is_withdrawn
from canvass.sync.clock import CorrectedTime
from canvass.sync.item import Item
from canvass.sync.knock_in import KnockIn
from canvass.sync.never_stored import NOT_KEPT, WARNING
from canvass.sync.storable import meaningful, storable
from turf.statements.insert_new_rows import insert_new_rows


@dataclass(frozen=True, slots=True)
class Admitted:
    """A knock that may be applied: its item, when it was made, and the body that it came in.

    ``lent`` is what its sender may speak of.
    """

    item: Item
    knock: KnockIn
    made: CorrectedTime
    lent: Lent
    intake: Intake


def store_knocks(*, admitted: Sequence[Admitted]) -> set[UUID]:
    """Store knocks of one organization whole, and return the uids of those that were not there.

    Older knocks they correct stop counting, and the doors of their lists show when they were last
    worked. The number of queries does not depend on how many there are.
    """
    # In one order always: two who insert the same ids in turn would wait for each other.
    in_order = sorted(admitted, key=lambda one: one.knock.id)
    held = _held_notes(in_order)
    inserted = insert_new_rows(
        Knock,
        [_knock_row(one) | {"is_note_held": one.knock.id in held} for one in in_order],
        key=["organization_id", "uid"],
    )
    made = {uid: pk for (_, uid), pk in inserted.items()}
    new = [one for one in in_order if one.knock.id in made]
    if new:
        _store_results(new, made)
        organization, knocks = new[0].intake.organization_id, [one.knock for one in new]
        no_longer: list[int] = []
        if any(knock.supersedes for knock in knocks):
            no_longer = mark_superseded(organization=organization, knocks=knocks)
        corrected = find_corrected(organization=organization, knocks=knocks)
        mark_worked(organization=organization, knocks=knocks, corrected=corrected.doors)
        keep_from_doors(organization=organization, knocks=knocks, corrected=corrected.asked)
        mark_gone(organization=organization, knocks=knocks, corrected=corrected.told)
        # Last: strangers write to the same tallies, and wait from here until this is committed.
        tally_knocks(new=made.values(), no_longer=no_longer)
    return set(made)


def _held_notes(admitted: Sequence[Admitted]) -> set[UUID]:
    """Find the knocks whose notes are held out of reports; without notes nothing is asked."""
    notes = {
        one.knock.id: (one.lent.lists[one.knock.walk_list].campaign, one.knock.note)
        for one in admitted
        if one.knock.note
    }
    if not notes:
        return set()
    held = find_held_notes(notes=notes.values(), at=admitted[0].intake.received_at)
    return {uid for uid, note in notes.items() if note in held}


def _knock_row(one: Admitted) -> dict[str, object]:
    knock, made, intake = one.knock, one.made, one.intake
    walk_list = one.lent.lists[knock.walk_list]
    script = one.lent.scripts.get(knock.script_version) if knock.script_version else None
    time_zone = one.lent.time_zones[knock.walk_list, knock.door]
    local = made.at.astimezone(_zone(time_zone, walk_list.time_zone))
    return {
        "organization_id": intake.organization_id,
        "uid": knock.id,
        "content_hash": one.item.content_hash,
        "campaign_id": walk_list.campaign,
        "walk_list_id": knock.walk_list,
        "door_id": knock.door,
        "device_id": intake.device_id,
        "device_seq": knock.device_seq,
        "membership_id": intake.membership_id,
        "script_version_id": knock.script_version,
        "answered": knock.answered,
        "disposition": leading_of_knock(
            [result.disposition for result in knock.results], answered=knock.answered
        ),
        "left_literature": knock.left_literature,
        "come_back_at": knock.come_back_at,
        "language_needed": knock.language_needed,
        "note": knock.note,
        "batch": knock.batch,
        "off_m": knock.off_m,
        "accuracy_m": knock.accuracy_m,
        "knocked_at": knock.knocked_at,
        "monotonic_ms": knock.monotonic_ms,
        "received_at": intake.received_at,
        "corrected_at": made.at,
        "clock_offset_s": made.offset_s,
        "uncertainty_s": made.uncertainty_s,
        "is_clock_off": made.is_suspect or is_too_early(walk_list, made),
        "is_late": is_late(walk_list, intake.received_at),
        "local_day": local.date(),
        "local_hour": local.hour,
        "is_out_of_hours": not walk_list.knock_from <= local.time() < walk_list.knock_until,
        "is_script_withdrawn": script is not None and is_withdrawn(script, made),
        "do_not_knock": knock.do_not_knock,
        "closes_building": knock.closes_building,
        "hazards": ",".join(knock.hazards),
        "access": ",".join(knock.access),
        "supersedes": knock.supersedes,
        "is_superseded": False,
        "extra": _extra(one),
    }


def _extra(one: Admitted) -> object:
    warning = {WARNING: NOT_KEPT} if one.item.is_stripped else {}
    return storable(meaningful(one.knock.unknown) | warning)


def _store_results(admitted: Sequence[Admitted], made: dict[UUID, int]) -> None:
    organization = admitted[0].intake.organization_id
    results = [
        {
            "organization_id": organization,
            "knock_id": made[one.knock.id],
            "position": position,
            "person_id": result.person,
            "disposition": result.disposition,
        }
        for one in admitted
        for position, result in enumerate(one.knock.results)
    ]
    row_of = insert_new_rows(Result, results, key=["knock_id", "position"])
    responses = [
        {
            "organization_id": organization,
            "result_id": row_of[made[one.knock.id], position],
            "question_id": one.lent.scripts[version].questions[response.question],
            "value": response.value,
            "wording": response.wording,
            "language": response.language,
        }
        for one in admitted
        if (version := one.knock.script_version) is not None
        for position, result in enumerate(one.knock.results)
        for response in result.responses
    ]
    insert_new_rows(Response, responses, key=["result_id", "question_id"])


@lru_cache(maxsize=100)
def _zone(*names: str) -> tzinfo:
    """Find the first zone that there is: a misspelt one must not stop anybody's knocks."""
    for name in names:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return UTC
