"""Asks what a row asks, as everybody who may ask."""

import copy
import json
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.urls.converters import SlugConverter

from tests import factories as make
from tests.permissions.row import OTHER_TEAM, ROLES, WAYS, Row
from tests.permissions.served import parameters
from tests.permissions.targets import led_by_another
from tests.world import World, make_world
from turf.models import Membership


@dataclass(frozen=True, slots=True)
class Worlds:
    """Two organizations, and everybody who asks the first."""

    own: World
    other: World
    clients: dict[str, Client]

    def ask(self, asker: str, method: str, url: str, body: Any = None) -> Any:
        """Ask once; whatever that did is to be undone, as what it left in the cache is."""
        client = copy.copy(self.clients[asker])
        client.cookies = copy.deepcopy(client.cookies)
        cache.clear()
        answer = getattr(client, method)(url, **_sent(method, url, body))
        transaction.set_rollback(True)
        return answer


@dataclass(frozen=True, slots=True)
class Target:
    """A row with the address and the body that it comes to."""

    row: Row
    url: str
    body: Any


def make_worlds() -> Worlds:
    """Make both organizations, and sign everybody in who asks."""
    own, other = make_world(), make_world()
    clients = {f"{role}-{way}": getattr(own, f"by_{way}")(role) for way in WAYS for role in ROLES}
    stranger = Client(raise_request_exception=False)
    stranger.force_login(make.make_user(password=None))
    lost = make.make_device(own.organization, state="revoked")
    token = make.make_token(own.canvasser, lost)
    return Worlds(
        own,
        other,
        clients
        | {
            "anonymous": Client(raise_request_exception=False),
            "stranger": stranger,
            "revoked": Client(
                headers={"Authorization": f"Token {token}"}, raise_request_exception=False
            ),
        },
    )


def find_target(row: Row, worlds: Worlds) -> Target:
    """Make what the row names, and delete it where that is what it is about."""
    world, member = _whose(row.kind, worlds)
    thing = row.thing(world, member) if row.thing else None
    query = row.query(thing or world) if row.query else None
    url = reverse(row.name, kwargs=_named(row, thing), query=query)
    body = row.sends(thing or world) if callable(row.sends) else row.sends
    if row.kind == "deleted":
        # The row alone: what hangs on it stays, and nothing is asked of it.
        assert type(thing)._base_manager.filter(pk=thing.pk)._raw_delete("default") == 1
    return Target(row, url, body)


def _whose(kind: str, worlds: Worlds) -> tuple[World, Membership]:
    if kind == "other":
        return worlds.other, worlds.other.canvasser
    if kind == OTHER_TEAM:
        return worlds.own, led_by_another(worlds.own)
    return worlds.own, worlds.own.colleague if kind == "colleague's" else worlds.own.canvasser


def _named(row: Row, thing: Any) -> dict[str, Any]:
    """The parameters of the address: by slug or by key, unless the row knows better."""
    if row.names:
        return row.names(thing)
    return {
        name: thing.slug if isinstance(converter, SlugConverter) else thing.pk
        for name, converter in parameters(row.name).items()
    }


def _sent(method: str, url: str, body: Any) -> dict[str, Any]:
    """The API reads JSON, pages read forms."""
    if method in ("get", "head", "options"):
        return {}
    if not url.startswith("/api/"):
        return {"data": body or {}} if method == "post" else {}
    return {"data": json.dumps({} if body is None else body), "content_type": "application/json"}
