"""Written material over HTTP: drafted, judged, approved by another, read by phones, withdrawn."""

import pytest
from django.test import Client

from canvass.models import Material
from tests import factories as make
from tests.canvass.api.scripts.test_script_endpoints import API, by, post
from tests.canvass.services.scripts.desk import NAMES, Desk, both
from turf.models import WalkList

pytestmark = pytest.mark.django_db
HOURS = both("Polls are open from 7 to 8.")


@pytest.fixture
def desk():
    return Desk()


def write(desk, **fields):
    asked = {"campaign": desk.campaign.slug, "kind": "literature", "title": "Hours"}
    return post(desk.author, "/materials/", asked | {"texts": HOURS} | fields)


def seen(client):
    return [one["id"] for one in client.get(f"{API}/materials/").json()["results"]]


def phone_of(member):
    token = make.make_token(member, make.make_device(member.organization))
    return Client(headers={"Authorization": f"Token {token}"})


def test_phones_and_canvassers_see_a_piece_from_its_approval_to_its_withdrawal(desk):
    status, told = write(desk)
    at = f"/materials/{told['id']}"
    assert (status, told["is_open"], told["texts"]) == (201, False, HOURS)
    assert write(desk)[1] == told
    readers = [phone_of(desk.walk.member), by(desk.walk.member), phone_of(desk.author)]

    def read():
        return [(seen(one), one.get(f"{API}{at}/").status_code) for one in readers]

    assert read() == [([], 404)] * 3
    assert seen(by(desk.author)) == [told["id"]]

    assert post(desk.author, f"{at}/decide/", {"decision": "approved"})[0] == 403
    status, record = post(desk.compliance, f"{at}/decide/", {"decision": "approved"})
    assert (status, record["kind"], record["material"]) == (200, "literature", told["id"])
    assert record["content_hash"] == told["content_hash"]
    assert read() == [([told["id"]], 200)] * 3

    status, withdrawn = post(desk.author, f"{at}/withdraw/")
    assert (status, withdrawn["is_open"]) == (200, False)
    assert read() == [([], 404)] * 3
    [again] = by(desk.compliance).get(f"{API}{at}/decisions/").json()["results"]
    assert again["closed_because"] == "withdrawn"


def test_what_takes_sides_is_refused_at_every_place_at_once(desk):
    texts = {"en": f"Vote for {NAMES[0]}!", "es": f"¡Vote por {NAMES[0]}!"}
    status, refused = write(desk, texts=texts)
    assert (status, refused["code"]) == (409, "gate_blocked")
    assert {"texts.en", "texts.es"} <= refused["fields"].keys()
    assert not Material.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "status", "code", "place"),
    [
        ({"kind": "script"}, 400, "invalid", "kind"),
        ({"title": "x" * 101}, 400, "invalid", "title"),
        ({"texts": {}}, 400, "invalid", "texts"),
        ({"texts": ["Hello"]}, 400, "invalid", "texts"),
        ({"texts": {"in English": "Hello"}}, 400, "document_refused", "texts"),
        ({"texts": {"en": "Hello\0"}}, 400, "invalid", "texts"),
        ({"campaign": "nobodys"}, 404, "not_found", None),
    ],
)
def test_what_is_no_piece_is_refused_by_place(desk, spoil, status, code, place):
    answer, refused = write(desk, **spoil)
    assert (answer, refused["code"]) == (status, code)
    assert set(refused.get("fields", {})) == ({place} if place else set())
    assert not Material.objects.exists()


def test_a_warning_is_told_in_its_place_and_kept_with_the_decision(desk):
    _, told = write(desk, texts={"vi": "Xin chào."})
    at = f"/materials/{told['id']}"
    report = post(desk.compliance, f"{at}/check/")[1]
    [finding] = [one for one in report["findings"] if one["place"] == "texts.vi"]
    assert (finding["level"], finding["code"]) == ("warn", "language_unread")
    record = post(desk.compliance, f"{at}/decide/", {"decision": "approved"})[1]
    assert record["findings"] == report["findings"]


def test_a_status_that_changes_names_the_material_it_closed(desk):
    material = desk.draft_material()
    desk.decide(material)
    candidate = desk.race.candidates.get(name=NAMES[0])
    told = post(desk.author, f"/candidates/{candidate.pk}/status/", {"ballot_status": "removed"})[1]
    assert (told["closed"], told["closed_materials"]) == ([], [material.pk])


def test_a_drop_is_handed_out_with_approved_literature(desk):
    WalkList.objects.filter(pk=desk.walk.walk_list.pk).update(kind="lit_drop")
    asked = {"campaign": desk.campaign.slug, "number": desk.walk.walk_list.number}
    asked |= {"holders": [desk.walk.member.pk]}
    status, refused = post(desk.author, "/assignments/", asked)
    assert (status, refused["code"]) == (400, "literature_missing")
    material = desk.draft_material()
    asked |= {"literature": material.pk}
    status, refused = post(desk.author, "/assignments/", asked)
    assert (status, refused["code"]) == (409, "gate_closed")
    desk.decide(material)
    status, loan = post(desk.author, "/assignments/", asked)
    assert (status, loan["literature"]) == (201, material.pk)


def test_listing_costs_the_same_however_many(desk, count_queries):
    client = by(desk.walk.member)
    make.make_material(desk.campaign)
    one = count_queries(lambda: seen(client))
    for _ in range(5):
        make.make_material(desk.campaign)
    assert count_queries(lambda: seen(client)) == one
