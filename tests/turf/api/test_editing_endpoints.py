"""Editing over HTTP: each edit answers with itself, and what is refused says what to do."""

import json

import pytest
import shapely
from django.test import Client

from tests import factories as make
from tests.turf.stored_town import (
    across,
    assert_score_is_true,
    bent,
    cut_town,
    doors_of,
    live,
    picture,
    store_town,
    two_precincts,
)
from turf.api.json_body import MOST_BYTES
from turf.models import Cut, Turf, TurfEdit
from turf.models.organization import Role
from turf.services import hold_turfs, undo_edit

pytestmark = pytest.mark.django_db


class Desk:
    """A director at work on a cut."""

    def __init__(self, client, cut):
        self.cut = cut
        self.director = make.make_member(self.cut.organization, Role.DIRECTOR)
        self.director.user.chosen_name = "Dana"
        self.director.user.save()
        self.client = client
        client.force_login(self.director.user)

    def get(self, path, status=200, **query):
        response = self.client.get(f"/api/v1/{path}", query)
        assert response.status_code == status, response.content
        return response.json()

    def post(self, path, body=None, status=201):
        kind = "application/json"
        response = self.client.post(f"/api/v1/{path}", json.dumps(body), content_type=kind)
        assert response.status_code == status, response.content
        return response.json() if response.content else None

    def of_cut(self, action, body=None, status=201):
        return self.post(f"cuts/{self.cut.pk}/{action}/", body, status)

    def of_turf(self, turf, action, body=None, status=201):
        return self.post(f"turfs/{turf.pk}/{action}/", body, status)

    def beside(self):
        """Two turfs that touch."""
        one, *rest = live(self.cut)
        return one, next(turf for turf in rest if turf.outline.distance(one.outline) < 1e-9)


@pytest.fixture
def desk(client, standing_cut):
    return Desk(client, Cut.objects.get(pk=standing_cut))


def geojson(shape):
    return json.loads(shapely.to_geojson(shape))


def test_a_merge_answers_with_the_edit_and_the_cut_shows_its_new_score(desk):
    one, other = desk.beside()
    score = desk.get(f"cuts/{desk.cut.pk}/")["score"]

    edit = desk.of_cut("merge", {"turfs": [one.pk, other.pk]})

    [merged] = edit["after"]["turfs"]
    stored = TurfEdit.objects.get(cut=desk.cut)
    assert edit == {
        "cut": desk.cut.pk,
        "number": 1,
        "kind": "merge",
        "edited_by": "Dana",
        "edited_at": stored.edited_at.isoformat().replace("+00:00", "Z"),
        "undone_at": None,
        "before": {
            "turfs": [
                {"id": turf.pk, "name": turf.name, "is_locked": False} for turf in (one, other)
            ],
            "closed_lists": [],
            "score": score,
        },
        "after": {"turfs": [merged], "unassigned": [], "warnings": []},
    }
    assert desk.get(f"turfs/{merged['id']}/")["name"] == one.name
    assert desk.get(f"cuts/{desk.cut.pk}/")["score"]["turfs"] == score["turfs"] - 1
    assert_score_is_true(desk.cut)


def test_a_turf_is_split_by_size_and_along_a_line(desk):
    turf = live(desk.cut)[0]
    parts = desk.of_turf(turf, "split", {"into": 2})["after"]["turfs"]
    assert [part["name"] for part in parts] == [f"{turf.name}.1", f"{turf.name}.2"]
    turf = live(desk.cut)[-1]
    line = geojson(across(turf))
    assert len(desk.of_turf(turf, "split", {"line": line})["after"]["turfs"]) == 2
    for body in ({}, {"into": 2, "line": line}):
        assert desk.of_turf(live(desk.cut)[0], "split", body, 400)["fields"]


def test_doors_are_moved(desk):
    one, other = desk.beside()
    moved = doors_of(one)[:2]
    edit = desk.of_cut("move-doors", {"doors": moved, "to_turf": other.pk})
    target = next(turf for turf in edit["after"]["turfs"] if turf["name"] == other.name)
    assert set(moved) <= set(doors_of(Turf.objects.get(pk=target["id"])))


def test_a_turf_is_redrawn(desk):
    turf = live(desk.cut)[0]
    edit = desk.of_turf(turf, "redraw", {"outline": geojson(bent(desk.cut, turf))})
    assert (edit["kind"], edit["after"]["turfs"][0]["name"]) == ("redraw", turf.name)


def test_a_lock_is_recorded_once_and_refuses_edits_with_409(desk):
    turf = live(desk.cut)[0]
    assert desk.of_turf(turf, "lock")["kind"] == "lock"
    assert desk.of_turf(turf, "lock", status=204) is None
    problem = desk.of_turf(turf, "split", {"into": 2}, 409)
    assert problem["code"] == "turf_locked"
    assert turf.name in problem["message"]
    assert desk.of_turf(turf, "unlock")["after"]["turfs"][0]["is_locked"] is False
    assert desk.of_turf(turf, "unlock", status=204) is None


def test_what_is_unlocked_is_cut_again_by_the_cuts_own_recipe_or_another(desk):
    locked = live(desk.cut)[0]
    desk.of_turf(locked, "lock")
    sizes = {}
    for body in ({}, {"doors": 40, "tolerance": 0.5, "seed": 3, "pack": "never"}, {"minutes": 30}):
        edit = desk.of_cut("recut-unlocked", body)
        assert locked.pk not in [turf["id"] for turf in edit["before"]["turfs"]]
        sizes[str(body)] = len(edit["after"]["turfs"])
    own, large, _ = sizes.values()
    assert large < own
    assert_score_is_true(desk.cut)


@pytest.mark.parametrize(
    "body",
    [
        {"doors": 0},
        {"doors": 10**400},
        {"minutes": "nan"},
        {"minutes": "inf"},
        {"minutes": -1},
        {"tolerance": "nan"},
        {"tolerance": 1},
        {"pack": "tight"},
        {"seed": -1},
        {"seed": 2**40},
        {"doors": 10, "minutes": 30},
        [],
        "doors",
        7,
    ],
    ids=str,
)
def test_recipes_that_no_cut_can_have_are_refused(desk, body):
    before = picture(desk.cut)
    assert desk.of_cut("recut-unlocked", body, 400)["code"] in ("invalid", "parse_error")
    assert picture(desk.cut) == before


def test_undoing_takes_back_the_edit_that_is_meant_and_no_other(desk):
    first = picture(desk.cut)
    for _ in range(2):
        desk.of_turf(live(desk.cut)[0], "split", {"into": 2})
    problem = desk.of_cut("undo", {"number": 1}, 409)
    assert problem["code"] == "not_the_latest"
    for _ in range(2):
        assert desk.of_cut("undo", {"number": 2}, 200)["undone_at"]
    desk.of_cut("undo", {}, 200)
    assert picture(desk.cut) == first
    assert desk.of_cut("undo", {}, 404)["code"] == "not_found"
    assert desk.of_cut("undo", {"number": 9}, 404)["code"] == "not_found"


def test_undoing_needs_no_body(desk):
    desk.of_turf(live(desk.cut)[0], "split", {"into": 2})
    url = f"/api/v1/cuts/{desk.cut.pk}/undo/"
    assert desk.client.generic("POST", url).status_code == 200


def test_the_history_is_told_newest_first_in_pages(desk):
    for _ in range(3):
        desk.of_turf(live(desk.cut)[0], "split", {"into": 2})
    desk.of_cut("undo", {}, 200)
    page = desk.get(f"cuts/{desk.cut.pk}/edits/", limit=2)
    rest = desk.client.get(page["next"]).json()
    told = page["results"] + rest["results"]
    assert [(edit["number"], edit["undone_at"] is None) for edit in told] == [
        (3, False), (2, True), (1, True),
    ]  # fmt: skip
    assert all("stops" not in turf for edit in told for turf in edit["before"]["turfs"])


def test_a_turf_that_was_replaced_says_so(desk):
    one, other = desk.beside()
    desk.of_turf(one, "split", {"into": 2})
    for action, body in (("split", {"into": 2}), ("lock", None)):
        problem = desk.of_turf(one, action, body, 409)
        assert problem["code"] == "turf_retired"
        assert "load the map again" in problem["message"]
    assert desk.of_cut("merge", {"turfs": [one.pk, other.pk]}, 409)["code"] == "turf_retired"


def test_what_belongs_to_others_is_not_there(desk):
    mine, other = desk.beside()
    stranger = cut_town(store_town(two_precincts()))
    colleague = cut_town(desk.cut.campaign)
    before = [picture(cut) for cut in (desk.cut, stranger, colleague)]
    theirs = live(stranger)[0]
    for body in (
        {"turfs": [mine.pk, theirs.pk]},
        {"turfs": [mine.pk, live(colleague)[0].pk]},
        {"turfs": [mine.pk, 2**63 - 1]},
    ):
        problem = desk.of_cut("merge", body, 404)
        assert problem["message"] == f"There is no turf {body['turfs'][1]} here"
    for body in (
        {"doors": doors_of(theirs)[:1], "to_turf": mine.pk},
        {"doors": doors_of(mine)[:1], "to_turf": theirs.pk},
        {"doors": doors_of(mine)[:1], "to_turf": live(colleague)[0].pk},
    ):
        assert desk.of_cut("move-doors", body, 404)["code"] == "not_found"
    desk.of_turf(theirs, "lock", status=404)
    desk.of_turf(theirs, "split", {"into": 2}, 404)
    desk.post(f"cuts/{stranger.pk}/undo/", {}, 404)
    desk.get(f"cuts/{stranger.pk}/edits/", 404)
    assert [picture(cut) for cut in (desk.cut, stranger, colleague)] == before
    assert desk.of_cut("merge", {"turfs": [mine.pk, other.pk]})


@pytest.mark.parametrize(
    "shape",
    [
        {"driver": "GTiff", "name": "/vsimem/x"},
        "/vsicurl/http://127.0.0.1:9/x.json",
        {"type": "Polygon", "coordinates": "/vsicurl/http://127.0.0.1:9/x.json"},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
        {"type": "Point", "coordinates": [0, 0]},
        None,
    ],
    ids=str,
)
def test_drawings_that_are_none_are_refused_by_field(desk, shape):
    turf = live(desk.cut)[0]
    assert set(desk.of_turf(turf, "redraw", {"outline": shape}, 400)["fields"]) == {"outline"}
    assert set(desk.of_turf(turf, "split", {"line": shape}, 400)["fields"]) == {"line"}


def test_drawings_that_fit_no_turf_are_refused_with_their_reason(desk):
    turf = live(desk.cut)[0]
    world = shapely.box(-179, -89, 179, 89)
    far = shapely.LineString([(0, 0), (1, 1)])
    assert desk.of_turf(turf, "redraw", {"outline": geojson(world)}, 400)["code"] == "turf_emptied"
    assert desk.of_turf(turf, "split", {"line": geojson(far)}, 400)["code"] == "line_misses"
    point = {"type": "LineString", "coordinates": [[1, 1], [1, 1]]}
    assert desk.of_turf(turf, "split", {"line": point}, 400)["code"] == "bad_drawing"


def test_an_edit_of_more_turfs_than_a_person_looks_at_is_refused(desk, monkeypatch):
    monkeypatch.setattr(hold_turfs, "MOST_TURFS", 2)
    turfs = [turf.pk for turf in live(desk.cut)]
    doors = list(desk.cut.stops.values_list("door_id", flat=True))
    world = geojson(shapely.box(-179, -89, 179, 89))
    for told in (
        desk.of_cut("merge", {"turfs": turfs}, 400),
        desk.of_cut("move-doors", {"doors": doors, "to_turf": turfs[0]}, 400),
        desk.post(f"turfs/{turfs[0]}/redraw/", {"outline": world}, 400),
    ):
        assert told["code"] == "too_many_turfs"


def test_bodies_that_are_no_json_of_bounded_size_are_refused(desk):
    url = f"/api/v1/cuts/{desk.cut.pk}/merge/"

    def told(body, kind="application/json"):
        response = desk.client.post(url, body, content_type=kind)
        return response.status_code, response.json()["code"]

    assert told(b" " * MOST_BYTES) == (400, "parse_error")
    assert told(b" " * (MOST_BYTES + 1)) == (413, "too_large")
    assert told(b"[" * 100_000) == (400, "parse_error")
    assert told(b'{"turfs": [NaN, 1]}') == (400, "parse_error")
    assert told(b"\xff\xfe") == (400, "parse_error")
    assert told(b"9" * 5000) == (400, "parse_error")
    assert told(b"turfs=1", "application/x-www-form-urlencoded") == (415, "unsupported_media_type")


def test_an_edit_is_no_thing_to_read_and_a_history_none_to_write(desk):
    turf = live(desk.cut)[0]
    desk.get(f"turfs/{turf.pk}/split/", 405)
    desk.of_cut("edits", {}, 405)
    for action in ("merge", "undo", "recut-unlocked"):
        assert desk.client.options(f"/api/v1/cuts/{desk.cut.pk}/{action}/").status_code == 200
    assert desk.client.options(f"/api/v1/turfs/{turf.pk}/lock/").status_code == 200


def test_a_failure_after_the_swap_leaves_everything_as_it_was(desk, monkeypatch):
    desk.of_turf(live(desk.cut)[0], "split", {"into": 2})
    before = picture(desk.cut), Cut.objects.get(pk=desk.cut.pk).score

    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(undo_edit, "_open_lists", broken)
    desk.client.raise_request_exception = False
    assert desk.of_cut("undo", {}, 500)["code"] == "server_error"
    assert (picture(desk.cut), Cut.objects.get(pk=desk.cut.pk).score) == before


def test_a_session_edits_only_with_the_token_of_its_page(desk):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(desk.director.user)
    answer = browser.post(f"/api/v1/turfs/{live(desk.cut)[0].pk}/lock/")
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")
    assert not TurfEdit.objects.exists()
