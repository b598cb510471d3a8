"""The report page: each figure with its parts, charts with tables, filters in the address."""

import pytest

from tests import factories as make
from tests.canvass.services.knock_documents import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    walk = Walk(doors=12)
    walk.push(*(walk.not_home(n) for n in range(8)), *(walk.spoke(n) for n in range(8, 12)))
    return walk


def page(client, walk, role="director", status=200, **query):
    client.force_login(make.make_member(walk.organization, role).user)
    response = client.get("/report/", {"campaign": walk.campaign.slug, **query})
    assert response.status_code == status
    return response.content.decode()


def test_each_figure_is_shown_with_its_parts(client, walk):
    shown = page(client, walk)
    assert "4 of 12 knocks" in shown
    assert "contacts / attempts" in shown
    assert "Outcome rates (AAPOR)" in shown
    assert "I / (K + U)" in shown
    assert "knocks that the phones made are here" in shown


def test_each_chart_has_its_figures_as_a_table(client, walk):
    shown = page(client, walk)
    assert shown.count('role="img"') == 5
    assert shown.count("The same as a table") == 4
    assert "<style" not in shown
    assert "<script" not in shown


def test_filters_are_in_the_address_and_in_the_exports(client, walk):
    shown = page(client, walk, by=["hour", "weekday"], precinct=walk.precinct.code, round="")
    assert "Contact rates by hour,weekday" in shown
    assert f"precinct={walk.precinct.code}" in shown
    assert "format=xlsx" in shown
    assert "format=geojson" in shown


def test_the_form_keeps_what_it_has_no_place_for(client, walk):
    shown = page(client, walk, turf=walk.turf.pk, precinct=[walk.precinct.code] * 2)
    assert f'name="turf" value="{walk.turf.pk}"' in shown
    assert f"and only turf {walk.turf.pk}, precinct {walk.precinct.code}<" in shown


def test_what_cannot_be_asked_is_said_with_what_can(client, walk):
    assert "turf, precinct, day" in page(client, walk, status=400, by="mood")
    assert "give the earlier day first" in page(
        client, walk, status=400, first_day="2026-10-04", last_day="2026-10-03"
    )
    assert "There is no filter of this name" in page(client, walk, status=400, mood="good")
    page(client, walk, status=404, turf=Walk().turf.pk)


def test_without_knocks_there_is_a_sentence(client):
    assert "No knocks yet" in page(client, Walk())


def test_who_sees_aggregates_only_sees_no_few(client, walk):
    few = Walk(organization=walk.organization, campaign=walk.campaign)
    few.push(few.spoke(0))
    shown = page(client, walk, role="analyst")
    assert "withheld: about too few" in shown
    assert "1 of 1 knocks" not in shown


def test_the_cost_does_not_grow_with_turfs(client, walk, count_queries):
    client.force_login(make.make_member(walk.organization, "director").user)
    query = {"campaign": walk.campaign.slug}
    few = count_queries(lambda: client.get("/report/", query))
    for _ in range(3):
        other = Walk(doors=12, organization=walk.organization, campaign=walk.campaign)
        other.push(*(other.not_home(n) for n in range(12)))
    assert count_queries(lambda: client.get("/report/", query)) == few
