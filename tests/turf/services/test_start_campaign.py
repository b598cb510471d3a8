"""Starting a campaign makes what is missing and nothing twice."""

from datetime import date, time

import pytest

from tests.factories import make_campaign, make_organization
from turf.errors import Ambiguous, NotFound
from turf.models import Campaign, Jurisdiction, Organization
from turf.models.organization import Profile
from turf.services.check_names import UnusableName, UnusableSlug
from turf.services.find_campaign import find_campaign
from turf.services.make_organization import Settings, SettingsStand, UnusablePhone
from turf.services.start_campaign import HoursOutOfOrder, UnknownTimeZone, start_campaign

pytestmark = pytest.mark.django_db


def test_a_campaign_started_twice_is_there_once_and_keeps_what_was_set() -> None:
    first, is_new = start_campaign(
        slug="spring-26", organization="Neighbors Vote", election_day=date(2026, 5, 19)
    )
    second, is_new_again = start_campaign(slug="spring-26", name="Spring")
    assert (is_new, is_new_again) == (True, False)
    assert second.pk == first.pk
    assert (second.name, second.election_day) == ("Spring", date(2026, 5, 19))
    assert Organization.objects.count() == Jurisdiction.objects.count() == 1


def test_two_campaigns_can_share_their_ground() -> None:
    first, _ = start_campaign(slug="spring-26", jurisdiction="River Town")
    second, _ = start_campaign(slug="fall-26", jurisdiction="River Town")
    assert first.jurisdiction_id == second.jurisdiction_id
    assert (first.jurisdiction.slug, first.jurisdiction.name) == ("river-town", "River Town")


def test_with_several_organizations_one_has_to_be_named() -> None:
    make_organization()
    make_organization()
    with pytest.raises(Ambiguous, match="--organization"):
        start_campaign(slug="spring-26")
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("slug", ["", "spring 26", "Spring", "a/b", "frühling", "s" * 51])
def test_a_slug_that_cannot_stand_in_an_address_is_refused(slug: str) -> None:
    with pytest.raises(UnusableSlug):
        start_campaign(slug=slug)


@pytest.mark.parametrize("name", ["n" * 201, "a\0b", "a\nb"])
def test_a_name_that_cannot_be_kept_is_refused(name: str) -> None:
    for field in ("organization", "jurisdiction", "name"):
        with pytest.raises(UnusableName):
            start_campaign(slug="spring-26", **{field: name})


def test_the_longest_names_are_kept() -> None:
    name = "n" * 200
    campaign, _ = start_campaign(slug="s" * 50, organization=name, jurisdiction=name, name=name)
    assert campaign.jurisdiction.slug == campaign.organization.slug == name


def test_an_unknown_time_zone_is_refused_before_anything_is_written() -> None:
    with pytest.raises(UnknownTimeZone, match="America/New_York"):
        start_campaign(slug="spring-26", time_zone="Mars/Olympus")
    assert not Organization.objects.exists()


def test_an_organization_is_made_as_it_is_set_and_then_stays_so() -> None:
    settings = Settings(profile=Profile.C4, phone="+1 215 555 0100", requires_mfa=False)
    for _ in range(2):
        campaign, _ = start_campaign(slug="spring-26", organization="Votes", settings=settings)
    owner = campaign.organization
    assert (owner.profile, owner.phone, owner.requires_mfa) == ("c4", "+1 215 555 0100", False)
    with pytest.raises(SettingsStand, match="set_organization"):
        start_campaign(slug="fall-26", settings=Settings(profile=Profile.C3_STRICT))
    owner.refresh_from_db()
    assert owner.profile == Profile.C4


def test_without_settings_an_organization_is_strict_and_asks_for_a_second_factor() -> None:
    owner = start_campaign(slug="spring-26")[0].organization
    assert (owner.profile, owner.phone, owner.requires_mfa) == ("c3_strict", "", True)


@pytest.mark.parametrize("phone", ["call me", "1" * 31, "+", "12\n34"])
def test_a_number_that_nobody_can_call_is_refused(phone: str) -> None:
    with pytest.raises(UnusablePhone):
        Settings(phone=phone)


def test_knocking_hours_are_set_and_stay_in_order() -> None:
    start_campaign(slug="spring-26", knock_from=time(10), knock_until=time(19, 30))
    with pytest.raises(HoursOutOfOrder, match="19:30"):
        start_campaign(slug="spring-26", knock_from=time(19, 30))
    campaign, _ = start_campaign(slug="spring-26", name="Spring")
    assert (campaign.knock_from, campaign.knock_until) == (time(10), time(19, 30))


def test_finding_names_the_campaigns_there_are() -> None:
    make_campaign(make_organization(), slug="spring-26")
    with pytest.raises(NotFound, match="spring-26"):
        find_campaign(slug="spring-62")


def test_a_name_that_two_organizations_use_needs_the_organization() -> None:
    one, other = make_organization(), make_organization()
    make_campaign(one, slug="spring-26")
    theirs = make_campaign(other, slug="spring-26")
    with pytest.raises(Ambiguous, match=one.slug):
        find_campaign(slug="spring-26")
    assert find_campaign(slug="spring-26", organization=other.slug) == theirs
