"""Who may call what: campaigns, precincts, cuts, turfs, and their editing."""

from tests.permissions.row import (
    ALL,
    GROUND,
    NO_GROUND,
    NO_STOPS,
    OTHER,
    OWN,
    STOPS,
    UNKNOWN,
    api,
    details,
    edits,
    nothing,
)

ROWS = [
    api("campaign-list", "own", nothing, ALL),
    *details(
        "campaign-detail",
        "slug",
        {("own", OWN, "campaign.slug"): ALL, ("other", OTHER, "campaign.slug"): UNKNOWN},
    ),
    api("precinct-list", "own", nothing, GROUND),
    *details(
        "precinct-detail",
        "pk",
        {("own", OWN, "precinct.pk"): GROUND, ("other", OTHER, "precinct.pk"): NO_GROUND},
    ),
    api("turf-list", "own", nothing, GROUND),
    *details(
        "turf-detail",
        "pk",
        {("own", OWN, "turf.pk"): STOPS, ("other", OTHER, "turf.pk"): NO_STOPS},
    ),
    api("cut-list", "own", nothing, GROUND),
    *details(
        "cut-detail",
        "pk",
        {("own", OWN, "turf.cut.pk"): GROUND, ("other", OTHER, "turf.cut.pk"): NO_GROUND},
    ),
    *details(
        "cut-edits",
        "pk",
        {("own", OWN, "turf.cut.pk"): STOPS, ("other", OTHER, "turf.cut.pk"): NO_STOPS},
    ),
    *edits("edit-cut-merge", "turf.cut.pk"),
    *edits("edit-cut-move-doors", "turf.cut.pk"),
    *edits("edit-cut-recut-unlocked", "turf.cut.pk"),
    *edits("edit-cut-undo", "turf.cut.pk"),
    *edits("edit-turf-split", "turf.pk"),
    *edits("edit-turf-redraw", "turf.pk"),
    *edits("edit-turf-lock", "turf.pk", "201 204 403 403 403 403"),
    *edits("edit-turf-unlock", "turf.pk", "201 204 403 403 403 403"),
]
