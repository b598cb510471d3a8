"""What a server has to come to, said in plain words: no database, no order of arrival.

Times are seconds since the shift began, by the server's clock. A person is known by name, a list
and a door by number, a knock by organization and id.
"""

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Self

Key = tuple[str, str]
"""An organization and a knock's id."""

Facts = dict[str, set[tuple[object, ...]]]
"""By collection, what each document says."""


@dataclass(frozen=True, slots=True)
class Made:
    """A knock as its phone wrote it down; ``told_at`` is what the phone's clock showed."""

    organization: str
    uid: str
    person: str
    phone: str
    seq: int
    walk_list: int
    door: int
    told_at: float
    parent: str | None = None
    is_withdrawal: bool = False
    note: str = ""
    is_poison: bool = False

    @property
    def key(self) -> Key:
        return self.organization, self.uid


@dataclass(frozen=True, slots=True)
class Counted:
    """A knock that is applied, and when it was made, the phone's clock set right."""

    made: Made
    at: float

    @property
    def place(self) -> tuple[float, str, int]:
        """Of several corrections of one knock the highest stands."""
        return self.at, self.made.phone, self.made.seq


@dataclass(frozen=True, slots=True)
class Loan:
    """A list lent to ``people``; ``ended_at`` is when it was given or taken back."""

    walk_list: int
    people: frozenset[str]
    until: float
    ended_at: float | None = None

    def stands(self, now: float) -> bool:
        return self.ended_at is None and now < self.until

    @property
    def end(self) -> float:
        return self.until if self.ended_at is None else min(self.until, self.ended_at)


@dataclass(slots=True)
class Model:
    """The server's whole state. ``waiting`` says of each knock not applied: held or quarantined.

    ``unread`` are bodies that were kept when the server died, with both times. ``told`` is what
    waited under an id, ``put_aside`` what of that gave way to another version that was applied.
    """

    applied: dict[Key, Counted] = field(default_factory=dict)
    waiting: dict[Key, tuple[str, Counted]] = field(default_factory=dict)
    loans: list[Loan] = field(default_factory=list)
    taken_back: set[tuple[str, int]] = field(default_factory=set)
    do_not_knock: set[tuple[int, int]] = field(default_factory=set)
    revoked: dict[str, float] = field(default_factory=dict)
    unread: list[tuple[list[Made], float, float]] = field(default_factory=list)
    told: dict[Key, set[Made]] = field(default_factory=dict)
    put_aside: set[Made] = field(default_factory=set)

    def copy(self) -> Self:
        return deepcopy(self)

    def push(self, batch: Iterable[Made], *, sent_at: float, received_at: float) -> dict[Made, str]:
        """Take in a batch; what became of each item, whatever order they came in."""
        new: list[Counted] = []
        became: dict[Made, str] = {}
        for made in batch:
            stored = self.applied.get(made.key)
            if stored:
                is_settled = stored.made == made or made in self.put_aside
                became[made] = "duplicate" if is_settled else "quarantined"
                continue
            self.told.setdefault(made.key, set()).add(made)
            counted, uncertainty_s = judge_time(made, sent_at=sent_at, received_at=received_at)
            if self._is_refused(made, counted.at - uncertainty_s):
                became[made] = "quarantined"
                self.waiting[made.key] = "quarantined", counted
            else:
                new.append(counted)
        for counted in new:
            self.waiting[counted.made.key] = "held", counted
        self._apply_what_can_be()
        for counted in new:
            is_applied = counted.made.key in self.applied
            became[counted.made] = "applied" if is_applied else "held"
        return became

    def replay(self) -> Counter[str]:
        """Take in what was kept, as if it had been then; items by outcome."""
        became: Counter[str] = Counter()
        for batch, sent_at, received_at in self.unread:
            became.update(self.push(batch, sent_at=sent_at, received_at=received_at).values())
        self.unread = []
        return became

    def _is_refused(self, made: Made, earliest: float) -> bool:
        """A knock counts if it may have been made while its list was lent and its phone ours."""
        ends = [
            loan.end
            for loan in self.loans
            if loan.walk_list == made.walk_list and made.person in loan.people
        ]
        is_ours = earliest <= self.revoked.get(made.phone, earliest)
        return made.is_poison or not ends or earliest > max(ends) or not is_ours

    def _apply_what_can_be(self) -> None:
        """Apply each held knock whose parent is there, until none is left."""
        has_moved = True
        while has_moved:
            ready = [
                counted
                for state, counted in self.waiting.values()
                if state == "held"
                and (counted.made.parent is None or self._parent(counted.made) in self.applied)
            ]
            for counted in ready:
                del self.waiting[counted.made.key]
                self.applied[counted.made.key] = counted
                self.put_aside |= self.told.pop(counted.made.key, set())
            has_moved = bool(ready)

    def _parent(self, made: Made) -> Key:
        return made.organization, str(made.parent)

    def superseded(self) -> set[Key]:
        """Knocks that count no more: corrected ones, and all but the latest of corrections."""
        corrections: dict[Key, list[Counted]] = {}
        for counted in self.applied.values():
            if counted.made.parent:
                corrections.setdefault(self._parent(counted.made), []).append(counted)
        gone = set(corrections)
        for rivals in corrections.values():
            gone |= {one.made.key for one in sorted(rivals, key=lambda one: one.place)[:-1]}
        return gone & set(self.applied)

    def worked(self) -> set[tuple[int, int]]:
        """Doors, by list, with a knock that counts and takes none back."""
        gone = self.superseded()
        return {
            (counted.made.walk_list, counted.made.door)
            for key, counted in self.applied.items()
            if key not in gone and not counted.made.is_withdrawal
        }

    def held_by(self, person: str, now: float) -> set[int]:
        """Lists that a person holds."""
        return {loan.walk_list for loan in self.loans if person in loan.people and loan.stands(now)}

    def scope(self, person: str, phone: str, now: float) -> Facts:
        """What the phone of a person has to hold when it has heard everything."""
        if phone in self.revoked:
            return {name: set() for name in ("walk_lists", "door_states", "notices", "knocks")}
        lists = self.held_by(person, now)
        do_not_knock = {
            ("do_not_knock", *place) for place in self.do_not_knock if place[0] in lists
        }
        taken_back = {("taken_back", one, None) for who, one in self.taken_back if who == person}
        waiting = {
            (counted.made.uid, state)
            for key, (state, counted) in self.waiting.items()
            if counted.made.person == person
        }
        return {
            "walk_lists": {(one,) for one in lists},
            "door_states": {place for place in self.worked() if place[0] in lists},
            "notices": do_not_knock | taken_back,
            "knocks": waiting
            | {
                (counted.made.uid, "applied")
                for counted in self.applied.values()
                if counted.made.person == person
            },
        }

    def end_loan(self, walk_list: int, now: float, *, is_taken_back: bool) -> None:
        """End the loan that stands."""
        for number, loan in enumerate(self.loans):
            if loan.walk_list == walk_list and loan.stands(now):
                self.loans[number] = replace(loan, ended_at=now)
                if is_taken_back:
                    self.taken_back |= {(person, walk_list) for person in loan.people}


def judge_time(made: Made, *, sent_at: float, received_at: float) -> tuple[Counted, float]:
    """When a knock was made by the server's clock, and by how much that may be wrong."""
    offset_s = received_at - sent_at
    set_right = made.told_at + offset_s
    ahead_s = max(0.0, set_right - received_at)
    return Counted(made, min(set_right, received_at)), abs(offset_s) + ahead_s
