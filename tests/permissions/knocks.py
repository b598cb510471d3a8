"""Who may call what: the sync, what waits for a person, and what is counted."""

from tests.permissions.row import (
    ALL,
    AT_DESK,
    BAD,
    GROUND,
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
from tests.permissions.targets import snapshot, waiting

ROWS = [
    api("contact-rates", "own", nothing, GROUND, query=named("campaign", OWN, "campaign.slug")),
    api(
        "contact-rates",
        "other",
        nothing,
        NO_GROUND,
        query=named("campaign", OTHER, "campaign.slug"),
    ),
    *[
        api(
            "keep-snapshot",
            target,
            nothing,
            statuses,
            query=named("campaign", side, "campaign.slug"),
            method="post",
        )
        for target, side, statuses in (
            ("own", OWN, "201 201 201 403 201 403"),
            ("other", OTHER, NO_GROUND),
        )
    ],
    api("report-snapshot", "own", snapshot(OWN), "200 200 200 403 404 403"),
    api("report-snapshot", "withheld", snapshot(OWN, is_withheld=True), GROUND),
    api("report-snapshot", "other", snapshot(OTHER), NO_GROUND),
    api("quarantine-list", "own", nothing, AT_DESK, by_session=REVIEW),
    *[
        api(name, target, waiting(side), AT_DESK, by_session=statuses, method=method)
        for name, method, own in (
            ("quarantine-detail", "get", REVIEW),
            ("quarantine-mend", "post", NO_REASON),
            ("quarantine-rerun", "post", NO_REASON),
            ("quarantine-dismiss", "post", NO_REASON),
        )
        for target, side, statuses in (("own", OWN, own), ("other", OTHER, NO_REVIEW))
    ],
    api("notices", "own", nothing, "400 400 400 403 403 400", method="post"),
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
