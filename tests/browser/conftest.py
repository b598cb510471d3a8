"""A browser, the web build, and a town to look at.

The browser is the system's Chromium; it draws WebGL in software, so the map works without a GPU.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from django.db import connections
from django.test import Client, override_settings
from playwright.sync_api import BrowserContext, Page, Playwright
from pytest_django.live_server_helper import LiveServer

from backend.management.commands.build_web import WEB, build_web
from tests import factories as make
from tests.canvass.services.knock_documents import Walk
from turf.geo import to_django
from turf.models import Campaign, Role, User

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
USERNAME = "rosalind"


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: a test asks its live server. The plugin's own fixture draws a warning of pytest's."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}; make setup-test installs it")
    return {"executable_path": str(CHROMIUM), "args": FLAGS, "headless": True}


@pytest.fixture(scope="session", autouse=True)
def web() -> Path:
    """The folder of the web build, which is up to date."""
    build_web(say=lambda line: None)
    return WEB


@pytest.fixture(scope="session", autouse=True)
def _orm_beside_the_browser(playwright: Playwright) -> Iterator[None]:
    """Playwright keeps an event loop in this thread, in which Django would refuse to query.

    While it runs, Django's connections are other ones than before; they end with it.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def live_server() -> Iterator[LiveServer]:
    """The site on a free loopback port, without TLS.

    The plugin's own starts before any test's settings, and would send the browser to https.
    """
    with override_settings(
        SECURE_SSL_REDIRECT=False,
        SECURE_HSTS_SECONDS=0,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        STATIC_ROOT=None,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        server = LiveServer("localhost:0")
        yield server
        server.stop()


@pytest.fixture
def town(transactional_db: None) -> Campaign:
    """A campaign with two precincts, three turfs in each, a walk list that is out, and knocks.

    `USERNAME` is its director.
    """
    organization = make.make_organization(name="Neighbors Vote")
    director = make.make_user(username=USERNAME, chosen_name="Rosalind")
    make.make_member(organization, Role.DIRECTOR, user=director)
    campaign = make.make_campaign(organization, name="Know your ballot")
    precincts = [
        make.make_precinct(
            campaign.jurisdiction, code=f"01-0{column + 1}", boundary=make.square(column)
        )
        for column in range(2)
    ]
    walk = Walk(organization=organization, campaign=campaign, precinct=precincts[0])
    walk.push(walk.not_home(0), walk.spoke(1), walk.spoke(2, "refused"))
    cut = make.make_cut(campaign, params={"doors": 3}, warnings=["Mind the river."])
    for precinct in precincts:
        west, south, east, north = precinct.boundary.extent
        for row in range(3):
            low, high = (south + (north - south) * share / 3 for share in (row, row + 1))
            strip = shapely.MultiPolygon([shapely.box(west, low, east, high)])
            make.make_turf(
                cut,
                make.make_doors(precinct, 3),
                name=f"{precinct.code}-0{row + 1}",
                outline=to_django(strip),
                walk_m=1_234.0,
            )
    make.make_walk_list(cut.turfs.get(name="01-02-03"), number=7, state="out")
    return campaign


@pytest.fixture
def troubles(context: BrowserContext) -> list[str]:
    """What pages complained of: errors, refusals by the security policy, failed requests."""
    heard: list[str] = []
    context.on("console", lambda line: line.type == "error" and heard.append(line.text))
    context.on("weberror", lambda error: heard.append(str(error.error)))
    context.on("response", lambda answer: answer.status >= 400 and heard.append(f"{answer.status}"))
    context.on("requestfailed", lambda request: heard.append(f"failed: {request.url}"))
    return heard


@pytest.fixture
def start_page(
    page: Page, live_server: LiveServer, town: Campaign, client: Client, troubles: list[str]
) -> Page:
    """The start page, signed in, with its map drawn."""
    client.force_login(User.objects.get(username=USERNAME))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
    page.goto(f"{live_server.url}/")
    page.locator("#map[data-drawn]").wait_for()
    return page


@pytest.fixture
def axe(web: Path) -> Callable[[Page], list[str]]:
    """Return a function that lists what axe finds wrong on a page, by rule and place."""
    source = (web / "node_modules" / "axe-core" / "axe.min.js").read_text()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = json.dumps({"runOnly": {"type": "tag", "values": tags}})

    def found(page: Page) -> list[str]:
        page.evaluate(source)
        result = page.evaluate(f"axe.run(document, {options})")
        return [
            f"{violation['id']}: {node['target']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    return found
