"""Who may call what: pages, and what everybody may read."""

from tests.permissions.row import (
    ALL,
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
    Row("sign_in", "own", nothing, ALL, SIGN_IN, anonymous=200, stranger=302, revoked=200),
]
SIGN_OUT = [page("sign_out", "own", SIGN_IN, stranger=302, method="post")]
"""The last row of all: nobody is signed in after it."""
