"""Writes knocks that may be applied, and what follows from them, set by set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from canvass.models import Intake, Knock, Response, Result
from canvass.rates.leading import leading_of_knock
from canvass.services.insert_new_rows import insert_new_rows
from canvass.services.mark_superseded import mark_superseded
from canvass.services.mark_worked import mark_worked
from canvass.sync.admission import Lent, is_late
from canvass.sync.clock import CorrectedTime
from canvass.sync.knock_in import KnockIn
from canvass.sync.storable import meaningful, storable
from turf.models import Membership


@dataclass(frozen=True, slots=True)
class Admitted:
    """A knock that may be applied, with its hash and the time it was made."""

    knock: KnockIn
    content_hash: str
    made: CorrectedTime


def store_knocks(
    *, admitted: Sequence[Admitted], lent: Lent, intake: Intake, membership: Membership
) -> set[UUID]:
    """Store knocks with results and responses, and return the uids of those that were not there.

    Older knocks they correct stop counting, and the doors of their lists show when they were last
    worked. The number of queries does not depend on how many there are.
    """
    rows = [_knock_row(one, lent, intake, membership) for one in admitted]
    made = {uid: pk for (_, uid), pk in insert_new_rows(rows, key=["organization", "uid"]).items()}
    new = [one.knock for one in admitted if one.knock.id in made]
    _store_results(new, made, lent, membership)
    mark_superseded(organization=membership.organization_id, knocks=new)
    mark_worked(organization=membership.organization_id, knocks=new)
    return set(made)


def _knock_row(one: Admitted, lent: Lent, intake: Intake, membership: Membership) -> Knock:
    knock, made = one.knock, one.made
    walk_list = lent.lists[knock.walk_list]
    zone = _zone(lent.time_zones[knock.walk_list, knock.door], walk_list.time_zone)
    local = made.at.astimezone(zone)
    leading = leading_of_knock(
        [result.disposition for result in knock.results], answered=knock.answered
    )
    return Knock(
        organization_id=membership.organization_id,
        uid=knock.id,
        content_hash=one.content_hash,
        campaign_id=walk_list.campaign,
        walk_list_id=knock.walk_list,
        door_id=knock.door,
        device_id=intake.device_id,
        device_seq=knock.device_seq,
        membership=membership,
        script_version_id=knock.script_version,
        answered=knock.answered,
        disposition=leading,
        left_literature=knock.left_literature,
        come_back_at=knock.come_back_at.astimezone(UTC) if knock.come_back_at else None,
        language_needed=knock.language_needed,
        note=knock.note,
        batch=knock.batch,
        off_m=knock.off_m,
        accuracy_m=knock.accuracy_m,
        # PostgreSQL refuses offsets of 16 hours and more.
        knocked_at=knock.knocked_at.astimezone(UTC),
        monotonic_ms=knock.monotonic_ms,
        received_at=intake.received_at,
        corrected_at=made.at.astimezone(UTC),
        clock_offset_s=made.offset_s,
        uncertainty_s=made.uncertainty_s,
        is_clock_off=made.is_suspect,
        is_late=is_late(walk_list, intake.received_at),
        local_day=local.date(),
        local_hour=local.hour,
        supersedes=knock.supersedes,
        extra=storable(meaningful(knock.unknown)),
    )


def _store_results(
    knocks: Sequence[KnockIn], made: dict[UUID, int], lent: Lent, membership: Membership
) -> None:
    organization = membership.organization_id
    results = [
        Result(
            organization_id=organization,
            knock_id=made[knock.id],
            position=position,
            person_id=result.person,
            disposition=result.disposition,
        )
        for knock in knocks
        for position, result in enumerate(knock.results)
    ]
    row_of = insert_new_rows(results, key=["knock", "position"])
    responses = [
        Response(
            organization_id=organization,
            result_id=row_of[made[knock.id], position],
            question_id=lent.scripts[knock.script_version].questions[response.question],
            value=response.value,
            language=response.language,
        )
        for knock in knocks
        if knock.script_version is not None
        for position, result in enumerate(knock.results)
        for response in result.responses
    ]
    insert_new_rows(responses, key=["result", "question"])


def _zone(*names: str) -> tzinfo:
    """Find the first zone that there is: a misspelt one must not stop anybody's knocks."""
    for name in names:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return UTC
