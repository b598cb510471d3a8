"""Who asks: tokens and sessions, good and bad."""

import pytest
from django.test import Client

from tests import factories as make
from turf.models import Role

pytestmark = pytest.mark.django_db

CAMPAIGNS = "/api/v1/campaigns/"


def ask(token="", **headers):
    if token:
        headers["Authorization"] = f"Token {token}"
    return Client(headers=headers).get(CAMPAIGNS)


def slugs(response):
    assert response.status_code == 200, response.content
    return [campaign["slug"] for campaign in response.json()["results"]]


@pytest.fixture
def member():
    return make.make_member(make.make_organization(), Role.LEAD)


@pytest.fixture
def campaign(member):
    return make.make_campaign(member.organization)


def test_a_token_shows_the_campaigns_of_its_membership(member, campaign):
    make.make_campaign(make.make_organization())

    assert slugs(ask(make.make_token(member))) == [campaign.slug]


def test_a_token_of_one_organization_shows_nothing_of_the_users_other_one(member, campaign):
    other = make.make_member(make.make_organization(), Role.ADMIN, user=member.user)
    make.make_campaign(other.organization)
    token = make.make_token(member)

    assert slugs(ask(token)) == [campaign.slug]
    named = ask(token, **{"X-Organization": other.organization.slug})
    assert slugs(named) == [campaign.slug]


@pytest.mark.parametrize("token", ["0" * 64, "é" * 64, "a b", "'; --", "%00" * 20, "\x7f" * 64])
def test_a_made_up_token_is_nobody(token):
    response = ask(token)

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Token"
    assert response.json()["code"] == "authentication_failed"


def test_a_token_is_kept_as_a_hash_alone(member):
    from canvass.models import DeviceToken

    token = make.make_token(member)

    row = DeviceToken.objects.values().get()
    assert token not in str(row)


def test_a_deleted_token_is_nobody(member):
    token = make.make_token(member)
    member.tokens.all().delete()

    assert ask(token).status_code == 401


@pytest.mark.parametrize("state", ["revoked", "wipe"])
def test_a_revoked_device_gets_nothing(member, state):
    device = make.make_device(member.organization, state=state)

    response = ask(make.make_token(member, device))

    assert response.status_code == 401
    assert response.json()["code"] == "device_revoked"


def test_a_token_ends_with_its_membership(member):
    token = make.make_token(member)
    member.is_active = False
    member.save()

    response = ask(token)

    assert response.status_code == 401
    assert response.json()["code"] == "membership_ended"


def test_a_token_ends_with_its_user(member):
    token = make.make_token(member)
    member.user.is_active = False
    member.user.save()

    assert ask(token).status_code == 401


def test_a_token_on_another_organizations_device_is_nobody(member):
    device = make.make_device(make.make_organization())

    assert ask(make.make_token(member, device)).status_code == 401


def test_a_session_stands_for_the_sole_membership(client, member, campaign):
    client.force_login(member.user)

    assert slugs(client.get(CAMPAIGNS)) == [campaign.slug]


def test_a_session_with_two_memberships_has_to_name_one(client, member, campaign):
    other = make.make_member(make.make_organization(), Role.ADMIN, user=member.user)
    theirs = make.make_campaign(other.organization)
    client.force_login(member.user)

    unnamed = client.get(CAMPAIGNS)
    assert unnamed.status_code == 403
    assert unnamed.json()["code"] == "no_membership"
    for organization, slug in (
        (member.organization, campaign.slug),
        (other.organization, theirs.slug),
    ):
        named = client.get(CAMPAIGNS, headers={"X-Organization": organization.slug})
        assert slugs(named) == [slug]


def test_naming_an_organization_one_is_not_in_says_no_more_than_naming_none_there_is(
    client, member, campaign
):
    stranger = make.make_organization()
    client.force_login(member.user)

    real = client.get(CAMPAIGNS, headers={"X-Organization": stranger.slug})
    unreal = client.get(CAMPAIGNS, headers={"X-Organization": "no-such\0"})

    assert real.status_code == unreal.status_code == 403
    assert real.content == unreal.content


def test_an_ended_membership_opens_nothing_to_a_session(client, member, campaign):
    member.is_active = False
    member.save()
    client.force_login(member.user)

    assert client.get(CAMPAIGNS).status_code == 403


def test_an_ended_membership_does_not_hide_the_one_that_goes_on(client, member, campaign):
    make.make_member(make.make_organization(), Role.ADMIN, user=member.user, is_active=False)
    client.force_login(member.user)

    assert slugs(client.get(CAMPAIGNS)) == [campaign.slug]


def test_nobody_is_asked_to_sign_in(client):
    response = client.get(CAMPAIGNS)

    assert response.status_code == 401
    assert response.json()["code"] == "not_authenticated"
