"""Pages: each row once, and no cursor but ours."""

from base64 import b64encode
from urllib.parse import quote

import pytest

from tests import factories as make
from turf.models import Role

pytestmark = pytest.mark.django_db

PRECINCTS, LISTS = "/api/v1/precincts/", "/api/v1/walk-lists/"


@pytest.fixture
def campaign():
    return make.make_campaign(make.make_organization())


@pytest.fixture
def lead(client, campaign):
    client.force_login(make.make_member(campaign.organization, Role.LEAD).user)
    return client


def pages(client, url):
    while url:
        response = client.get(url)
        assert response.status_code == 200, response.content
        body = response.json()
        yield [row["id"] for row in body["results"]]
        url = body["next"]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_give_each_numbered_row_once_in_order(campaign, lead, limit):
    made = [make.make_precinct(campaign.jurisdiction).pk for _ in range(7)]

    seen = [row for page in pages(lead, f"{PRECINCTS}?limit={limit}") for row in page]

    assert seen == made


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_pages_give_each_row_keyed_by_uuid_once(campaign, lead, limit):
    cut = make.make_cut(campaign)
    doors = make.make_doors(make.make_precinct(campaign.jurisdiction), 5)
    made = [make.make_walk_list(make.make_turf(cut, [door])).pk for door in doors]

    seen = [row for page in pages(lead, f"{LISTS}?limit={limit}") for row in page]

    assert seen == sorted(str(pk) for pk in made)


def test_a_row_added_meanwhile_neither_shifts_nor_repeats_others(campaign, lead):
    made = [make.make_precinct(campaign.jurisdiction).pk for _ in range(4)]
    walk = pages(lead, f"{PRECINCTS}?limit=2")

    first = next(walk)
    added = make.make_precinct(campaign.jurisdiction).pk

    assert first + [row for page in walk for row in page] == [*made, added]


def test_a_page_leads_back(campaign, lead):
    made = [make.make_precinct(campaign.jurisdiction).pk for _ in range(4)]
    second = lead.get(lead.get(PRECINCTS, {"limit": 2}).json()["next"]).json()

    back = lead.get(second["previous"]).json()

    assert [row["id"] for row in back["results"]] == made[:2]


@pytest.mark.parametrize("limit", ["0", "-1", "x", "", "1.5", "9" * 30, "²"])
def test_a_limit_that_is_none_is_refused(lead, limit):
    response = lead.get(PRECINCTS, {"limit": limit})

    assert response.status_code == 400
    assert set(response.json()["fields"]) == {"limit"}


def forged(tokens):
    return quote(b64encode(tokens.encode()).decode())


@pytest.mark.parametrize("path", [PRECINCTS, LISTS])
@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        forged("p=abc"),
        forged("p='; drop table"),
        forged("p=%00"),
        forged("p=1.5&r=1"),
        forged("p=&o=1"),
        forged("o=-1"),
        forged("o=abc"),
        forged("r=abc"),
        quote(b64encode(b"\xff\xfe").decode()),
    ],
)
def test_a_cursor_we_never_gave_finds_nothing(campaign, lead, path, cursor):
    make.make_precinct(campaign.jurisdiction)

    response = lead.get(f"{path}?cursor={cursor}")

    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_a_cursor_past_what_the_database_can_hold_is_an_empty_page(campaign, lead):
    make.make_precinct(campaign.jurisdiction)

    response = lead.get(f"{PRECINCTS}?cursor={forged(f'p={10**30}')}")

    assert response.status_code == 200
    assert response.json()["results"] == []
