"""Who may call what: scripts, their gate, and the ballot.

Of what is gated, one's own is the admin's, who may not decide about it, a colleague's a director's.
"""

from canvass.services.scripts.draft_material import draft_material
from canvass.services.scripts.draft_script import draft_script
from tests import factories as make
from tests.canvass.services.scripts.desk import GREETING, both, saying
from tests.permissions.row import (
    NO_REVIEW,
    REVIEW,
    REVIEW_MADE,
    SHARED,
    Told,
    at_desk,
    four,
    one,
    table,
)
from tests.permissions.targets import campaign
from turf.models import Candidate, RaceQuestion

READ, NO_READ = "200 200 200 403 403 200", "404 404 404 403 403 404"
JUDGED, NO_JUDGED = "200 200 403 403 403 200", "404 404 403 403 403 404"
WITHDRAWN, NONE_WITHDRAWN = at_desk(JUDGED), at_desk(NO_JUDGED)
PROPOSED = at_desk("201 201 403 403 403 201")
DECIDED, OWN_DECIDED = at_desk("200 403 403 403 403 200"), at_desk("409 403 403 403 403 200")
NOT_DECIDED = at_desk("404 403 403 403 403 404")
BALLOT, BALLOT_MADE, NO_BALLOT = at_desk(REVIEW), at_desk(REVIEW_MADE), at_desk(NO_REVIEW)

ALL_BUT_ANALYSTS, NOBODYS_MATERIAL = "200 200 200 200 403 200", "404 404 404 404 403 404"
DRAFT = Told(NOBODYS_MATERIAL, "200 200 200 404 403 200")
GONE, WHY = {"ballot_status": "withdrawn"}, {"wording": {"en": "Why?"}}
APPROVED = {"decision": "approved"}
NAMES = {"parties": [], "officeholders": [], "slogans": ["Forward"]}


def author(world, member):
    return world.members["admin" if member == world.canvasser else "director"]


def draft(world, member):
    """Write a script that nobody decided about."""
    by = author(world, member).user
    return draft_script(campaign=world.campaign, content=saying(GREETING), author=by)


def version(world, member):
    """Make an approved script."""
    return make.make_script_version(world.campaign)


def piece_draft(world, member):
    """Write a piece that nobody decided about."""
    return draft_material(
        campaign=world.campaign,
        content={"kind": "literature", "title": "Hours", "texts": both("Polls open at 7.")},
        author=author(world, member).user,
        at=make.FROZEN_AT,
    )


def material(world, member):
    """Make an approved piece."""
    return make.make_material(world.campaign)


def disclaimer(world, member):
    return make.make_disclaimer(world.organization, proposed_by=author(world, member))


def candidate(world, member):
    return make.make_candidate(world.campaign)


def race(world, member):
    return candidate(world, member).race


def question(world, member):
    """Ask the candidates of a race something."""
    asked = {"race": race(world, member), "number": 1, "wording": {"en": "Why?"}}
    return RaceQuestion.objects.create(organization=world.organization, **asked)


def script_text(world):
    return {"campaign": world.campaign.slug, "content": saying(GREETING)}


def piece_text(world):
    texts = {"kind": "literature", "title": "Hours", "texts": both("Polls open at 7.")}
    return {"campaign": world.campaign.slug} | texts


def passages(world):
    texts = [{"place": "front", "language": "en", "text": "Polls open at 7."}]
    return {"campaign": world.campaign.slug, "material": "literature", "texts": texts}


def ballot(world):
    people = [{"name": "Imelda Quarterstone", "ballot_order": 1}]
    return {"campaign": world.campaign.slug, "office": "Judge", "candidates": people}


def answer(question):
    """Write down what the one candidate answered."""
    asked = Candidate.objects.get(race=question.race_id)
    said = {"language": "en", "text": "To serve.", "source": "Letter of 2026-10-01"}
    return {"candidate": asked.pk} | said


ROWS = table(
    one("get", "scriptversion-list", READ),
    one("post", "scriptversion-list", REVIEW_MADE, sends=script_text),
    four("get", "scriptversion-detail", draft, READ, SHARED, NO_READ),
    four("get", "scriptversion-decisions", version, READ, SHARED, NO_READ),
    four("post", "scriptversion-check", draft, JUDGED, SHARED, NO_JUDGED),
    four("post", "scriptversion-path", draft, READ, SHARED, NO_READ, sends={"answers": {}}),
    four("post", "scriptversion-decide", draft, OWN_DECIDED, DECIDED, NOT_DECIDED, sends=APPROVED),
    four("post", "scriptversion-withdraw", version, WITHDRAWN, SHARED, NONE_WITHDRAWN),
    four("post", "scriptversion-fallback", version, WITHDRAWN, SHARED, NONE_WITHDRAWN),
    one("get", "material-list", ALL_BUT_ANALYSTS),
    one("post", "material-list", REVIEW_MADE, sends=piece_text),
    four("get", "material-detail", material, ALL_BUT_ANALYSTS, SHARED, NOBODYS_MATERIAL),
    one("get", "material-detail", DRAFT, kind="draft", thing=piece_draft),
    four("get", "material-decisions", material, READ, SHARED, NO_READ),
    four("post", "material-check", piece_draft, JUDGED, SHARED, NO_JUDGED),
    four("post", "material-decide", piece_draft, OWN_DECIDED, DECIDED, NOT_DECIDED, sends=APPROVED),
    four("post", "material-withdraw", material, WITHDRAWN, SHARED, NONE_WITHDRAWN),
    four("get", "ballot-names", campaign, READ, SHARED, NO_READ),
    four("put", "ballot-names", campaign, WITHDRAWN, SHARED, NONE_WITHDRAWN, sends=NAMES),
    one("get", "disclaimer-list", READ),
    one("post", "disclaimer-list", PROPOSED, sends={"text": "We ask nobody how they vote."}),
    four("post", "disclaimer-approve", disclaimer, OWN_DECIDED, DECIDED, NOT_DECIDED),
    one("post", "gate-check", READ, sends=passages),
    one("get", "race-list", READ),
    one("post", "race-list", BALLOT_MADE, sends=ballot),
    four("get", "race-detail", race, READ, SHARED, NO_READ),
    four("post", "race-questions", race, BALLOT_MADE, SHARED, NO_BALLOT, sends=WHY),
    four("post", "candidate-status", candidate, BALLOT, SHARED, NO_BALLOT, sends=GONE),
    four("get", "racequestion-listing", question, READ, SHARED, NO_READ),
    four("post", "racequestion-answers", question, BALLOT, SHARED, NO_BALLOT, sends=answer),
)
