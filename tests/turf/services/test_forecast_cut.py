"""A forecast is what the cut would give, and leaves nothing behind."""

import pytest

from tests import factories as make
from tests.turf.stored_town import store_town, two_precincts
from turf.cutting.ground import Pack, Params
from turf.errors import NotFound
from turf.models import Campaign, Cut, Door, Stop, Turf, Universe, UniverseMember
from turf.services.cut_turfs import cut_turfs
from turf.services.forecast_cut import forecast_cut

pytestmark = pytest.mark.django_db

PARAMS = Params(doors=15, tolerance=0.3, pack=Pack.NEVER)


@pytest.fixture
def campaign() -> Campaign:
    return store_town(two_precincts())


def test_the_cut_comes_out_as_it_was_forecast(campaign: Campaign) -> None:
    expected = forecast_cut(campaign=campaign, params=PARAMS)
    cut = cut_turfs(campaign=campaign, params=PARAMS)
    assert expected.total.turfs == cut.score["turfs"]
    assert expected.total.unassigned_by_reason == cut.score["unassigned_by_reason"]
    assert [group.codes for group in expected.groups] == [("P0",), ("P1",)]
    for group in expected.groups:
        turfs = Turf.objects.filter(cut=cut, precinct__code=group.codes[0])
        assert group.turfs == turfs.count()
        assert group.assigned == sum(turf.door_count for turf in turfs)
        assert group.minutes_total * 1.02 >= sum(turf.minutes for turf in turfs)


def test_a_forecast_stores_nothing(campaign: Campaign) -> None:
    forecast_cut(campaign=campaign, params=PARAMS)
    assert not Cut.objects.exists()
    assert not Stop.objects.exists()


def test_only_the_named_precincts_and_universe_are_counted(campaign: Campaign) -> None:
    tenant = campaign.organization
    universe = Universe.objects.create(organization=tenant, campaign=campaign, name="members")
    for door in Door.objects.order_by("id")[::3]:
        UniverseMember.objects.create(organization=tenant, universe=universe, door=door)
    chosen = Door.objects.in_universe(universe).filter(building__precinct__code="P1").count()
    expected = forecast_cut(
        campaign=campaign, params=PARAMS, universe="members", precincts=["P1"], jobs=2
    )
    assert [(group.codes, group.assigned) for group in expected.groups] == [(("P1",), chosen)]


def test_what_is_not_there_is_named_as_by_the_cut(campaign: Campaign) -> None:
    with pytest.raises(NotFound, match="9-9"):
        forecast_cut(campaign=campaign, params=PARAMS, precincts=["P0", "9-9"])
    with pytest.raises(NotFound, match="'nobody'"):
        forecast_cut(campaign=campaign, params=PARAMS, universe="nobody")
    with pytest.raises(NotFound, match="load_ground"):
        forecast_cut(campaign=make.make_campaign(make.make_organization()), params=PARAMS)
