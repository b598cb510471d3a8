"""The start page in a browser: the map draws, the table is its twin, anybody can use it."""

import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import USERNAME
from tests.factories import PASSWORD
from turf.models import Campaign

pytestmark = pytest.mark.one_database

Axe = Callable[[Page], list[str]]

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


COUNT_COLOURS = """async (png) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const { width, height } = picture;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counted = new Map();
  for (const pixel of pixels) counted.set(pixel, (counted.get(pixel) ?? 0) + 1);
  return [...counted.values()].filter((count) => count > pixels.length / 50).length;
}"""
"""How many colours cover at least a fiftieth of a picture."""


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": DESKTOP, "reduced_motion": "reduce"}


def test_signing_in_leads_to_the_map_and_signing_out_back(
    page: Page, live_server: LiveServer, town: Campaign, troubles: list[str], axe: Axe
) -> None:
    page.goto(f"{live_server.url}/")
    assert axe(page) == []
    page.get_by_label("Username").fill(USERNAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("#map[data-drawn]").wait_for()

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert troubles == []


def test_the_map_is_drawn_the_table_tells_the_same_and_the_browser_complains_of_nothing(
    start_page: Page, troubles: list[str]
) -> None:
    rows = start_page.locator("tbody").first.get_by_role("row")
    expect(rows).to_have_count(6)
    expect(rows.last).to_have_text(re.compile(r"01-02-03\s*3\s*120\s*1,234\s*7, out"))
    expect(start_page.locator("#map .code")).to_have_text(["01-01", "01-02"])
    picture = b64encode(start_page.locator("#map").screenshot()).decode()
    # The ground around, and four colours for six turfs that all touch others.
    assert start_page.evaluate(COUNT_COLOURS, picture) >= 5
    assert troubles == []


def test_a_turf_clicked_on_the_map_is_told_and_marked_in_the_table(start_page: Page) -> None:
    box = start_page.locator("#map canvas").bounding_box()
    assert box
    # The north-east turf is the last one.
    start_page.mouse.click(box["x"] + 0.62 * box["width"], box["y"] + 0.15 * box["height"])

    panel = start_page.locator("#turf")
    expect(panel.get_by_role("heading")).to_have_text("01-02-03")
    expect(panel).to_contain_text("1,234")
    expect(panel).to_contain_text("7, out")
    expect(start_page.locator("tr[aria-current]")).to_contain_text("01-02-03")
    expect(start_page).to_have_url(re.compile(r"turf=\d+"))


def test_a_turf_is_chosen_in_the_table_by_keyboard_and_kept_in_the_address(
    start_page: Page,
) -> None:
    start_page.get_by_role("link", name="01-01-02").focus()
    start_page.keyboard.press("Enter")
    heading = start_page.locator("#turf").get_by_role("heading")
    expect(heading).to_have_text("01-01-02")

    start_page.reload()

    start_page.locator("#map[data-drawn]").wait_for()
    expect(heading).to_have_text("01-01-02")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(start_page: Page) -> None:
    start_page.reload()
    start_page.keyboard.press("Tab")
    skip = start_page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    start_page.keyboard.press("Enter")
    expect(start_page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(
    start_page: Page, axe: Axe, size: ViewportSize
) -> None:
    start_page.set_viewport_size(size)
    assert start_page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    start_page.get_by_text("How each rate is made").click()
    assert axe(start_page) == []

    start_page.emulate_media(color_scheme="dark")
    assert axe(start_page) == []


def test_without_webgl_the_page_says_so_and_the_table_stays(page: Page, start_page: Page) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.reload()
    expect(page.locator("#map-note")).to_contain_text("The map cannot be drawn")
    expect(page.locator("#map")).to_be_hidden()
    expect(page.get_by_role("link", name="01-01-02")).to_be_visible()
