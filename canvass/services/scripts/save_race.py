"""Writes down a race and who stands in it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from canvass.scripts.ballot import Candidate as Standing
from canvass.scripts.problem import Problem, Refused
from canvass.scripts.read_race import RaceReading, read_race
from canvass.services.scripts.close_stale_gates import close_stale_gates
from canvass.services.scripts.hold_ballot import hold_ballots
from canvass.services.scripts.script_problems import DocumentRefused
from turf.models import Campaign, Candidate, Membership, Race
from turf.transactions import writing

ASIDE = 10_000
"""Above any place on a ballot: where candidates wait while they change places."""


@writing()
def save_race(
    *,
    campaign: Campaign,
    document: Mapping[str, Any],
    order_seed: int | None,
    saved_by: Membership | None,
    at: datetime,
) -> Race:
    """Return the race of that office, with its candidates as ``document`` has them.

    ``document`` is what `read_race` reads, without what candidates answered. Whoever is there keeps
    their ballot status (see `change_candidate_status`), and nobody is left out: a candidate who is
    gone is withdrawn or removed. Approvals by another ballot are closed. Repeated, it changes
    nothing. Raises DocumentRefused with all that is wrong at once.
    """
    read = _read(document)
    hold_ballots(organization=campaign.organization_id)
    race, _ = Race.objects.update_or_create(
        organization_id=campaign.organization_id,
        campaign=campaign,
        office=document.get("office") or next(iter(read.race.office.values())),
        defaults={
            "office_by_language": dict(document.get("office_by_language") or {}),
            "office_aliases": list(read.race.office_aliases),
            "order_seed": order_seed,
            "answer_limit": read.answer_limit,
        },
    )
    _save_candidates(race, read.race.candidates)
    close_stale_gates(campaign=campaign, at=at, by=saved_by)
    return race


def _read(document: Mapping[str, Any]) -> RaceReading:
    try:
        return read_race(document)
    except Refused as refused:
        problems = refused.problems
    raise DocumentRefused(problems)


def _save_candidates(race: Race, standing: tuple[Standing, ...]) -> None:
    there = {one.name: one for one in race.candidates.select_for_update()}
    left_out = sorted(there.keys() - {one.name for one in standing})
    if left_out:
        message = f"name {', '.join(left_out)} too: who leaves the ballot changes status"
        raise DocumentRefused([Problem("candidates", "candidate_left_out", message)])
    if any(one.ballot_order >= ASIDE for one in standing):
        message = f"give places on the ballot from 1 to {ASIDE - 1}"
        raise DocumentRefused([Problem("candidates", "ballot_order_too_high", message)])
    for aside, known in enumerate(there.values()):
        Candidate.objects.filter(pk=known.pk).update(ballot_order=ASIDE + aside)
    for one in standing:
        fields = {
            "party": one.party,
            "aliases": list(one.aliases),
            "is_incumbent": one.is_incumbent,
            "ballot_order": one.ballot_order,
        }
        Candidate.objects.update_or_create(
            organization_id=race.organization_id,
            race=race,
            name=one.name,
            defaults=fields,
            create_defaults=fields | {"ballot_status": one.status.value},
        )
