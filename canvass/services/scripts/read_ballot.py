"""Reads what the gate judges by: who stands, and what a campaign and its organization settled."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from canvass.scripts.ballot import Ballot, BallotStatus, Candidate, Officeholder, Party, Race
from canvass.scripts.content_hash import content_hash
from canvass.scripts.gate.check import ballot_hash
from canvass.scripts.gate.exempt import APPROVED_DISCLAIMERS, OwnAnswer
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.settings import GateSettings, Profile
from turf import models as turf
from turf.models import Campaign, Disclaimer, Organization

MOST_SCANNERS = 16


@dataclass(frozen=True, slots=True)
class GateGround:
    """A campaign's ballot, made ready, and its settings; ``fingerprint`` is over both."""

    scanner: Scanner
    settings: GateSettings

    @property
    def fingerprint(self) -> str:
        """The hash that reports of this ground carry."""
        return ballot_hash(self.scanner.ballot, self.settings)


def read_ballot(*, campaign: Campaign, at: datetime) -> GateGround:
    """Return what texts of ``campaign`` are judged by at ``at``."""
    races = _races([campaign.pk])
    settings = GateSettings(
        profile=Profile(_profile(campaign.organization_id)),
        days_to_election=_days_to(campaign, at),
        disclaimers=_disclaimers(campaign.organization_id),
        own_answers=tuple(answer for race in races for answer in answers_in(race)),
    )
    return GateGround(scanner_of(_ballot([campaign.pk], races)), settings)


def read_ballot_among_all(*, campaign: Campaign, at: datetime) -> GateGround:
    """Return as `read_ballot` does, with the names of all the organization's campaigns around.

    Words that urge are looked for beside any of them: people of one campaign hear of the others.
    """
    own = read_ballot(campaign=campaign, at=at)
    others = read_ballot_of_all(organization=campaign.organization_id, at=at)
    if others.scanner.ballot == own.scanner.ballot:
        return own
    return replace(own, scanner=replace(own.scanner, around=others.scanner))


def read_ballot_of_all(*, organization: int, at: datetime) -> GateGround:
    """Return what texts are judged by that belong to no campaign: the ballots of all together."""
    campaigns = Campaign.objects.for_organization(organization)
    ids = sorted(campaigns.values_list("pk", flat=True))
    races = _races(ids)
    settings = GateSettings(
        profile=Profile(_profile(organization)), disclaimers=_disclaimers(organization)
    )
    days = [_days_to(one, at) for one in campaigns.only("election_day", "time_zone")]
    ahead = [one for one in days if one is not None and one >= 0]
    settings = replace(settings, days_to_election=min(ahead, default=None))
    return GateGround(scanner_of(_ballot(ids, races)), settings)


def scanner_of(ballot: Ballot) -> Scanner:
    """Return the scanner of ``ballot``, made once as long as nothing of it changes."""
    return _scanner(_Known(content_hash(asdict(ballot)), ballot))


def race_of(race: turf.Race) -> Race:
    """Give a stored race as the gate knows it."""
    return Race(
        office=race.office_by_language or {"en": race.office},
        candidates=tuple(
            Candidate(
                name=one.name,
                party=one.party,
                aliases=tuple(one.aliases),
                status=BallotStatus(one.ballot_status),
                ballot_order=one.ballot_order,
                is_incumbent=one.is_incumbent,
            )
            for one in sorted(race.candidates.all(), key=lambda one: one.ballot_order)
        ),
        office_aliases=tuple(race.office_aliases),
        order_seed=race.order_seed,
        length_limit=race.answer_limit,
    )


def answers_in(race: turf.Race) -> tuple[OwnAnswer, ...]:
    """List what the candidates of a race answered, in ballot order."""
    return tuple(
        OwnAnswer(candidate.name, answer.language, answer.text, answer.source)
        for candidate in sorted(race.candidates.all(), key=lambda one: one.ballot_order)
        for answer in sorted(candidate.answers.all(), key=lambda one: one.pk)
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """A ballot that is told apart by its fingerprint: it holds what cannot be hashed."""

    fingerprint: str
    ballot: Ballot

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.fingerprint == other.fingerprint


@lru_cache(maxsize=MOST_SCANNERS)
def _scanner(known: _Known) -> Scanner:
    return Scanner.of(known.ballot)


def _races(campaigns: Collection[int]) -> list[turf.Race]:
    candidates = turf.Candidate.objects.prefetch_related("answers")
    races = turf.Race.objects.filter(campaign__in=campaigns).order_by("pk")
    return list(races.prefetch_related(Prefetch("candidates", candidates)))


def _ballot(campaigns: Collection[int], races: Collection[turf.Race]) -> Ballot:
    parties = turf.Party.objects.filter(campaign__in=campaigns).order_by("pk")
    holders = turf.Officeholder.objects.filter(campaign__in=campaigns).order_by("pk")
    slogans = turf.Slogan.objects.filter(campaign__in=campaigns).order_by("pk")
    return Ballot(
        races=tuple(race_of(one) for one in races),
        parties=tuple(Party(one.name, tuple(one.aliases)) for one in parties),
        officeholders=tuple(
            Officeholder(one.name, one.office, tuple(one.aliases)) for one in holders
        ),
        slogans=tuple(slogans.values_list("text", flat=True)),
    )


def _profile(organization: int) -> str:
    profile: str = Organization.objects.values_list("profile", flat=True).get(pk=organization)
    return profile


def _disclaimers(organization: int) -> tuple[str, ...]:
    own = Disclaimer.objects.for_organization(organization).exclude(approved_at=None).order_by("pk")
    return (*APPROVED_DISCLAIMERS, *own.values_list("text", flat=True))


def _days_to(campaign: Campaign, at: datetime) -> int | None:
    if campaign.election_day is None:
        return None
    today: date = at.astimezone(ZoneInfo(campaign.time_zone)).date()
    return (campaign.election_day - today).days
