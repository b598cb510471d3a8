"""Whatever is knocked, undone, lifted, imported and frozen in whatever order: who asked not to be
visited stands on no list that is frozen afterwards."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from canvass.models import KeepAway
from canvass.services.doorstep.keep_away import keep_away
from canvass.services.doorstep.lift_keep_away import lift_keep_away
from canvass.services.lending.freeze_round import CHOICES, freeze_round
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk, not_home, withdrawal
from turf.models import Building, Door, Household
from turf.services.ensure_doors import ensure_doors

pytestmark = pytest.mark.django_db
DOORS = 4
doors = st.integers(0, DOORS - 1)


class KeepAways(RuleBasedStateMachine):
    """One list of four doors, its twin on other ground, and a plain model of who asked.

    ``asks`` maps what asked to (door, is lifted); knocks stand for themselves until undone.
    """

    def __init__(self):
        super().__init__()
        self.walk = Walk(doors=DOORS)
        self.director = make.make_member(self.walk.organization, "director")
        self.twin = make_twin(self.walk)
        self.asks, self.sent, self.undone, self.rounds = {}, [], set(), 0

    @rule(door=doors, asks=st.booleans(), sign=st.booleans())
    def knock(self, door, asks, sign):
        results = [{"person": None, "disposition": "sign_posted" if sign else "not_home"}]
        sent = self.walk.not_home(door, do_not_knock=asks, results=results)
        self.sent.append(sent)
        self.deliver(sent, asks or sign, door)

    @rule(data=st.data())
    def undo(self, data):
        open_ones = [one for one in self.sent if one["id"] not in self.undone]
        if open_ones:
            parent = data.draw(st.sampled_from(open_ones))
            self.walk.push(withdrawal(parent))
            self.undone.add(parent["id"])
            self.asks.pop(parent["id"], None)

    @rule(door=doors, asks=st.booleans())
    def the_undo_comes_before_its_knock(self, door, asks):
        sent = self.walk.not_home(door, do_not_knock=asks)
        self.walk.push(withdrawal(sent))
        self.walk.push(sent)
        self.undone.add(sent["id"])

    @rule(data=st.data())
    def the_phone_sends_again(self, data):
        if self.sent:
            self.walk.push(data.draw(st.sampled_from(self.sent)))

    @rule(door=doors)
    def somebody_calls_the_office(self, door):
        keep_away(place=self.walk.doors[door], set_by=self.director, asked_at=NOON)
        self.asks["office", door] = door

    @rule(door=doors)
    def a_director_lifts_it(self, door):
        place = self.walk.doors[door]
        for rows in (
            KeepAway.objects.filter(door=place),
            KeepAway.objects.filter(building=place.building),
        ):
            if rows.exists():
                lift_keep_away(
                    keep_away=rows.first(),
                    reason="They called and asked us to come",
                    lifted_by=self.director,
                    lifted_at=NOON + timedelta(hours=1),
                )
        self.asks = {key: at for key, at in self.asks.items() if at != door}

    @rule(door=doors)
    def the_addresses_are_loaded_again(self, door):
        place = self.walk.doors[door]
        ensure_doors(
            jurisdiction=self.walk.campaign.jurisdiction, building=[place.building_id], unit=[""]
        )

    @rule(take=st.sampled_from([None, CHOICES]), here=st.booleans())
    def freeze(self, take, here):
        self.rounds += 1
        cut = self.walk.turf.cut if here else self.twin
        lists = freeze_round(cut=cut, number=self.rounds + 1, take=take)
        listed = {stop.address for one in lists for stop in one.listed_doors.select_related("door")}
        kept = {self.walk.doors[door].building.address for door in self.asks.values()}
        assert not listed & kept
        if take:
            every = {door.building.address for door in self.walk.doors}
            assert listed == every - kept

    @invariant()
    def both_grounds_say_the_same(self):
        kept = {self.walk.doors[door].building.address for door in self.asks.values()}
        for jurisdiction in (self.walk.campaign.jurisdiction, self.twin.campaign.jurisdiction):
            asked = Household.objects.filter(
                do_not_knock_at__isnull=False, door__building__jurisdiction=jurisdiction
            )
            closed = Building.objects.filter(closed_at__isnull=False, jurisdiction=jurisdiction)
            found = {one.door.building.address for one in asked} | {one.address for one in closed}
            assert found == kept

    def deliver(self, sent, asks, door):
        self.walk.push(sent)
        if asks:
            self.asks[sent["id"]] = door


def make_twin(walk):
    """Load the same addresses as ground of another campaign of the organization, and cut them."""
    campaign = make.make_campaign(walk.organization)
    precinct = make.make_precinct(campaign.jurisdiction)
    found = [
        make.make_door(
            make.make_building(
                precinct, number=door.building.number, location=door.building.location
            )
        )
        for door in walk.doors
    ]
    cut = make.make_cut(campaign)
    make.make_turf(cut, found)
    return cut


@pytest.mark.parametrize("chunk", range(1))
def test_who_asked_not_to_be_visited_is_on_no_later_list(chunk):
    run_state_machine_as_test(
        KeepAways,
        settings=settings(
            max_examples=20,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_another_organization_may_visit(django_assert_num_queries):
    walk = Walk(doors=1)
    other = make_twin(Walk(doors=1))
    Building.objects.filter(jurisdiction=other.campaign.jurisdiction).update(
        number=walk.doors[0].building.number
    )

    walk.push(not_home(walk.walk_list, walk.doors[0], do_not_knock=True))

    [listed] = freeze_round(cut=other, number=1)
    assert listed.door_count == 1
    assert Door.objects.filter(household__do_not_knock_at__isnull=False).count() == 1
