"""Whether a knock may be applied: by what was lent to the person who sent it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from canvass.sync.clock import SUSPECT_S, CorrectedTime
from canvass.sync.knock_in import KnockIn


@dataclass(frozen=True, slots=True)
class LentList:
    """A walk list as one person holds it.

    ``lent_from`` is when it was first offered to them, ``lent_until`` when their last loan of it
    ended or will run out; both None where there was none.
    Doors are to be knocked from ``knock_from`` until before ``knock_until``, by their own clock.
    How far off a knock was made is kept only where the campaign ``asks_distance``.
    """

    campaign: int
    time_zone: str
    lent_until: datetime | None
    lent_from: datetime | None = None
    knock_from: time = time.min
    knock_until: time = time.max
    asks_distance: bool = False


@dataclass(frozen=True, slots=True)
class PublishedScript:
    """A published script version; ``questions`` maps their keys to their rows.

    ``withdrawn_at`` is when phones were told to read it no more, None while it may be read.
    ``approvals`` are from when until when it was approved, with None for the one that holds.
    """

    campaign: int
    questions: Mapping[str, int]
    withdrawn_at: datetime | None = None
    approvals: Set[tuple[datetime, datetime | None]] = frozenset()


@dataclass(frozen=True, slots=True)
class Lent:
    """What a push may speak of, of one organization alone.

    ``time_zones`` maps (list, door) of each listed door to its precinct's time zone, empty where it
    has none; ``people`` holds (list, door, person) of everybody listed.
    """

    lists: Mapping[UUID, LentList]
    time_zones: Mapping[tuple[UUID, int], str]
    people: Set[tuple[UUID, int, int]]
    scripts: Mapping[int, PublishedScript]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an item waits for a person; ``is_fixable`` when a mended version can be applied."""

    code: str
    message: str
    is_fixable: bool


def refusal_of(
    knock: KnockIn, lent: Lent, made: CorrectedTime, *, revoked_at: datetime | None
) -> Refusal | None:
    """Tell why ``knock``, made at ``made``, may not be applied; None when it may.

    ``revoked_at`` is when its device was revoked, if it was. A list, door or person of another
    organization is as unknown as one that never was.
    """
    walk_list = lent.lists.get(knock.walk_list)
    if walk_list is None:
        return Refusal("list_unknown", "This walk list is not there: ask your lead", False)
    return (
        _refusal_by_loan(walk_list, made)
        or _refusal_by_device(made, revoked_at)
        or _refusal_by_door(knock, lent)
        or _refusal_by_script(knock, lent, walk_list.campaign)
    )


def is_too_early(walk_list: LentList, made: CorrectedTime) -> bool:
    """Tell whether a knock seems older than the loan of its list: then a clock was wrong."""
    began = walk_list.lent_from
    return began is not None and made.at < began - timedelta(seconds=SUSPECT_S)


def is_late(walk_list: LentList, received_at: datetime) -> bool:
    """Tell whether a knock arrived when the loan of its list was over."""
    return walk_list.lent_until is None or received_at > walk_list.lent_until


def is_withdrawn(script: PublishedScript, made: CorrectedTime) -> bool:
    """Tell whether a knock was made with a script that had been withdrawn, known or not.

    One that was approved again since had been withdrawn all the same.
    """
    ends = {script.withdrawn_at, *(until for _, until in script.approvals)}
    ended = max((end for end in ends if end is not None and end < made.at), default=None)
    if ended is None:
        return False
    return not any(ended <= begun <= made.at for begun, _ in script.approvals)


def _refusal_by_loan(walk_list: LentList, made: CorrectedTime) -> Refusal | None:
    if walk_list.lent_until is None:
        return Refusal("list_not_lent", "This walk list was not lent to you: ask your lead", False)
    if _is_after(made, walk_list.lent_until):
        message = "This knock was made after the loan of the list had ended: ask your lead"
        return Refusal("loan_ended", message, False)
    return None


def _refusal_by_device(made: CorrectedTime, revoked_at: datetime | None) -> Refusal | None:
    if revoked_at is None or not _is_after(made, revoked_at):
        return None
    message = "This knock was made after this phone was revoked: ask your lead"
    return Refusal("device_revoked", message, False)


def _is_after(made: CorrectedTime, moment: datetime) -> bool:
    """Tell whether it is certain: a knock that may have been made in time counts.

    A dead battery must not erase a day.
    """
    if made.uncertainty_s is None:
        return False
    return made.at - timedelta(seconds=made.uncertainty_s) > moment


def _refusal_by_door(knock: KnockIn, lent: Lent) -> Refusal | None:
    if (knock.walk_list, knock.door) not in lent.time_zones:
        message = f"door: {knock.door} is not on this walk list; choose a door of the list"
        return Refusal("door_not_listed", message, True)
    for result in knock.results:
        person = result.person
        if person is not None and (knock.walk_list, knock.door, person) not in lent.people:
            message = f"person: {person} is not listed at this door; send null for the household"
            return Refusal("person_not_listed", message, True)
    return None


def _refusal_by_script(knock: KnockIn, lent: Lent, campaign: int) -> Refusal | None:
    asked = [response.question for result in knock.results for response in result.responses]
    if knock.script_version is None:
        if not asked:
            return None
        message = "script_version: name the version whose questions were answered"
        return Refusal("script_version_missing", message, True)
    script = lent.scripts.get(knock.script_version)
    if script is None or script.campaign != campaign:
        message = f"script_version: {knock.script_version} is no published version of this campaign"
        return Refusal("script_version_unknown", message, True)
    for key in asked:
        if key not in script.questions:
            message = f"question: {key!r} is not in script version {knock.script_version}"
            return Refusal("question_unknown", message, True)
    return None
