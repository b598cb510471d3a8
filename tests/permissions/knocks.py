"""Who may call what: the sync, what waits for a person, and what is counted."""

from tests.permissions.row import (
    ALL,
    BAD,
    GROUND,
    LEADS_BAD,
    NO_GROUND,
    NO_REASON,
    NO_REVIEW,
    OTHER,
    OWN,
    REVIEW,
    api,
    by_phone,
    named,
    nothing,
)
from tests.permissions.targets import waiting

ROWS = [
    api("contact-rates", "own", nothing, GROUND, query=named("campaign", OWN, "campaign.slug")),
    api(
        "contact-rates",
        "other",
        nothing,
        NO_GROUND,
        query=named("campaign", OTHER, "campaign.slug"),
    ),
    api("quarantine-list", "own", nothing, REVIEW),
    *[
        api(name, target, waiting(side), statuses, method=method)
        for name, method, own in (
            ("quarantine-detail", "get", REVIEW),
            ("quarantine-mend", "post", NO_REASON),
            ("quarantine-rerun", "post", NO_REASON),
            ("quarantine-dismiss", "post", NO_REASON),
        )
        for target, side, statuses in (("own", OWN, own), ("other", OTHER, NO_REVIEW))
    ],
    api("notices", "own", nothing, LEADS_BAD, method="post"),
    by_phone("read-receipt", ALL, revoked=200, method="get"),
    by_phone("confirm-wipe", BAD, revoked=400),
    by_phone("push-knocks", ALL, revoked=200),
    by_phone(
        "pull-changes",
        ALL,
        revoked=200,
        method="get",
        named=lambda worlds: {"collection": "walk_lists"},
    ),
]
