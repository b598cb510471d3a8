"""Who may call what: scripts, their gate, and the ballot."""

from tests import factories as make
from tests.permissions.row import AT_DESK, OTHER, OWN, api, nothing
from tests.permissions.targets import campaign_of
from turf.models import RaceQuestion

READ, NO_READ = "200 200 200 403 403 200", "404 404 404 403 403 404"
READ_BAD = "400 400 400 403 403 400"
JUDGED, NO_JUDGED = "200 200 403 403 403 200", "404 404 403 403 403 404"
JUDGED_BAD, DECIDED = "400 400 403 403 403 400", "200 403 403 403 403 200"
DECIDED_BAD, NO_DECIDED = "400 403 403 403 403 400", "404 403 403 403 403 404"
WRITTEN_BAD, NO_WRITTEN = "400 400 403 403 403 403", "404 404 403 403 403 403"

ALL_BUT_ANALYSTS, NOBODYS_MATERIAL = "200 200 200 200 403 200", "404 404 404 404 403 404"
DRAFT, DRAFT_AT_DESK = "404 404 404 404 403 404", "200 200 200 404 403 200"


def version_of(side):
    """Name a version of that side."""

    def find(worlds):
        return {"pk": make.make_script_version(worlds[side].campaign).pk}

    return find


def material_of(side):
    """Name an approved piece of that side."""

    def find(worlds):
        return {"pk": make.make_material(worlds[side].campaign).pk}

    return find


def draft_of(side):
    """Name a piece of that side that nobody approved."""

    def find(worlds):
        return {"pk": make.make_material(worlds[side].campaign, published_at=None).pk}

    return find


def candidate_of(side):
    """Name somebody who stands, on that side."""

    def find(worlds):
        return {"pk": make.make_candidate(worlds[side].campaign).pk}

    return find


def race_of(side):
    """Name a race of that side."""

    def find(worlds):
        return {"pk": make.make_candidate(worlds[side].campaign).race_id}

    return find


def question_of(side):
    """Name a question to the candidates of that side."""

    def find(worlds):
        race = make.make_candidate(worlds[side].campaign).race
        asked = RaceQuestion.objects.create(
            organization=race.organization, race=race, number=1, wording={"en": "Why?"}
        )
        return {"pk": asked.pk}

    return find


def disclaimer_of(side):
    """Name a sentence that somebody of that side proposed."""

    def find(worlds):
        return {"pk": make.make_disclaimer(worlds[side].organization).pk}

    return find


def at_desk(name, target, own, unknown):
    """Rows of what no phone may ask, of one's own and another organization's."""
    return [
        api(name, "post own", target(OWN), AT_DESK, by_session=own, method="post"),
        api(name, "post other", target(OTHER), AT_DESK, by_session=unknown, method="post"),
    ]


def rows(name, target, own, unknown, method="post"):
    """Rows of one's own and another organization's."""
    return [
        api(name, f"{method} own", target(OWN), own, method=method),
        api(name, f"{method} other", target(OTHER), unknown, method=method),
    ]


ROWS = [
    api("scriptversion-list", "own", nothing, READ),
    api("scriptversion-list", "write", nothing, WRITTEN_BAD, method="post"),
    *rows("scriptversion-detail", version_of, READ, NO_READ, "get"),
    *rows("scriptversion-decisions", version_of, READ, NO_READ, "get"),
    # What the table makes was written before the gate: its fingerprint is of something else.
    *rows("scriptversion-check", version_of, "409 409 403 403 403 409", NO_JUDGED),
    *rows("scriptversion-path", version_of, READ_BAD, NO_READ),
    *at_desk("scriptversion-decide", version_of, DECIDED_BAD, NO_DECIDED),
    *at_desk("scriptversion-withdraw", version_of, JUDGED, NO_JUDGED),
    *at_desk("scriptversion-fallback", version_of, JUDGED, NO_JUDGED),
    api("material-list", "own", nothing, ALL_BUT_ANALYSTS),
    api("material-list", "write", nothing, WRITTEN_BAD, method="post"),
    *rows("material-detail", material_of, ALL_BUT_ANALYSTS, NOBODYS_MATERIAL, "get"),
    api("material-detail", "draft", draft_of(OWN), DRAFT, by_session=DRAFT_AT_DESK),
    *rows("material-decisions", material_of, READ, NO_READ, "get"),
    *rows("material-check", material_of, "409 409 403 403 403 409", NO_JUDGED),
    *at_desk("material-decide", material_of, DECIDED_BAD, NO_DECIDED),
    *at_desk("material-withdraw", material_of, JUDGED, NO_JUDGED),
    *[
        api("ballot-names", f"get {target}", campaign_of(side), statuses)
        for target, side, statuses in (("own", OWN, READ), ("other", OTHER, NO_READ))
    ],
    *[
        api(
            "ballot-names",
            f"put {target}",
            campaign_of(side),
            AT_DESK,
            by_session=statuses,
            method="put",
        )
        for target, side, statuses in (("own", OWN, JUDGED_BAD), ("other", OTHER, NO_JUDGED))
    ],
    api("disclaimer-list", "own", nothing, READ),
    api("disclaimer-list", "propose", nothing, AT_DESK, by_session=JUDGED_BAD, method="post"),
    *at_desk("disclaimer-approve", disclaimer_of, DECIDED, NO_DECIDED),
    api("gate-check", "texts", nothing, READ_BAD, method="post"),
    api("race-list", "own", nothing, READ),
    api("race-list", "write", nothing, AT_DESK, by_session=WRITTEN_BAD, method="post"),
    *rows("race-detail", race_of, READ, NO_READ, "get"),
    *at_desk("race-questions", race_of, WRITTEN_BAD, NO_WRITTEN),
    *at_desk("candidate-status", candidate_of, WRITTEN_BAD, NO_WRITTEN),
    *rows("racequestion-listing", question_of, READ, NO_READ, "get"),
    *at_desk("racequestion-answers", question_of, WRITTEN_BAD, NO_WRITTEN),
]
