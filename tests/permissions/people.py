"""Who may call what: phones and how they are enrolled, and the members."""

from tests.permissions.row import (
    ALL,
    AT_DESK,
    BAD,
    LEADS,
    LEADS_BAD,
    NO_LEADS,
    OTHER,
    OTHER_TEAMS,
    OTHER_TEAMS_BAD,
    OWN,
    UNKNOWN,
    api,
    by_phone,
    named,
    nothing,
)
from tests.permissions.targets import (
    code_elsewhere,
    code_in,
    member_elsewhere,
    person_in,
    phone_elsewhere,
    phone_in,
)


def leads(name, key, sides, own, method="post"):
    """Rows of what who hands out does to one of their own, or of another organization's."""
    return [
        api(name, target, find, statuses, method=method)
        for (target, find), statuses in zip(sides.items(), (own, NO_LEADS), strict=True)
    ]


ADMINS, NO_ADMINS = "200 403 403 403 403 403", "404 403 403 403 403 403"
CODES = {"own": code_in(OWN), "other": code_in(OTHER)}
PHONES = {"own": phone_in(OWN), "other": phone_in(OTHER)}
MEMBERS = {
    target: named("pk", side, "canvasser.pk") for target, side in (("own", OWN), ("other", OTHER))
}

ROWS = [
    by_phone("report-device", BAD, revoked=400),
    api(
        "answer-code",
        "no code",
        nothing,
        BAD,
        method="post",
        anonymous=400,
        stranger=400,
    ),
    api("enrolmentcode-list", "own", nothing, LEADS),
    api(
        "enrolmentcode-list",
        "nobody",
        nothing,
        "400 400 400 403 400 400",
        method="post",
    ),
    *leads("enrolmentcode-revoke", "pk", CODES, LEADS),
    api("enrolmentcode-revoke-sheet", "own", nothing, LEADS_BAD, method="post"),
    api("device-list", "own", nothing, LEADS),
    *leads("device-detail", "pk", PHONES, LEADS, method="get"),
    *leads("device-revoke", "pk", PHONES, LEADS),
    *leads("device-wipe", "pk", PHONES, LEADS),
    *leads("device-rename", "pk", PHONES, LEADS_BAD),
    *leads("device-revoke-person", "pk", PHONES, LEADS_BAD),
    *[
        api(f"device-{name}", "other team", phone_elsewhere, told, method=method)
        for name, method, told in (
            ("detail", "get", OTHER_TEAMS),
            ("revoke", "post", OTHER_TEAMS),
            ("wipe", "post", OTHER_TEAMS),
            ("rename", "post", OTHER_TEAMS_BAD),
            ("revoke-person", "post", OTHER_TEAMS_BAD),
        )
    ],
    api("enrolmentcode-revoke", "other team", code_elsewhere, OTHER_TEAMS, method="post"),
    api("membership-detail", "other team", member_elsewhere, OTHER_TEAMS),
    api("own-device-list", "own", nothing, ALL),
    api("own-device-revoke", "own", phone_in(OWN), "404 404 404 200 404 404", method="post"),
    api("own-device-revoke", "other", phone_in(OTHER), UNKNOWN, method="post"),
    api("erase-person", "own", person_in(OWN), AT_DESK, by_session=ADMINS, method="post"),
    api("erase-person", "other", person_in(OTHER), AT_DESK, by_session=NO_ADMINS, method="post"),
    api("membership-list", "own", nothing, LEADS),
    *leads("membership-detail", "pk", MEMBERS, LEADS, method="get"),
    *[
        api(name, target, MEMBERS[target], AT_DESK, by_session=statuses, method="post")
        for name, target, statuses in (
            ("membership-role", "own", "400 403 403 403 403 403"),
            ("membership-role", "other", "404 403 403 403 403 403"),
            ("membership-end", "other", "404 403 403 403 403 403"),
        )
    ],
]
