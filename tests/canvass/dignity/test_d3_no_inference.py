"""D3: hand-outs are offers; nothing told to others changes with what anybody declared."""

import re

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from canvass.models import Assignment, AssignmentHolder, Device, ProposalDay
from canvass.models.assignment import AssignmentState
from canvass.services.lending.accept_assignment import OfferGone, accept_assignment
from canvass.services.lending.decline_assignment import decline_assignment
from tests import factories as make
from tests.canvass.dignity.canaries import declare, found_in
from tests.canvass.dignity.shifts import propose
from tests.permissions.asking import Worlds, find_target
from tests.permissions.row import ROLES
from tests.permissions.table import ROWS
from tests.world import make_list, make_world
from turf.models import WalkList


def offer_url(loan, verb):
    return f"/api/v1/assignments/{loan.pk}/{verb}/"


@pytest.fixture
def offered(world):
    _, _, walk_list = make_list(world.campaign, world.turf.cut, 4)
    return make.make_assignment(walk_list, world.members["canvasser"], state="offered")


def test_an_offer_is_accepted_by_whom_it_was_made_to_alone(world, offered):
    for role in ("admin", "director", "lead"):
        assert world.by_session(role).post(offer_url(offered, "accept")).status_code == 404
    phone = world.by_token("canvasser")
    first, again = (phone.post(offer_url(offered, "accept")) for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.json()["state"] == "accepted"
    refused = phone.post(offer_url(offered, "decline"))
    assert (refused.status_code, refused.json()["code"]) == (400, "already_taken")


def test_a_declined_offer_leaves_nothing_to_count_and_the_list_is_free(world, offered):
    seen = [Assignment.objects.count() - 1, AssignmentHolder.objects.count() - 1]
    phone = world.by_token("canvasser")
    answer = phone.post(offer_url(offered, "decline"))
    assert (answer.status_code, answer.content) == (204, b"")
    assert [Assignment.objects.count(), AssignmentHolder.objects.count()] == seen
    assert WalkList.objects.get(pk=offered.walk_list_id).state == "ready"
    assert not hasattr(AssignmentState, "DECLINED")
    assert phone.post(offer_url(offered, "accept")).status_code == 404
    make.make_assignment(offered.walk_list, world.members["canvasser"], state="offered")


def test_an_offer_that_was_declined_meanwhile_is_gone(world, offered):
    stale = Assignment.objects.get(pk=offered.pk)
    holder = world.members["canvasser"]
    decline_assignment(assignment=offered, holder=holder)
    decline_assignment(assignment=stale, holder=holder)
    with pytest.raises(OfferGone):
        accept_assignment(assignment=stale, holder=holder, at=timezone.now())


# A form's secret is masked anew each time.
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def everything_others_see(worlds, clients, count):
    """Ask all that is there for reading, as everybody but the one who declared.

    Pages are asked as a browser does, all else as a phone does.
    """
    cache.clear()  # the clock stands still, so that throttles would never start anew
    seen = {}
    for role in ROLES:
        for row, url in count:
            if row.name == "availability" and role == "canvasser":
                continue
            client = clients[role]["token" if url.startswith("/api/") else "session"]
            reset_queries()  # Django keeps no more than the last few thousand
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(url)
            content = CSRF.sub(b"", answer.content)
            seen[role, row.id] = (answer.status_code, content, len(queries))
    return seen


@pytest.mark.one_database
def test_what_everybody_else_sees_is_the_same_to_the_byte_and_the_query(world):
    worlds = Worlds(world, make_world(), clients={})
    clients = {
        role: {"token": world.by_token(role), "session": world.by_session(role)} for role in ROLES
    }
    count = [
        (row, find_target(row, worlds).url)
        for row in ROWS
        # The letter is drawn anew each time, with the moment of it in the file.
        if row.method == "get" and row.name not in ("sign_in", "shift-letter")
        if row.kind in ("own", "other")
    ]
    everything_others_see(worlds, clients, count)
    before = everything_others_see(worlds, clients, count)
    assert declare(world, clients["canvasser"]["token"]).status_code == 200
    after = everything_others_see(worlds, clients, count)
    assert {key for key in before if before[key] != after[key]} == set()
    assert len(before) > 200
    assert not any(found_in(content) for _, content, _ in after.values())


def test_the_solver_offers_and_tells_nothing_but_offers(world, crew):
    shift, people, _ = crew
    answer = propose(world, shift)
    assert answer.status_code == 200
    assert len(answer.json()) == 3
    assert {one["state"] for one in answer.json()} == {"offered"}
    assert not {"why", "reason", "count", "unfit", "left"} & set(answer.json()[0])
    assert Assignment.objects.filter(holders__in=people, state="offered").count() == 3


def test_it_keeps_people_out_of_their_area_and_says_no_word_about_it(world, crew):
    shift, (one, *_), lists = crew
    west = lists[0].listed_doors.first().lon - 0.005
    ring = [[west, 39], [west + 0.02, 39], [west + 0.02, 41], [west, 41], [west, 39]]
    phone = Client(headers={"Authorization": f"Token {make.make_token(one)}"})
    area = {"type": "Polygon", "coordinates": [ring]}
    assert declare(world, phone, area=area, home_by=None, not_on_weekdays=[]).status_code == 200
    propose(world, shift)
    for loan in Assignment.objects.filter(holders=one):
        doors = loan.walk_list.listed_doors.values_list("lon", flat=True)
        assert all(not west <= lon <= west + 0.02 for lon in doors)


def test_the_work_of_the_solver_is_the_same_whoever_declared_what(world, crew):
    shift, people, _ = crew

    def queries():
        with CaptureQueriesContext(connection) as seen:
            answer = propose(world, shift)
        assert len(answer.json()) == 3
        Assignment.objects.filter(holders__in=people).delete()
        ProposalDay.objects.all().delete()
        return len(seen)

    queries()
    before = queries()
    for one in people:
        phone = Client(headers={"Authorization": f"Token {make.make_token(one)}"})
        free = {"area": None, "home_by": None, "no_stairs": False, "no_dogs": False}
        assert declare(world, phone, **free).status_code == 200
    assert queries() == before


def test_two_people_or_two_lists_are_too_few(world, crew):
    shift, _, lists = crew
    answer = propose(world, shift, numbers=[one.number for one in lists[:2]])
    assert (answer.status_code, answer.json()["code"]) == (400, "too_few_to_propose")
    assert not Assignment.objects.filter(state="offered").exists()


def test_no_manual_offer_is_filtered(world, offered):
    phone = world.by_token("canvasser")
    everywhere_here = [[-75.17, 39.9], [-75.0, 39.9], [-75.0, 39.9999], [-75.17, 39.9]]
    area = {"type": "Polygon", "coordinates": [everywhere_here]}
    declare(world, phone, area=area, no_stairs=True)
    assert offered in Assignment.objects.filter(state="offered")
    assert phone.post(offer_url(offered, "accept")).status_code == 200
    assert Device.objects.exists()
