"""What an edit costs in queries does not grow with the cut, nor a history with its edits."""

import json

import pytest
import shapely

from tests import factories as make
from tests.turf.cutting.street_plans import grid, square
from tests.turf.stored_town import across, bent, cut_town, doors_of, live, store_town
from turf.models.organization import Role

pytestmark = pytest.mark.django_db


def town(columns):
    plan = grid(columns, 2, spacing_m=25.0)
    square(plan, -40, -40, columns * 100 + 40, 240)
    return cut_town(store_town(plan), doors=12)


def drawn(shape):
    """Draw a shape as GeoJSON."""
    return json.loads(shapely.to_geojson(shape))


def requests(cut):
    """An address and a body of each edit, of turfs of about the same size in any town."""
    one, *rest = live(cut)
    other = next(turf for turf in rest if turf.outline.distance(one.outline) < 1e-9)
    cuts, turfs = f"cuts/{cut.pk}", f"turfs/{one.pk}"
    return [
        (f"{turfs}/lock/", None),
        (f"{turfs}/split/", {"into": 2}),
        (f"{turfs}/split/", {"line": drawn(across(one))}),
        (f"{turfs}/redraw/", {"outline": drawn(bent(cut, one))}),
        (f"{cuts}/merge/", {"turfs": [one.pk, other.pk]}),
        (f"{cuts}/move-doors/", {"doors": doors_of(one)[:1], "to_turf": other.pk}),
    ]


def test_an_edit_and_its_undoing_cost_the_same_however_large_the_cut(client, count_queries):
    def post(path, body):
        answer = client.post(f"/api/v1/{path}", json.dumps(body), "application/json")
        assert answer.status_code in (200, 201), answer.content

    costs = []
    for columns in (3, 9):
        cut = town(columns)
        client.force_login(make.make_member(cut.organization, Role.DIRECTOR).user)
        costs.append([])
        for path, body in requests(cut):
            for sent in ((path, body), (f"cuts/{cut.pk}/undo/", {})):
                costs[-1].append(count_queries(lambda sent=sent: post(*sent)))

    assert costs[0] == costs[1]
    assert max(costs[0]) < 50


def test_a_history_and_a_detail_cost_the_same_however_often_the_cut_was_edited(
    client, count_queries
):
    cut = town(3)
    client.force_login(make.make_member(cut.organization, Role.DIRECTOR).user)

    def edit():
        turf = live(cut)[0]
        body = json.dumps({"into": 2})
        assert client.post(f"/api/v1/turfs/{turf.pk}/split/", body, "application/json")

    urls = [f"/api/v1/cuts/{cut.pk}/edits/", f"/api/v1/cuts/{cut.pk}/"]
    edit()
    few = [count_queries(lambda url=url: client.get(url)) for url in urls]
    for _ in range(3):
        edit()
    assert [count_queries(lambda url=url: client.get(url)) for url in urls] == few
    assert len(client.get(urls[0]).json()["results"]) == 4
