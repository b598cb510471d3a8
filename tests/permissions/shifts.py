"""Who may call what: shifts, hours, letters, training, and what one says of oneself."""

from tests.permissions.row import (
    ALL,
    AT_DESK,
    BAD,
    LEADS,
    LEADS_BAD,
    NO_LEADS,
    NO_REASON,
    OTHER,
    OTHER_TEAMS,
    OTHER_TEAMS_BAD,
    OWN,
    REVIEW,
    UNKNOWN,
    Row,
    api,
    nothing,
)
from tests.permissions.targets import (
    campaign_of,
    data_question_of,
    hours_edit_of,
    paper_of,
    shift_elsewhere,
    shift_of,
)


def on_shift(name, own, method="get", other=UNKNOWN):
    """Rows of something about a shift: own and another organization's."""
    return [
        api(name, f"{method} own", shift_of(OWN), own, method=method),
        api(name, f"{method} other", shift_of(OTHER), other, method=method),
    ]


ROWS = [
    api("shift-list", "own", nothing, ALL),
    api("shift-list", "new", nothing, LEADS_BAD, method="post"),
    *on_shift("shift-detail", "200 200 200 200 404 404"),
    *on_shift("shift-start", LEADS, "post", NO_LEADS),
    *on_shift("shift-end", LEADS, "post", NO_LEADS),
    *[
        row
        for name in ("cancel", "place", "remove", "pair", "propose")
        for row in on_shift(f"shift-{name}", LEADS_BAD, "post", NO_LEADS)
    ],
    *[
        api(f"shift-{name}", "other team", shift_elsewhere, told, method=method)
        for method, told, names in (
            ("get", OTHER_TEAMS, ("morning", "evening")),
            ("post", OTHER_TEAMS, ("start", "end")),
            ("post", OTHER_TEAMS_BAD, ("cancel", "place", "remove", "pair", "propose")),
        )
        for name in names
    ],
    api("shift-detail", "other team", shift_elsewhere, "200 200 404 404 404 404"),
    api("edit-hours", "other team", shift_elsewhere, OTHER_TEAMS_BAD, method="post"),
    *[
        api(name, "other team", shift_elsewhere, "400 400 404 404 404 404", method="post")
        for name in ("check-in", "check-out", "undo-note")
    ],
    *on_shift("check-in", "400 400 400 200 404 404", "post"),
    *on_shift("check-out", "400 400 400 400 404 404", "post"),
    *on_shift("undo-note", "400 400 400 400 404 404", "post"),
    *on_shift("choose-lead", "404 404 404 400 404 404", "put"),
    *on_shift("leads", "404 404 404 200 404 404"),
    *on_shift("shift-morning", LEADS, other=NO_LEADS),
    *on_shift("shift-evening", LEADS, other=NO_LEADS),
    *on_shift("shift-letter", "404 404 404 200 404 404"),
    *on_shift("shift-badge", "404 404 404 400 404 404"),
    *on_shift("edit-hours", LEADS_BAD, "post", NO_LEADS),
    api("own-hours", "own", nothing, ALL),
    api(
        "paid-hours",
        "own",
        nothing,
        AT_DESK,
        by_session=REVIEW,
        query=lambda worlds: {"first": "2026-10-01", "last": "2026-10-31"},
    ),
    api("hours-edits", "own", nothing, ALL),
    api("acknowledge-hours", "own", hours_edit_of(OWN), "404 404 404 200 404 404", method="post"),
    api("acknowledge-hours", "other", hours_edit_of(OTHER), UNKNOWN, method="post"),
    api("pay-calendar", "own", nothing, REVIEW),
    api("pay-calendar", "new", nothing, NO_REASON, method="put"),
    api("leaves", "own", nothing, ALL),
    api("leaves", "new", nothing, BAD, method="post"),
    api("own-receipts", "own", nothing, ALL),
    api("own-data-questions", "own", nothing, ALL),
    api("dataquestion-list", "own", nothing, LEADS),
    *[
        api("answer-data-question", target, data_question_of(side), statuses, method="put")
        for target, side, statuses in (
            ("the canvasser's", OWN, "404 404 404 400 404 404"),
            ("other", OTHER, UNKNOWN),
        )
    ],
    *[
        api("availability", f"{method} {target}", campaign_of(side), expected, method=method)
        for method, target, side, expected in (
            ("get", "own", OWN, ALL),
            ("get", "other", OTHER, UNKNOWN),
            ("put", "own", OWN, BAD),
            ("put", "other", OTHER, UNKNOWN),
            ("delete", "own", OWN, "204 204 204 204 204 204"),
            ("delete", "other", OTHER, UNKNOWN),
        )
    ],
    api("training-modules", "own", nothing, ALL),
    api("training-modules", "new", nothing, NO_REASON, method="post"),
    api("training-sign-offs", "own", nothing, ALL),
    api("training-sign-offs", "new", nothing, LEADS_BAD, method="post"),
    *[
        Row(name, "anybody's", paper_of(OWN), ALL, ALL, 200, 200, 200)
        for name in ("letter", "badge")
    ],
]
