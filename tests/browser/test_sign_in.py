"""The pages of signing in and of codes, in a browser: anybody can use them, at any size."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.urls import reverse
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories as make
from tests.factories import PASSWORD
from turf.models import Role, User

Axe = Callable[[Page], list[str]]

pytestmark = pytest.mark.one_database

SECRET = "JBSWY3DPEHPK3PXP"
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1440, "height": 900},
}


@pytest.fixture(params=SIZES)
def browser_context_args(request: Any, browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": SIZES[request.param]}


@pytest.fixture
def director(transactional_db: None) -> User:
    user = make.make_user(username="rosalind", chosen_name="Rosalind")
    place = make.make_member(make.make_organization(requires_mfa=True), Role.DIRECTOR, user=user)
    for name in ("Ada", "Basil", "Clementine"):
        canvasser = make.make_user(chosen_name=name, password=None)
        make.make_member(place.organization, Role.CANVASSER, user=canvasser)
    return user


def sign_in(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}{reverse('sign_in')}")
    page.get_by_label("Username").fill("rosalind")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled to the side."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wide)) <= 0


@pytest.mark.parametrize("name", ["sign_in", "first_password"])
def test_pages_before_the_sign_in(
    page: Page, live_server: LiveServer, director: User, axe: Axe, troubles: list[str], name: str
) -> None:
    page.goto(live_server.url + reverse(name))
    page.get_by_role("button").last.click()
    assert (axe(page), fits(page), troubles) == ([], True, [])


def test_a_second_factor_is_set_up(
    page: Page, live_server: LiveServer, director: User, axe: Axe, troubles: list[str]
) -> None:
    sign_in(page, live_server)
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    expect(page.get_by_role("img", name="QR code for your")).to_be_visible()
    assert (axe(page), fits(page), troubles) == ([], True, [])


def test_recovery_codes_follow(
    page: Page, live_server: LiveServer, director: User, axe: Axe, troubles: list[str]
) -> None:
    sign_in(page, live_server)
    page.get_by_text("I cannot scan it").click()
    secret = page.locator("code.key").inner_text()
    code = format_hotp_value(hotp_value(secret, list(counters())[1]))
    page.get_by_label("Authenticator code").fill(code)
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert (axe(page), fits(page), troubles) == ([], True, [])


def test_a_wrong_code_is_said_to_be(
    page: Page, live_server: LiveServer, director: User, axe: Axe, troubles: list[str]
) -> None:
    TOTP.activate(director, SECRET)
    sign_in(page, live_server)
    page.get_by_label("Code").fill("12345")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Incorrect code")).to_be_visible()
    assert (axe(page), fits(page), troubles) == ([], True, [])


@pytest.mark.parametrize("is_made", [False, True])
def test_a_sheet_of_codes(
    page: Page,
    live_server: LiveServer,
    director: User,
    axe: Axe,
    troubles: list[str],
    is_made: bool,
) -> None:
    director.memberships.get().organization.__class__.objects.update(requires_mfa=False)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("sheets"))
    if is_made:
        for name in ("Ada", "Basil", "Clementine"):
            page.get_by_label(name).check()
        page.get_by_role("button", name="Make the sheet").click()
        expect(page.get_by_role("heading", name="Clementine")).to_be_visible()
    assert (axe(page), fits(page), troubles) == ([], True, [])
