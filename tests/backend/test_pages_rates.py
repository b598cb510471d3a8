"""The page's contact rates are the report's, each with the numbers it is made of."""

import html as entities
import re

import pytest
from django.test import Client

from backend.pages.rates import BREAKDOWNS, FULL, TITLES, rate_table
from canvass.reports.contact_rates import Breakdown, contact_rates
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk
from turf.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    """Ten knocks of twenty doors, three of them answered."""
    walk = Walk(doors=20)
    walk.push(
        *(walk.not_home(n) for n in range(7)),
        walk.spoke(7),
        walk.spoke(8, "come_back"),
        walk.spoke(9, "come_back"),
    )
    return walk


def page(walk, role=Role.DIRECTOR, **query):
    client = Client()
    client.force_login(make.make_member(walk.organization, role).user)
    return client.get("/", query)


def table(walk, by):
    return rate_table(make.make_member(walk.organization, Role.LEAD), walk.campaign, by)


def words(response):
    """What a reader sees, in one line."""
    told = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(entities.unescape(told).split())


def test_each_figure_stands_with_its_numbers_and_interval(walk):
    told = words(page(walk))

    assert "Contact by knock 30.0 % 3 of 10 knocks; 10.8 % to 60.3 % at 95 %" in told
    assert "Attempted 50.0 % 10 of 20 doors" in told
    assert "Contact by person 10.0 % 1 of 10 people" in told
    assert "contacts / attempts" in told


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_the_breakdown_of_the_address_is_shown(walk, by):
    report = contact_rates(campaign=walk.campaign, by=by)

    told = words(page(walk, by=by.value))

    for row in report.rows:
        rate = row.rates[1]
        assert f"{row.label} {row.counts.knocks} " in told
        assert f"{rate.numerator} of {rate.denominator} knocks" in told


def test_an_analyst_sees_no_row_about_few_here_either(walk):
    few = Walk(organization=walk.organization, campaign=walk.campaign)
    few.push(few.spoke(0))

    told = words(page(walk, role=Role.ANALYST, by="turf"))

    assert f"{few.turf.name} withheld: about too few" in told
    assert not re.search(r"\b1 of 1 (knocks|doors|people)", told)
    assert "Rows of fewer than 10 knocks are withheld" in told
    assert "withheld" not in words(page(walk, role=Role.LEAD, by="turf"))


def test_an_unknown_breakdown_does_not_exist(walk):
    assert page(walk, by="moon").status_code == 404


def test_without_knocks_the_page_says_what_makes_figures():
    told = words(page(Walk()))
    assert "No knocks yet. Hand out walk lists" in told
    assert "Knocks Attempted" not in told


def test_what_the_phones_still_hold_is_told(walk):
    walk.device.last_seq_reported = 14
    walk.device.save()
    assert "10 of 14 knocks that the phones made are here" in words(page(walk))


def test_times_are_those_of_the_campaigns_place(walk, monkeypatch):
    monkeypatch.setattr("canvass.reports.contact_rates.timezone.now", lambda: NOON)
    assert "As of 3 October 2026, 12:00" in words(page(walk))


def test_the_bar_is_the_rate_within_its_interval(walk):
    bar = table(walk, Breakdown.TURF).total.bar
    assert bar.at == 0.3 * FULL
    assert bar.low < bar.at < bar.low + bar.width <= FULL
    assert bar.words == "10.8 % to 60.3 %"


def test_a_rate_of_nothing_has_no_value_and_no_bar():
    total = table(Walk(), Breakdown.DAY).total
    assert total.bar is None
    assert all(cell.value == "" for cell in total.cells[1:])


def test_every_rate_has_a_title(walk):
    report = contact_rates(campaign=walk.campaign)
    told = {rate.name for rate in (*report.total.rates, *report.whole)}
    assert told | {"doors_per_hour", "doors_per_hour_raw"} == set(TITLES)


def after_the_clock(response) -> str:
    """What the report says but for the minute it was asked in."""
    return words(response).split("As of ")[1].partition(";")[2]


def test_another_organizations_knocks_change_nothing(walk):
    before = after_the_clock(page(walk))
    other = Walk()
    other.push(other.spoke(0))
    assert after_the_clock(page(walk)) == before


def test_a_long_report_is_paged(walk, monkeypatch):
    monkeypatch.setattr("backend.pages.start.ROWS_A_PAGE", 2)
    turfs = {walk.turf.name}
    for _ in range(2):
        more = Walk(doors=1, organization=walk.organization, campaign=walk.campaign)
        turfs.add(more.turf.name)

    first, second = (
        set(re.findall(r"turf \d+", words(page(walk, by="turf", rates=number)).split("Knocks")[1]))
        for number in (1, 2)
    )

    assert (len(first), len(second)) == (2, 1)
    assert first | second == turfs


def test_the_page_costs_the_same_however_many_knocked(walk, count_queries):
    member = make.make_member(walk.organization, Role.LEAD)
    client = Client()
    client.force_login(member.user)
    few = count_queries(lambda: client.get("/"))
    for _ in range(3):
        more = Walk(organization=walk.organization, campaign=walk.campaign)
        more.push(more.spoke(0), more.not_home(1))

    assert count_queries(lambda: client.get("/")) == few
