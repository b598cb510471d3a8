"""Staff sign in with a password and a second factor; guessing is bounded, and told nothing."""

import logging
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from axes.models import AccessAttempt, AccessLog
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from canvass.services.devices.make_enrolment_codes import make_enrolment_codes
from tests import factories as make
from turf.models import NEEDS_MFA, Role

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"
WRONG = "a-password-in-the-wrong-place"


@pytest.fixture(autouse=True)
def _empty_cache(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def member(role=Role.DIRECTOR, requires_mfa=True):
    user = make.make_user()
    make.make_member(make.make_organization(requires_mfa=requires_mfa), role, user=user)
    return user


def sign_in(client, user, password=make.PASSWORD, **more):
    sent = {"username": user if isinstance(user, str) else user.username, "password": password}
    return client.post(reverse("sign_in"), sent | more)


def code_of(secret=SECRET):
    return format_hotp_value(hotp_value(secret, list(counters())[1]))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("requires_mfa", [True, False])
def test_who_has_to_sets_a_second_factor_up_before_anything_else(role, requires_mfa):
    client = Client()
    sign_in(client, member(role, requires_mfa))
    page, api = client.get("/"), client.get("/api/v1/campaigns/")
    if requires_mfa and role in NEEDS_MFA:
        assert (page.status_code, page.url) == (302, reverse("mfa_activate_totp"))
        assert (api.status_code, api.json()["code"]) == (403, "second_factor_needed")
        assert client.get(reverse("sheets")).status_code == 302
    else:
        assert (page.status_code, api.status_code) == (200, 200)


def test_setting_it_up_lets_in_rotates_the_session_and_gives_recovery_codes():
    client, user = Client(), member()
    sign_in(client, user)
    page = client.get(reverse("mfa_activate_totp"))
    assert "<svg" in page.content.decode()
    secret = re.search(r'<code class="key">([A-Z2-7]+)</code>', page.content.decode())[1]
    before = client.session.session_key

    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert (done.status_code, done.url) == (302, reverse("mfa_view_recovery_codes"))
    assert client.session.session_key != before
    assert client.get("/").status_code == 200
    codes = re.findall(r"<li><code>(\d{8})</code>", client.get(done.url).content.decode())
    assert len(codes) == 10
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored


def test_with_a_factor_the_password_alone_does_not_open():
    client, user = Client(), member()
    TOTP.activate(user, SECRET)

    asked = sign_in(client, user)

    assert (asked.status_code, asked.url) == (302, reverse("mfa_authenticate"))
    assert client.get("/").status_code == 302
    shown = client.post(reverse("mfa_authenticate"), {"code": code_of()})
    assert shown.status_code == 302
    assert client.get("/").status_code == 200
    assert client.get("/api/v1/campaigns/").status_code == 200


def test_a_session_that_showed_no_factor_ends_where_there_is_one():
    client, user = Client(), member()
    TOTP.activate(user, SECRET)
    client.force_login(user)
    away = client.get("/")
    assert (away.status_code, away.url) == (302, reverse("sign_in"))
    assert "_auth_user_id" not in client.session


def test_guessing_codes_ends():
    client, user = Client(), member()
    TOTP.activate(user, SECRET)
    sign_in(client, user)
    wrong = "000000" if code_of() != "000000" else "000001"
    for _ in range(6):
        page = client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert "Too many" in page.content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": code_of()}).status_code == 200


def test_who_must_have_a_factor_cannot_turn_it_off():
    client, user = Client(), member()
    TOTP.activate(user, SECRET)
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_of()})
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "so it stays on" in page.content.decode()
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def fail(client, name, times):
    for _ in range(times):
        last = sign_in(client, name, WRONG)
    return last


def test_a_name_is_locked_out_at_one_address_and_nobody_else_is():
    user, colleague = member(requires_mfa=False), member(requires_mfa=False)
    here, elsewhere = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.2")

    locked = fail(here, user.username, 9)

    assert locked.status_code == 429
    assert "Too many tries" in locked.content.decode()
    assert sign_in(here, user).status_code == 429
    assert sign_in(here, colleague).status_code == 302
    assert sign_in(elsewhere, user).status_code == 302


def test_a_failure_does_not_tell_whether_there_is_such_a_user():
    user = member()
    there, not_there = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.2")

    def told(client, name, times):
        response = fail(client, name, times)
        page = response.content.decode().replace(name, "NAME")
        return response.status_code, re.sub(r'value="\w{64}"', "", page)

    assert told(there, user.username, 1) == told(not_there, "nobody-here", 1)
    assert told(there, user.username, 8) == told(not_there, "nobody-here", 8)


def test_neither_a_password_nor_a_name_is_kept_of_a_failure(caplog):
    user = member()
    with caplog.at_level(logging.DEBUG):
        fail(Client(), user.username, 2)
        # A password typed where the name belongs.
        fail(Client(), WRONG, 9)
    kept = str(list(AccessAttempt.objects.values())) + str(list(AccessLog.objects.values()))
    assert AccessAttempt.objects.count() == 2
    for words in (kept, caplog.text):
        assert WRONG not in words
        assert user.username not in words


def test_nobody_signs_up_and_nothing_of_allauth_is_served_that_is_not_needed():
    for path in ("/signup/", "/accounts/signup/", "/email/", "/password/reset/", "/trust/"):
        assert Client().get(path).status_code == 404


def test_a_first_password_is_chosen_with_a_code_and_leads_to_the_second_factor():
    admin = make.make_member(make.make_organization(requires_mfa=True), Role.ADMIN)
    analyst = make.make_member(admin.organization, Role.ANALYST)
    from django.utils import timezone

    [(_, code)] = make_enrolment_codes(members=[analyst], made_by=admin, made_at=timezone.now())
    client = Client()
    weak = client.post(reverse("first_password"), {"code": str(code), "password": "short"})
    assert "too short" in weak.content.decode()
    done = client.post(reverse("first_password"), {"code": str(code), "password": make.PASSWORD})
    assert (done.status_code, done.url) == (302, reverse("sign_in"))
    sign_in(client, analyst.user)
    assert client.get("/").url == reverse("mfa_activate_totp")


def test_a_next_page_elsewhere_is_not_followed():
    away = sign_in(Client(), member(requires_mfa=False), next="https://example.org/")
    assert away.url == "/"


def test_a_sheet_of_codes_is_shown_once_with_a_picture_for_each():
    lead = make.make_user()
    place = make.make_member(make.make_organization(), Role.LEAD, user=lead)
    people = [make.make_member(place.organization, Role.CANVASSER) for _ in range(2)]
    client = Client()
    sign_in(client, lead)
    page = client.post(reverse("sheets"), {"members": [one.pk for one in people]})
    html = page.content.decode()
    assert len(re.findall(r'<svg[^>]*class="qr"', html)) == 2
    assert len(set(re.findall(r"\b\w{4}-\w{4}-\w{4}\b", html))) == 2
    assert page["Cache-Control"] == "private, no-store"
    stranger = make.make_member(make.make_organization(), Role.CANVASSER)
    refused = client.post(reverse("sheets"), {"members": [stranger.pk]})
    assert "<svg" not in refused.content.decode().split("<main")[1]
