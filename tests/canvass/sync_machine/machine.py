"""Anything that can happen to phones and server, in any order, against the model.

S1-S10 hold after each step, L1 and L3 at the end; see `model`.
"""

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from canvass.models import Device
from canvass.services.changes.pull_changes import Page
from canvass.sync.uuid7 import RANDOM_BYTES, make_uuid7
from tests.canvass.sync_machine.model import Loan, Made, Model
from tests.canvass.sync_machine.phone import COLLECTIONS, PAGE, Phone
from tests.canvass.sync_machine.server import BEGAN, DOORS, PEOPLE, RECUT_OF, Server

MINUTE, HOUR = 60.0, 3600.0
ROUNDS = 3
HOLDERS = {
    1: [("ada", "basil"), ("ada",), ("clementine",)],
    2: [("clementine",)],
    3: [("dov",)],
    4: [("basil",), ("ada", "clementine")],
}

people = st.sampled_from([*PEOPLE, "ada", "basil"])
lists = st.sampled_from([1, 1, 1, 2, 3, 4])
doors = st.integers(0, DOORS - 1)
chances = st.integers(0, 2**16)
fates = st.sampled_from(["later", "fine", "fine", "lost", "twice", "crash"])
rarely = st.sampled_from([False, False, False, True])


class Morning:
    """How each example begins: a pair holds the first list, one each the others; all have pulled.

    Made once: what an example does is taken back after it.
    """

    def __init__(self) -> None:
        self.server, self.model = Server(), Model()
        for number in HOLDERS.keys() - RECUT_OF.keys():
            holders = HOLDERS[number]
            self.server.lend(number, holders[0], at=0, until=6 * HOUR)
            self.model.loans.append(Loan(number, frozenset(holders[0]), 6 * HOUR))
        self.phones = {person: Phone(person, Random(person)) for person in PEOPLE}
        for phone in self.phones.values():
            for collection in COLLECTIONS:
                phone.pull(self.server, collection, now=0, is_revoked=False)


class Machine(RuleBasedStateMachine):
    """One world, made once and taken back after each example."""

    morning: ClassVar["Morning"]
    tally: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self._example = transaction.atomic()
        self._example.__enter__()
        self.server = self.morning.server
        self.model, self.phones = deepcopy((self.morning.model, self.morning.phones))
        self.now = MINUTE
        self.backup: tuple[str, Model] | None = None
        self.is_checked, self.is_restored = True, False
        self.tally["examples"] += 1

    # What phones do -------------------------------------------------------------------------

    @rule(
        person=people, walk_list=lists, places=st.lists(doors, min_size=1, max_size=3), fate=fates
    )
    def knock(self, person: str, walk_list: int, places: list[int], fate: str) -> None:
        for door in places:
            self._write(person, walk_list=walk_list, door=door)
        self._meet(fate, self.phones[person])

    @rule(person=people, walk_list=lists, fate=fates)
    def knock_somewhere_else(self, person: str, walk_list: int, fate: str) -> None:
        """A poison item: its door is on no list."""
        self._write(person, walk_list=walk_list, door=0, is_poison=True)
        self._meet(fate, self.phones[person])

    @precondition(lambda self: any(self._corrigible(phone) for phone in self.phones.values()))
    @rule(which=chances, is_withdrawal=st.booleans(), fate=fates)
    def correct(self, which: int, is_withdrawal: bool, fate: str) -> None:
        known = [one for phone in self.phones.values() for one in self._corrigible(phone)]
        parent = known[which % len(known)]
        self._write(
            parent.person,
            walk_list=parent.walk_list,
            door=parent.door,
            parent=parent.uid,
            is_withdrawal=is_withdrawal,
        )
        self._meet(fate, self.phones[parent.person])

    @rule(person=people, door=doors)
    def mend(self, person: str, door: int) -> None:
        """A knock that cannot be applied is put right under its own id."""
        phone = self.phones[person]
        for made in [made for made in phone.kept.values() if made.is_poison][:1]:
            mended = replace(made, is_poison=False, door=door)
            phone.kept[made.uid] = phone.outbox[made.uid] = mended

    @precondition(lambda self: any(phone.outbox for phone in self.phones.values()))
    @rule(which=chances, share=st.floats(0.3, 1), fate=fates)
    def push(self, which: int, share: float, fate: str) -> None:
        """Push some of what is there, in any order."""
        laden = [phone for phone in self.phones.values() if phone.outbox]
        self._meet(fate, laden[which % len(laden)], order=which, share=share)

    @precondition(lambda self: any(self._corrigible(phone) for phone in self.phones.values()))
    @rule(which=chances)
    def resend_rewritten(self, which: int) -> None:
        """An app gone wrong sends other content under an id it has used."""
        known = [one for phone in self.phones.values() for one in self._corrigible(phone)]
        made = replace(known[which % len(known)], note=f"rewritten {which % 3}")
        self._push(self.phones[made.person], [made])

    @rule(person=people, collection=st.sampled_from(COLLECTIONS), is_lost=rarely)
    def pull(self, person: str, collection: str, is_lost: bool) -> None:
        phone = self.phones[person]
        if is_lost:
            self._pull_in_vain(phone, collection)
            return
        self._pull(phone, collection)
        self._check_held(phone, collection)

    @rule(person=people, hours=st.sampled_from([-30.0, -1.0, 0.0, 0.05, 5.0]))
    def jump(self, person: str, hours: float) -> None:
        self.phones[person].clock_off_s = hours * HOUR

    # What the office does -------------------------------------------------------------------

    @rule(minutes=st.sampled_from([1, 30, 400]))
    def wait(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @rule(number=lists, which=chances, hours=st.sampled_from([1, 6]))
    def lend(self, number: int, which: int, hours: int) -> None:
        holders = HOLDERS[number][which % len(HOLDERS[number])]
        if not self._is_out(number):
            self._lend(number, holders, hours * HOUR)

    @rule(number=lists, is_taken_back=st.booleans())
    def end_loan(self, number: int, is_taken_back: bool) -> None:
        if self._is_out(number):
            self.server.end_loan(number, at=self.now, is_taken_back=is_taken_back)
            self.model.end_loan(number, self.now, is_taken_back=is_taken_back)

    @precondition(lambda self: any(self._is_out(old) for old in RECUT_OF.values()))
    @rule(which=chances)
    def recut(self, which: int) -> None:
        """A list is taken back in the middle of a walk, and its doors are lent as another one."""
        self.tally["recuts"] += 1
        for new, old in RECUT_OF.items():
            self.end_loan(number=old, is_taken_back=True)
            self.lend(number=new, which=which, hours=6)

    @precondition(lambda self: self.model.unread)
    @rule()
    def replay(self) -> None:
        """What was kept when the server died is looked at, whatever happened since."""
        self.tally["replays"] += 1
        assert self.server.replay(at=self.now + MINUTE) == self.model.replay(), "S1"
        self.is_checked = False

    @rule(person=people, is_meant=rarely, fate=fates)
    def revoke(self, person: str, is_meant: bool, fate: str) -> None:
        """A phone is revoked, and whoever has it knocks on."""
        if is_meant and not self._is_revoked(person):
            self.server.revoke(person, at=self.now)
            self.model.revoked[person] = self.now
            self.now += MINUTE
            self._write(person, walk_list=1, door=0)
            self._meet(fate, self.phones[person])

    @rule(number=lists, door=doors, is_lifted=rarely)
    def leave_in_peace(self, number: int, door: int, is_lifted: bool) -> None:
        self.server.leave_in_peace(number, door, at=None if is_lifted else self.now)
        ground = RECUT_OF.get(number, number)
        places = {(one, door) for one in HOLDERS if RECUT_OF.get(one, one) == ground}
        if is_lifted:
            self.model.do_not_knock -= places
        else:
            self.model.do_not_knock |= places

    @rule(person=people, is_seen=st.booleans())
    def back_up(self, person: str, is_seen: bool) -> None:
        """A backup is taken; then somebody works on, which it does not have."""
        self.backup = self.server.back_up(), self.model.copy()
        self._write(person, walk_list=1, door=0)
        self._meet("fine", self.phones[person])
        if is_seen:
            self._pull(self.phones[person], "knocks")

    @precondition(lambda self: self.backup is not None)
    @rule(busy=st.integers(0, 4))
    def restore(self, busy: int) -> None:
        """The database is lost; the backup is put in its place, under a new epoch.

        When it is ``busy`` afterwards, old numbers mean something again, and something else.
        """
        assert self.backup
        savepoint, model = self.backup
        self.server.restore(savepoint)
        self.model, self.is_checked, self.is_restored = model.copy(), False, True
        self.tally["restores"] += 1
        for person in ["basil"] * busy + ["ada"] * bool(busy):
            self._write(person, walk_list=1, door=0)
            self._meet("fine", self.phones[person])

    # What must hold -------------------------------------------------------------------------

    @invariant()
    def the_server_is_as_the_model(self) -> None:
        self.tally["steps"] += 1
        self.now += MINUTE
        if self.is_checked:
            return
        self.is_checked = True
        superseded = self.model.superseded()
        assert self.server.applied() == {
            key: (counted.made.note, key in superseded)
            for key, counted in self.model.applied.items()
        }, "S1, S3, S10: what counts"
        waiting = self.server.waiting()
        assert {key: state for key, state in waiting.items() if key not in self.model.applied} == {
            key: state for key, (state, _) in self.model.waiting.items()
        }, "S1: what waits"
        assert self.server.worked() == self.model.worked(), "S2: a figure equals its recount"

    def teardown(self) -> None:
        try:
            self._settle()
            assert self.server.miscounted() == [], "S2: every tally equals its recount"
        finally:
            transaction.set_rollback(True)
            self._example.__exit__(None, None, None)

    def _settle(self) -> None:
        """L1: with a good network all agree within `ROUNDS`; R1: what a phone holds is stored."""
        turn = 0
        while not all(self._is_settled(phone) for phone in self.phones.values()):
            turn += 1
            assert turn <= ROUNDS, "L1, R1"
            for phone in self.phones.values():
                if not self._is_settled(phone):
                    self._sync(phone)
        self.the_server_is_as_the_model()
        if not self.is_restored:
            assert not Device.objects.filter(hash_mismatches__gt=0).exists()
        if self.tally["examples"] % 4 == 0:
            self._idle(self.phones["basil"], "door_states")

    def _is_settled(self, phone: Phone) -> bool:
        scope = self.model.scope(phone.person, phone.person, self.now)
        is_safe = not self._lost(phone)
        return (
            not phone.outbox
            and is_safe
            and all(
                self._facts(phone, collection) == scope[collection] for collection in COLLECTIONS
            )
        )

    def _sync(self, phone: Phone) -> None:
        """Push everything, and pull what is not yet as it should be."""
        batch = list(phone.outbox.values())
        if batch:
            self._push(phone, batch)
            phone.acknowledge(batch)
        for collection in COLLECTIONS:
            scope = self.model.scope(phone.person, phone.person, self.now)[collection]
            is_known = self._facts(phone, collection) == scope
            if not is_known or (collection == "knocks" and self._lost(phone)):
                self._pull(phone, collection)

    def _lost(self, phone: Phone) -> bool:
        """Tell whether a phone holds what the server, restored, does not."""
        stored = self.model.applied.keys() | self.model.waiting.keys()
        return not {made.key for made in phone.kept.values()} <= stored

    def _idle(self, phone: Phone, collection: str) -> None:
        """L3: who is up to date is given nothing, and keeps the checkpoint."""
        self._pull(phone, collection)
        page = self._ask(phone, collection)
        assert page.documents == []
        assert phone.checkpoints[collection] in (page.checkpoint, None)

    # How it is done -------------------------------------------------------------------------

    def _write(self, person: str, **fields: object) -> None:
        phone = self.phones[person]
        phone.seq += 1
        told_at = self.now + phone.clock_off_s
        unix_ms = int((BEGAN.timestamp() + told_at) * 1000)
        uid = str(make_uuid7(unix_ms, phone.rng.randbytes(RANDOM_BYTES)))
        made = Made(phone.organization, uid, person, person, phone.seq, told_at=told_at, **fields)
        phone.outbox[uid] = phone.kept[uid] = made

    def _corrigible(self, phone: Phone) -> list[Made]:
        return [made for made in phone.kept.values() if not made.is_poison]

    def _meet(self, fate: str, phone: Phone, *, order: int = 0, share: float = 1.0) -> None:
        """Push now or later; the answer may be lost, or all may arrive twice."""
        batch = list(phone.outbox.values())
        Random(order).shuffle(batch)
        batch = batch[: round(len(batch) * share + 0.5)]
        if fate == "later" or not batch:
            return
        if fate == "crash":
            self._crash(phone, batch)
            return
        for _ in range(2 if fate == "twice" else 1):
            self._push(phone, batch)
        if fate != "lost":
            phone.acknowledge(batch)
        self.tally["answers lost"] += fate == "lost"
        self.tally["sent twice"] += fate == "twice"

    def _pull(self, phone: Phone, collection: str) -> None:
        is_revoked = self._is_revoked(phone.person)
        phone.pull(self.server, collection, now=self.now, is_revoked=is_revoked)

    def _ask(self, phone: Phone, collection: str) -> Page:
        return self.server.pull(
            phone.person,
            collection,
            phone.checkpoints[collection],
            at=self.now,
            limit=PAGE,
            is_revoked=self._is_revoked(phone.person),
            held_hash=None,
        )

    def _pull_in_vain(self, phone: Phone, collection: str) -> None:
        """The answer is lost; still it held nothing that is not the phone's."""
        page = self._ask(phone, collection)
        scope = self.model.scope(phone.person, phone.person, self.now)[collection]
        told = [document for document in page.documents if not document["_deleted"]]
        facts = {self.server.fact(collection, document) for document in told}
        assert facts - {None} <= scope, "S6: out of scope"

    def _push(self, phone: Phone, batch: list[Made]) -> None:
        sent_at = self.now + phone.clock_off_s
        documents = [self.server.document(made) for made in batch]
        outcomes = self.server.push(phone.person, documents, sent_at=sent_at, received_at=self.now)
        expected = self.model.push(batch, sent_at=sent_at, received_at=self.now)
        assert outcomes == [expected[made] for made in batch], "S9: each item by itself"
        self.is_checked = False
        self.tally["pushes"] += 1

    def _crash(self, phone: Phone, batch: list[Made]) -> None:
        """The body was kept, the phone hears nothing, and nobody has looked at it."""
        sent_at = self.now + phone.clock_off_s
        documents = [self.server.document(made) for made in batch]
        self.server.crash(phone.person, documents, sent_at=sent_at, received_at=self.now)
        self.model.unread.append((batch, sent_at, self.now))
        self.is_checked = False
        self.tally["crashes in a push"] += 1

    def _check_held(self, phone: Phone, collection: str) -> None:
        scope = self.model.scope(phone.person, phone.person, self.now)[collection]
        facts = self._facts(phone, collection)
        assert facts == scope, "S4: a phone at the head has seen everything"

    def _facts(self, phone: Phone, collection: str) -> set[tuple[object, ...] | None]:
        held = phone.held[collection].values()
        return {self.server.fact(collection, document) for document in held} - {None}

    def _lend(self, number: int, holders: tuple[str, ...], for_s: float) -> None:
        until = self.now + for_s
        self.server.lend(number, holders, at=self.now, until=until)
        self.model.loans.append(Loan(number, frozenset(holders), until))

    def _is_out(self, number: int) -> bool:
        return any(loan.walk_list == number and loan.stands(self.now) for loan in self.model.loans)

    def _is_revoked(self, person: str) -> bool:
        return person in self.model.revoked
