"""Who may call what: pages, and what everybody may read."""

from tests import factories as make
from tests.permissions.row import (
    ALL,
    AT_DESK,
    SHARED,
    SIGN_IN,
    UNKNOWN,
    Told,
    four,
    one,
    page,
    table,
)
from tests.permissions.targets import campaign, code_to_type

ANYBODY = Told(ALL, ALL, anonymous=200, stranger=200, revoked=200)
SENT_ON = Told(SIGN_IN, SIGN_IN, anonymous=302, stranger=302, revoked=302)
SIGNED_OUT = Told(ALL, SIGN_IN, anonymous=200, stranger=302, revoked=200)
MAPS, NO_MAPS = page("200 200 200 404 200 404", stranger=404), page(UNKNOWN, stranger=404)
LEADS_PAGE = page("200 200 200 403 403 403", stranger=403)
# Whatever is sent: who has no password cannot show again who they are, and nobody has a factor.
SHOWN_AGAIN, NO_FACTOR = page(AT_DESK, stranger=403), page(UNKNOWN, stranger=404)


def form(name, told):
    """Rows of a form that is shown and sent."""
    return table(*(one(method, name, told) for method in ("get", "post", "put")))


def by_key(campaign):
    return {"campaign": campaign.pk}


def by_slug(campaign):
    return {"campaign": campaign.slug}


def password(world):
    """Sign somebody in who has one."""
    return {"username": make.make_user().username, "password": make.PASSWORD}


def for_canvasser(world):
    return {"members": [world.canvasser.pk]}


def first_password(world):
    """Choose the canvasser's password."""
    return {"code": code_to_type(world), "password": make.PASSWORD}


ROWS = table(
    one("get", "schema", Told(ALL, ALL, stranger=200)),
    one("get", "healthz", ANYBODY),
    one("get", "api_docs", page(ALL)),
    one("get", "start", page(ALL)),
    four("get", "map_precincts", campaign, MAPS, SHARED, NO_MAPS, query=by_key),
    four("get", "map_turfs", campaign, MAPS, SHARED, NO_MAPS, query=by_key),
    four("get", "report", campaign, MAPS, SHARED, NO_MAPS, query=by_slug),
    one("get", "sign_in", SIGNED_OUT),
    one("post", "sign_in", SENT_ON, sends=password),
    one("put", "sign_in", SIGNED_OUT),
    one("get", "account_login", SIGNED_OUT),
    one("post", "account_login", SENT_ON, sends=password),
    one("put", "account_login", SIGNED_OUT),
    one("post", "sign_out", SENT_ON),
    one("get", "first_password", ANYBODY),
    one("post", "first_password", SENT_ON, sends=first_password),
    one("put", "first_password", ANYBODY),
    one("get", "sheets", LEADS_PAGE),
    one("post", "sheets", LEADS_PAGE, sends=for_canvasser),
    one("get", "mfa_index", page(ALL)),
    one("get", "mfa_authenticate", page(SIGN_IN, stranger=302)),
    one("post", "mfa_authenticate", page(SIGN_IN, stranger=302)),
    form("mfa_reauthenticate", SHOWN_AGAIN),
    form("account_reauthenticate", SHOWN_AGAIN),
    form("mfa_activate_totp", SHOWN_AGAIN),
    form("mfa_generate_recovery_codes", SHOWN_AGAIN),
    form("mfa_deactivate_totp", NO_FACTOR),
    one("get", "mfa_view_recovery_codes", NO_FACTOR),
)
