"""The first admin of an installation comes in from the command line, and is on record."""

import json
import re
from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from canvass.models import AuditEntry, Device
from tests import factories as make
from turf.models import Membership, Organization, User

pytestmark = pytest.mark.django_db

PASSWORD = "lantern-under-the-stoop"
ROSA = ("add_member", "--organization", "Neighbors Vote", "--username", "rosa", "--role", "admin")


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def run(*words):
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO())
    return out.getvalue()


def start(*more):
    return run("start_campaign", "spring-26", "--organization", "Neighbors Vote", *more)


def code_in(told):
    return re.search(r"\b\w{4}-\w{4}-\w{4}\b", told)[0]


def test_readme_leads_to_an_admin_who_is_signed_in_and_invites_others():
    start("--phone", "+1 215 555 0100")
    told = run(*ROSA)
    client = Client()
    chosen = {"code": code_in(told), "password": PASSWORD}
    assert client.post(reverse("first_password"), chosen).url == reverse("sign_in")
    client.post(reverse("sign_in"), {"username": "rosa@neighbors-vote", "password": PASSWORD})
    page = client.get(client.get("/").url).content.decode()
    secret = re.search(r'<code class="key">([A-Z2-7]+)</code>', page)[1]
    shown = format_hotp_value(hotp_value(secret, list(counters())[1]))
    assert client.post(reverse("mfa_activate_totp"), {"code": shown}).status_code == 302
    assert client.get("/").status_code == 200

    invited = client.post(
        "/api/v1/members/",
        {"chosen_name": "Omar", "role": "director", "username": "omar"},
        content_type="application/json",
    )

    assert invited.status_code == 201
    assert invited.json()["username"] == "omar@neighbors-vote"
    kinds = AuditEntry.objects.order_by("seq").values_list("kind", "actor")
    assert list(kinds)[:2] == [("code_made", None), ("member_invited", None)]


def test_repeated_it_is_one_member_with_a_new_code_until_there_is_a_password():
    start()
    first, second = run(*ROSA), run(*ROSA)
    assert code_in(first) != code_in(second)
    assert Membership.objects.get().role == "admin"
    spent = Client().post(reverse("first_password"), {"code": code_in(first), "password": PASSWORD})
    assert "no such code" in spent.content.decode()
    Client().post(reverse("first_password"), {"code": code_in(second), "password": PASSWORD})
    assert json.loads(run(*ROSA, "--json"))["code"] is None


def test_a_campaign_tells_the_organization_too():
    start()
    told = json.loads(
        run("add_member", "--campaign", "spring-26", "--username", "li", "--role", "lead", "--json")
    )
    assert told["username"] == "li@neighbors-vote"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--username", "rosa", "--role", "admin"], "Say where"),
        (["--organization", "Nobody", "--username", "rosa", "--role", "admin"], "start_campaign"),
        (["--campaign", "fall-26", "--username", "rosa", "--role", "admin"], "spring-26"),
        (["--organization", "neighbors-vote", "--username", "a b", "--role", "lead"], "letters"),
        (["--organization", "neighbors-vote", "--username", "rosa", "--role", "lead"], "admin"),
    ],
)
def test_what_cannot_be_is_said(words, says):
    start()
    run(*ROSA)
    with pytest.raises(CommandError, match=says):
        run("add_member", *words)
    assert User.objects.count() == 1


def test_settings_of_an_organization_are_changed_on_record():
    start()
    setting = ("set_organization", "--organization", "Neighbors Vote", "--json")
    changed = json.loads(
        run(*setting, "--profile", "c4", "--phone", "+1 215 555 0100", "--requires-mfa", "no")
    )
    assert changed["changed"] == 3
    assert json.loads(run(*setting, "--profile", "c4"))["changed"] == 0
    owner = Organization.objects.get()
    assert (owner.profile, owner.phone, owner.requires_mfa) == ("c4", "+1 215 555 0100", False)
    entry = AuditEntry.objects.get()
    assert entry.kind == "organization_set"
    assert entry.facts == {
        "profile_before": "c3_strict",
        "profile_after": "c4",
        "requires_mfa": 0,
        "phone_changed": 1,
    }


def test_a_name_tells_nothing_of_other_organizations():
    start()
    elsewhere = make.make_organization()
    make.make_user(username="rosa")
    told = [
        run("add_member", "--organization", slug, "--username", "rosa", "--role", "admin")
        for slug in ("neighbors-vote", elsewhere.slug)
    ]
    assert ["rosa@neighbors-vote" in told[0], f"rosa@{elsewhere.slug}" in told[1]] == [True, True]
    assert not Device.objects.exists()
