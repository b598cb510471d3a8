"""Stock RxDB against the real server through a bad network: in the end all agree, nothing is lost.

L1, L2, S6, S7 and R1 of the invariants, as a phone sees them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.utils import timezone

from canvass.models import Assignment, Device, DeviceToken, Knock
from canvass.models.device import DeviceState
from canvass.services.changes.restore_epoch import restore_epoch
from canvass.services.lending.take_back_assignment import take_back_assignment
from canvass.sync.content_hash import content_hash
from canvass.sync.knock_wire import parse_knock
from canvass.sync.uuid7 import RANDOM_BYTES, make_uuid7
from tests import factories as make
from tests.canvass.services.knock_documents import Walk
from tests.chaos.backup import take_backup
from tests.chaos.fault_proxy import FaultProxy, fault_proxy
from tests.chaos.node import INSTALLED
from tests.chaos.node_phones import NodePhones, node_phones
from tests.chaos.oracle import looked_at, oracle
from tests.chaos.plan import Plan
from turf.models import Household, Membership

ROUNDS = 3
"""Within so many syncs over a good network everything has to be settled."""

STORAGE = {"ada": "memory", "basil": "dexie", "clementine": "memory"}
CALM_S, STORM_S = 20.0, 0.25


class Street:
    """Ada and Basil hold one list as a pair, Clementine another one; each has a phone."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.pair = Walk(doors=8)
        organization, campaign = self.pair.organization, self.pair.campaign
        self.alone = Walk(doors=6, organization=organization, campaign=campaign)
        script = make.make_script_version(campaign)
        Assignment.objects.all().delete()
        basil = make.make_member(organization, "canvasser")
        lend = {"script_version": script}
        make.make_assignment(self.pair.walk_list, self.pair.member, basil, **lend)
        make.make_assignment(self.alone.walk_list, self.alone.member, **lend)
        self.people = {"ada": self.pair.member, "basil": basil, "clementine": self.alone.member}
        self.seqs = dict.fromkeys(self.people, 0)

    def walk(self, phone: str) -> Walk:
        return self.alone if phone == "clementine" else self.pair

    def knock(self, phone: str, **fields: object) -> dict:
        """A knock of just now at some door, at which nobody answered."""
        walk, now = self.walk(phone), datetime.now(UTC)
        self.seqs[phone] += 1
        knock = walk.not_home(
            self.rng.randrange(len(walk.doors)),
            id=str(make_uuid7(int(now.timestamp() * 1000), self.rng.randbytes(RANDOM_BYTES))),
            device_seq=self.seqs[phone],
            knocked_at=(now - timedelta(seconds=1)).isoformat(),
        )
        return knock | fields

    def poison(self, phone: str) -> dict:
        """A knock at a door that is on no list of this phone."""
        return self.knock(phone, door=2_000_000)


@pytest.fixture
def street(transactional_db: None, plan: Plan) -> Street:
    return Street(plan.chance("street"))


@pytest.fixture
def network(live_server, plan: Plan) -> Iterator[FaultProxy]:
    server = urlsplit(live_server.url)
    address = str(server.hostname), int(server.port or 0)
    with fault_proxy(server=address, faults=plan.faults, seed=f"{plan.seed} network") as proxy:
        yield proxy
    plan.tally.update({f"requests ({what})": count for what, count in proxy.counts.items()})


@pytest.fixture
def phones(street: Street, network: FaultProxy) -> Iterator[NodePhones]:
    """The phones of the street, online in a network without faults."""
    if not INSTALLED.exists():
        pytest.fail("stock RxDB is not installed; run: make setup-test")
    network.calm()
    with node_phones() as phones:
        for name, member in street.people.items():
            token, storage = make.make_token(member), STORAGE[name]
            phones.do("open", phone=name, url=network.url, token=token, storage=storage)
            phones.do("online", phone=name)
        yield phones


def settle(phones: NodePhones, street: Street) -> int:
    """Sync over a good network until all phones equal the oracle; L1: within `ROUNDS`."""
    for turn in range(1, ROUNDS + 1):
        assert all(phones.sync(*street.people, within_s=CALM_S))
        if all(agrees(phones, name, member) for name, member in street.people.items()):
            return turn
    for name, member in street.people.items():
        assert looked_at(phones.held(name)) == oracle(member), name
    raise AssertionError("what the phones hold and should hold differs")


def agrees(phones: NodePhones, phone: str, member: Membership) -> bool:
    return looked_at(phones.held(phone)) == oracle(member)


def test_after_a_storm_all_phones_hold_what_the_server_has(
    street: Street, phones: NodePhones, network: FaultProxy, plan: Plan
) -> None:
    for _ in plan.turns("clients", least=1):
        network.rage()
        for _ in range(3):
            for name in street.people:
                made = [street.knock(name) for _ in range(street.rng.randrange(1, 9))]
                phones.knock(name, *made, street.knock(name, supersedes=made[0]["id"]))
            phones.sync(*street.people, within_s=STORM_S)
        network.calm()
        plan.tally["rounds to settle"] += settle(phones, street)
        made = sum(street.seqs.values())
        assert Knock.objects.count() == made
        acknowledged = phones.acknowledged(list(street.people))
        assert len(acknowledged) == made
    plan.tally["acknowledged"] += made
    for name, member in street.people.items():
        for uid, document in phones.held(name)["knocks"].items():
            stored = Knock.objects.get(uid=UUID(uid), membership=member)
            assert content_hash(parse_knock(document)) == stored.content_hash


def test_a_poison_item_blocks_nothing_and_comes_back_to_be_mended(
    street: Street, phones: NodePhones
) -> None:
    poison = street.poison("ada")
    good = [street.knock("ada") for _ in range(90)]
    phones.knock("ada", *good[:45], poison, *good[45:])
    settle(phones, street)
    assert Knock.objects.count() == len(good)
    told = phones.held("ada")["knocks"][poison["id"]]
    assert told["sync_state"] == "quarantined"
    assert told["sync_error"]["code"] == "door_not_listed"
    assert told["sync_error"]["fixable"] is True
    phones.do("mend", phone="ada", id=poison["id"], changes={"door": good[0]["door"]})
    settle(phones, street)
    assert phones.held("ada")["knocks"][poison["id"]]["sync_state"] == "applied"


def test_a_list_taken_back_is_gone_after_one_sync_and_unsent_knocks_stay(
    street: Street, phones: NodePhones
) -> None:
    settle(phones, street)
    [walk_list] = phones.held("clementine")["walk_lists"]
    phones.do("offline", phone="clementine")
    made = [street.knock("clementine") for _ in range(5)]
    phones.knock("clementine", *made)
    assignment = Assignment.objects.get(walk_list=walk_list)
    take_back_assignment(assignment=assignment, taken_back_at=timezone.now())
    assert set(phones.held("clementine")["knocks"]) == {knock["id"] for knock in made}
    phones.do("online", phone="clementine")
    assert phones.sync("clementine", within_s=CALM_S) == [True]
    held = phones.held("clementine")
    assert (held["walk_lists"], held["door_states"]) == ({}, {})
    assert [notice["kind"] for notice in held["notices"].values()] == ["taken_back"]
    assert set(held["knocks"]) == {knock["id"] for knock in made}
    settle(phones, street)
    assert Knock.objects.filter(is_late=True).count() == len(made)


@pytest.mark.parametrize("phone", ["basil", "clementine"])
def test_a_phone_to_be_wiped_delivers_first_and_then_holds_nothing(
    street: Street, phones: NodePhones, phone: str
) -> None:
    phones.knock(phone, street.knock(phone))
    settle(phones, street)
    phones.do("offline", phone=phone)
    phones.knock(phone, *[street.knock(phone) for _ in range(5)])
    tokens = DeviceToken.objects.filter(membership=street.people[phone])
    Device.objects.filter(tokens__in=tokens).update(
        state=DeviceState.WIPE, revoked_at=timezone.now()
    )
    assert len(phones.held(phone)["knocks"]) == 6
    phones.do("online", phone=phone)
    for _ in range(ROUNDS):
        assert phones.sync(phone, within_s=CALM_S) == [True]
    assert Knock.objects.filter(membership=street.people[phone]).count() == 6
    assert not any(phones.held(phone).values())


def test_a_restored_backup_loses_nothing_a_phone_still_holds(
    street: Street, phones: NodePhones
) -> None:
    for name in street.people:
        phones.knock(name, *[street.knock(name) for _ in range(4)])
    settle(phones, street)
    backup = take_backup()
    for name in street.people:
        phones.knock(name, *[street.knock(name) for _ in range(4)])
    Household.objects.filter(door=street.pair.doors[0]).update(do_not_knock_at=timezone.now())
    settle(phones, street)
    assert any(phones.held("basil")["notices"])
    backup.put_back()
    restore_epoch(organizations=[street.pair.organization])
    assert Knock.objects.count() == 12
    phones.knock("ada", street.knock("ada"))
    settle(phones, street)
    assert Knock.objects.count() == 25
    assert not any(phones.held("basil")["notices"])
