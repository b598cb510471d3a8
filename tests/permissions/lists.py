"""Who may call what: walk lists, loans, rounds, universes, and who is not to be knocked up."""

from tests.permissions.row import (
    AT_DESK,
    LEADS,
    LEADS_BAD,
    LISTS,
    NO_LEADS,
    NO_REASON,
    NO_REVIEW,
    NOBODYS,
    NOT_THEIRS,
    OTHER,
    OTHER_TEAMS,
    OWN,
    REVIEW,
    api,
    by_phone,
    details,
    named,
    nothing,
)
from tests.permissions.targets import asked, found_in, lent, loan_elsewhere, universe


def loans(name, own, colleague):
    """Rows of what is done with a loan to the canvasser, to a colleague, and elsewhere."""
    elsewhere = NOBODYS if own.startswith("404") else NO_LEADS
    return [
        api(name, "the canvasser's", lent(OWN, "canvasser"), own, method="post"),
        api(name, "colleague's", lent(OWN, "compliance"), colleague, method="post"),
        api(name, "other", lent(OTHER, "canvasser"), elsewhere, method="post"),
    ]


def reviews(name, own, unknown=NO_LEADS, by_token=None):
    """Rows of a decision about a list that is lent; ``by_token`` where phones decide otherwise."""
    return [
        api(
            name,
            target,
            named("pk", side, "colleague_list.pk"),
            by_token or statuses,
            by_session=statuses,
            method="post",
        )
        for target, side, statuses in (("own", OWN, own), ("other", OTHER, unknown))
    ]


WAITING = {"own": (found_in(OWN), LEADS_BAD, LEADS), "other": (found_in(OTHER), *[NO_LEADS] * 2)}

ROWS = [
    api("waiting-door-list", "own", nothing, LEADS),
    *[
        row
        for target, (find, resolve, dismiss) in WAITING.items()
        for row in (
            api("waiting-door-resolve", target, find, resolve, method="post"),
            api("waiting-door-dismiss", target, find, dismiss, method="post"),
        )
    ],
    api("walklist-list", "own", nothing, LISTS),
    *details(
        "walklist-detail",
        "pk",
        {
            ("own", OWN, "walk_list.pk"): LISTS,
            ("colleague's", OWN, "colleague_list.pk"): NOT_THEIRS,
            ("other", OTHER, "walk_list.pk"): NOBODYS,
        },
    ),
    api("assignment-list", "own", nothing, LISTS),
    api("assignment-list", "hand out", nothing, LEADS_BAD, method="post"),
    api(
        "assignment-detail",
        "the canvasser's",
        named("pk", OWN, "assignment.pk"),
        "404 404 404 200 403 403",
        by_session=LISTS,
    ),
    api(
        "assignment-detail",
        "colleague's",
        named("pk", OWN, "colleague_assignment.pk"),
        NOBODYS,
        by_session=NOT_THEIRS,
    ),
    *details("assignment-detail", "pk", {("other", OTHER, "assignment.pk"): NOBODYS}),
    api("holders", "own", nothing, LEADS_BAD),
    *loans("assignment-accept", "404 404 404 200 403 403", NOBODYS),
    *loans("assignment-decline", "404 404 404 400 403 403", NOBODYS),
    *loans("assignment-give-back", "404 404 404 200 403 403", NOBODYS),
    *loans("assignment-take-back", LEADS, LEADS),
    api("assignment-take-back", "other team", loan_elsewhere, OTHER_TEAMS, method="post"),
    *reviews("list-review-rest", "409 409 409 403 403 403"),
    *reviews("list-review-close", "409 409 409 403 403 403"),
    *reviews("list-review-hold", LEADS_BAD),
    *reviews("list-review-release", LEADS_BAD),
    *reviews("list-review-roll-back", NO_REASON, NO_REVIEW, AT_DESK),
    *reviews("list-review-put-back", NO_REASON, NO_REVIEW, AT_DESK),
    *details(
        "list-review-decisions",
        "pk",
        {("own", OWN, "walk_list.pk"): LEADS, ("other", OTHER, "walk_list.pk"): NO_LEADS},
    ),
    *details(
        "required-modules",
        "pk",
        {("own", OWN, "walk_list.pk"): REVIEW, ("other", OTHER, "walk_list.pk"): NO_REVIEW},
    ),
    api("rounds", "own", nothing, NO_REASON, method="post"),
    by_phone("found-doors", "400 400 400 400 400 400", revoked=400),
    api("keepaway-list", "own", nothing, REVIEW),
    api("keepaway-list", "set", nothing, LEADS_BAD, method="post"),
    *[
        api(name, target, asked(side), statuses, method=method)
        for name, method, own in (
            ("keepaway-detail", "get", REVIEW),
            ("keepaway-lift", "post", NO_REASON),
        )
        for target, side, statuses in (("own", OWN, own), ("other", OTHER, NO_REVIEW))
    ],
    *[
        api("open-universe", target, universe(side), AT_DESK, by_session=statuses, method="post")
        for target, side, statuses in (
            ("own", OWN, "403 403 403 403 403 200"),
            ("other", OTHER, "403 403 403 403 403 404"),
        )
    ],
    api("universe-list", "own", nothing, "200 200 403 403 403 200"),
    api("universe-list", "save", nothing, NO_REASON, method="post"),
    *[
        api("universe-detail", target, universe(side), statuses)
        for target, side, statuses in (
            ("own", OWN, "200 200 403 403 403 200"),
            ("other", OTHER, "404 404 403 403 403 404"),
        )
    ],
]
