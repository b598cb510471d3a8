"""The pages show each member what is theirs, say the next step, and keep to the security policy."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from backend.pages.access import console_campaigns
from backend.pages.start import ROWS_A_PAGE
from tests import factories as make
from tests.world import make_list, make_world
from turf.models import Role, Turf

pytestmark = pytest.mark.django_db

SEES_PAGES = {Role.ADMIN, Role.DIRECTOR, Role.LEAD, Role.ANALYST}
MAPS = ["map_precincts", "map_turfs"]


def page(client, **query):
    response = client.get(reverse("start"), query)
    assert response.status_code == 200
    return response.content.decode()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", [role for role in Role if role in SEES_PAGES])
def test_who_works_at_the_console_sees_the_campaign_and_its_turfs(role):
    world = make_world()

    html = page(world.by_session(role))

    assert f"<h1>{world.campaign.name}</h1>" in html
    assert world.turf.name in html


@pytest.mark.parametrize("role", sorted(SEES_PAGES))
def test_every_page_leads_to_the_others_that_its_reader_may_open(role):
    world = make_world()
    client, campaign = world.by_session(role), world.campaign
    start, report = f"/?campaign={campaign.pk}", f"/report/?campaign={campaign.slug}"
    pages = [start, report, *(["/phones/codes/"] if role != Role.ANALYST else [])]
    for here in pages:
        html = client.get(here).content.decode()
        bar = html[html.index('aria-label="Pages"') : html.index("</nav>")]
        links = re.findall(r'href="([^"]+)"', bar)
        assert all(client.get(link).status_code == 200 for link in links)
        about_one = here != "/phones/codes/"
        assert {"/phones/codes/", *([start, report] if about_one else [])} & set(links) == (
            set(pages) if about_one else {"/phones/codes/"}
        )
        assert bar.count('aria-current="page"') == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in SEES_PAGES])
def test_who_does_not_work_at_the_console_sees_neither_campaign_nor_ground(role):
    world = make_world()
    client = world.by_session(role)

    html = page(client, campaign=world.campaign.pk)

    assert world.campaign.name not in html
    assert world.turf.name not in html
    for name in MAPS:
        assert client.get(reverse(name), {"campaign": world.campaign.pk}).status_code == 404


def test_a_canvasser_learns_that_the_lists_are_on_the_phone():
    assert "Your lists are on your phone" in page(make_world().by_session(Role.CANVASSER))


def test_who_is_in_no_organization_is_told_whom_to_ask():
    user = make.make_user()
    assert "You are in no organization" in page(signed_in(user))


def test_a_membership_that_was_ended_shows_nothing():
    world = make_world()
    director = world.members[Role.DIRECTOR]
    director.is_active = False
    director.save()

    assert world.campaign.name not in page(world.by_session(Role.DIRECTOR))


@pytest.mark.parametrize("name", ["start", *MAPS])
def test_nobody_signed_in_is_sent_to_sign_in(name):
    response = Client().get(reverse(name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("sign_in"))


@pytest.mark.parametrize("name", ["start", *MAPS])
def test_another_organizations_campaign_does_not_exist(name):
    director = make_world().by_session(Role.DIRECTOR)
    other = make_world()

    for wanted in (other.campaign.pk, 999_999, "", "x", "9" * 40):
        assert director.get(reverse(name), {"campaign": wanted}).status_code == 404


@pytest.mark.parametrize(
    "seat", [{"role": Role.CANVASSER}, {"role": Role.DIRECTOR, "is_active": False}], ids=str
)
def test_a_campaign_of_an_organization_where_one_has_no_console_does_not_exist(seat):
    world, other = make_world(), make_world()
    user = world.members[Role.DIRECTOR].user
    make.make_member(other.organization, user=user, **seat)

    assert list(console_campaigns(user)) == [world.campaign]
    for name in ("start", *MAPS):
        address = reverse(name)
        assert signed_in(user).get(address, {"campaign": other.campaign.pk}).status_code == 404


def test_several_campaigns_can_be_chosen_from_and_one_needs_no_choice():
    world = make_world()
    director = world.by_session(Role.DIRECTOR)
    assert "<select" not in page(director)

    second = make.make_campaign(world.organization, name="Zoning vote")

    assert f'<option value="{second.pk}">Zoning vote</option>' in page(director)
    assert "<h1>Zoning vote</h1>" in page(director, campaign=second.pk)


def test_without_a_campaign_the_page_names_the_line_that_starts_one():
    member = make.make_member(make.make_organization(), Role.ADMIN)
    assert "manage.py start_campaign" in page(signed_in(member.user))


def test_without_precincts_the_page_names_the_line_that_loads_them():
    member = make.make_member(make.make_organization(), Role.ADMIN)
    campaign = make.make_campaign(member.organization)

    html = page(signed_in(member.user))

    assert f"manage.py load_ground --campaign {campaign.slug}" in html
    assert 'id="map"' not in html


def test_without_a_cut_the_page_names_the_line_that_cuts():
    member = make.make_member(make.make_organization(), Role.ADMIN)
    campaign = make.make_campaign(member.organization)
    make.make_precinct(campaign.jurisdiction)

    assert f"manage.py cut_turfs --campaign {campaign.slug}" in page(signed_in(member.user))


def test_the_newest_cut_is_shown_and_no_turf_of_an_older_one():
    world = make_world()
    later = make.FROZEN_AT.replace(year=2027)
    newest = make.make_cut(world.campaign, cut_at=later, warnings=["Mind the <river>."])
    turf = make.make_turf(newest, make.make_doors(world.precinct, 2))

    html = page(world.by_session(Role.LEAD))

    assert turf.name in html
    assert world.turf.name not in html
    assert "Mind the &lt;river&gt;." in html


def test_the_chosen_turf_is_told_without_any_script():
    world = make_world()
    lead = world.by_session(Role.LEAD)

    html = page(lead, turf=world.turf.pk)

    assert f'<h3 data-field="name">{world.turf.name}</h3>' in html
    assert f'<dd data-field="walk_list">{world.walk_list.number}, ready</dd>' in html
    assert '<h3 data-field="name"></h3>' in page(lead, turf=make_world().turf.pk)


def test_a_long_table_of_turfs_is_paged():
    world = make_world()
    lead = world.by_session(Role.LEAD)
    make_turfs(world.turf.cut, ROWS_A_PAGE)

    first, second = page(lead), page(lead, turfs=2)

    count = ROWS_A_PAGE + 2
    assert len(row_names(first)) == ROWS_A_PAGE
    assert len(row_names(second)) == 2
    assert len({*row_names(first), *row_names(second)}) == count
    assert f"of {count}" in first


def test_the_page_costs_the_same_however_much_it_shows(count_queries):
    world = make_world()
    lead = world.by_session(Role.LEAD)
    few = count_queries(lambda: page(lead))

    for column in range(3, 6):
        make_list(world.campaign, world.turf.cut, column)
    make.make_campaign(world.organization)

    assert count_queries(lambda: page(lead, campaign=world.campaign.pk)) == few


def make_turfs(cut, how_many):
    shape = {"outline": make.square(), "door_count": 40, "walk_m": 1, "minutes": 1}
    shape |= {"compactness": 0.5}
    Turf.objects.bulk_create(
        Turf(organization=cut.organization, cut=cut, name=f"z{n}", worst_hop_m=1, **shape)
        for n in range(how_many)
    )


def row_names(html):
    return re.findall(r'<a [^>]*data-turf="\d+">([^<]+)</a>', html)


def test_a_missing_web_build_is_said_and_breaks_nothing(monkeypatch):
    world = make_world()
    monkeypatch.setattr(finders, "find", lambda path: None)

    html = page(world.by_session(Role.LEAD))

    assert "manage.py build_web" in html
    assert world.turf.name in html
    assert "<script" not in html
    assert "stylesheet" not in html


def test_no_page_needs_more_than_the_security_policy_allows():
    world = make_world()
    pages = [
        Client().get(reverse("sign_in")),
        world.by_session(Role.LEAD).get("/", {"turf": world.turf.pk}),
        world.by_session(Role.CANVASSER).get("/"),
        world.by_session(Role.LEAD).get("/", {"campaign": 0}),
    ]
    for response in pages:
        html = response.content.decode()
        policy = response["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)
        assert not re.search(r"(?:src|href|action)=.?(?:https?:)?//", html)


def test_a_wrong_password_is_answered_in_words_and_a_right_one_opens_the_page():
    world = make_world()
    user = make.make_user(username="rosalind")
    make.make_member(world.organization, Role.DIRECTOR, user=user)
    client, address = Client(), reverse("sign_in")

    wrong = client.post(address, {"username": "rosalind", "password": "stoops"})
    assert 'role="alert"' in wrong.content.decode()

    right = client.post(address, {"username": "rosalind", "password": make.PASSWORD})
    assert right.url == reverse("start")
    assert world.campaign.name in page(client)


def test_signing_in_leads_to_no_other_site():
    make.make_user(username="rosalind")
    form = {"username": "rosalind", "password": make.PASSWORD, "next": "https://example.org/"}
    assert Client().post(reverse("sign_in"), form).url == reverse("start")


def test_signing_out_takes_a_post():
    world = make_world()
    lead = world.by_session(Role.LEAD)

    assert lead.get(reverse("sign_out")).status_code == 405
    assert lead.post(reverse("sign_out")).url == reverse("sign_in")
    assert lead.get("/").status_code == 302


def test_the_admin_is_linked_only_where_it_is_served(settings):
    world = make_world()
    settings.ADMIN_ENABLED = False
    assert ">Admin</a>" not in page(world.by_session(Role.ADMIN))
