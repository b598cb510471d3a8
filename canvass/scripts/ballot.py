"""Who stands for what, as the gate needs to know it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from canvass.scripts.structure import Words


class BallotStatus(StrEnum):
    """Whether a candidate can be voted for."""

    ON_BALLOT = "on_ballot"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands in a race; ``aliases`` are other names people know them by."""

    name: str
    party: str = ""
    aliases: tuple[str, ...] = ()
    status: BallotStatus = BallotStatus.ON_BALLOT
    ballot_order: int = 0
    is_incumbent: bool = False


@dataclass(frozen=True, slots=True)
class Race:
    """A contest; ``office`` by language, ``office_aliases`` are its other names ("DA").

    ``order_seed`` is the recorded seed where the candidates' order is drawn by lot,
    ``length_limit`` the most characters of what is told of one of them in one field.
    """

    office: Words
    candidates: tuple[Candidate, ...]
    office_aliases: tuple[str, ...] = ()
    order_seed: int | None = None
    length_limit: int | None = None

    @property
    def on_ballot(self) -> tuple[Candidate, ...]:
        """Those who can be voted for, in ballot order."""
        there = [one for one in self.candidates if one.status is BallotStatus.ON_BALLOT]
        return tuple(sorted(there, key=lambda candidate: candidate.ballot_order))


@dataclass(frozen=True, slots=True)
class Party:
    """A party by name and the other words people say for it, in any language."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Officeholder:
    """Somebody who holds an office, standing for anything or not."""

    name: str
    office: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ballot:
    """Everybody a text may not take sides about."""

    races: tuple[Race, ...] = ()
    parties: tuple[Party, ...] = ()
    officeholders: tuple[Officeholder, ...] = ()
    slogans: tuple[str, ...] = field(default=())

    @property
    def candidates(self) -> Iterator[Candidate]:
        """Every candidate of every race, whatever their status."""
        for race in self.races:
            yield from race.candidates
