"""Who may call what: pages, and what everybody may read."""

from tests.permissions.row import (
    ALL,
    AT_DESK,
    OTHER,
    OWN,
    SIGN_IN,
    UNKNOWN,
    Row,
    api,
    named,
    nothing,
    page,
)

MAPS = "200 200 200 404 200 404"

ROWS = [
    api("schema", "public words", nothing, ALL, stranger=200),
    api("healthz", "public word", nothing, ALL, anonymous=200, stranger=200, revoked=200),
    page("api_docs", "public words", ALL),
    page("start", "own", ALL),
    *[
        page(
            name,
            target,
            statuses,
            query=named("campaign", side, "campaign.pk"),
            stranger=404,
        )
        for name in ("map_precincts", "map_turfs")
        for target, side, statuses in (("own", OWN, MAPS), ("other", OTHER, UNKNOWN))
    ],
    *[
        page(
            "report",
            target,
            statuses,
            query=named("campaign", side, "campaign.slug"),
            stranger=404,
        )
        for target, side, statuses in (("own", OWN, MAPS), ("other", OTHER, UNKNOWN))
    ],
    Row("sign_in", "own", nothing, ALL, SIGN_IN, anonymous=200, stranger=302, revoked=200),
    Row("account_login", "own", nothing, ALL, SIGN_IN, anonymous=200, stranger=302, revoked=200),
    Row("first_password", "own", nothing, ALL, ALL, anonymous=200, stranger=200, revoked=200),
    page("sheets", "own", "200 200 200 403 403 403", stranger=403),
    page("mfa_index", "own", ALL),
    page("mfa_authenticate", "own", SIGN_IN, stranger=302),
    page("mfa_reauthenticate", "own", AT_DESK, stranger=403),
    # Who has no password cannot show again who they are.
    page("account_reauthenticate", "own", AT_DESK, stranger=403),
    page("mfa_activate_totp", "own", AT_DESK, stranger=403),
    page("mfa_generate_recovery_codes", "own", AT_DESK, stranger=403),
    page("mfa_deactivate_totp", "own", UNKNOWN, stranger=404),
    page("mfa_view_recovery_codes", "own", UNKNOWN, stranger=404),
]
SIGN_OUT = [page("sign_out", "own", SIGN_IN, stranger=302, method="post")]
"""The last row of all: nobody is signed in after it."""
