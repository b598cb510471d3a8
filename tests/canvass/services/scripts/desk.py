"""A campaign with a race, somebody who writes its scripts and somebody who gates them."""

from datetime import timedelta

from canvass.models import Collection, GateDecision, Notice
from canvass.services.scripts.decide_gate import decide_gate
from canvass.services.scripts.draft_material import draft_material
from canvass.services.scripts.draft_script import draft_script
from canvass.services.scripts.save_race import save_race
from canvass.services.scripts.set_fallback_script import set_fallback_script
from tests import factories as make
from tests.canvass.scripts.script_strategies import question, script
from tests.canvass.services.knock_documents import NOON, Walk
from tests.canvass.services.pulling import Puller

NAMES = ("Imelda Quarterstone", "Yusra Feldhamer", "Casimir Thornquill")
GREETING = "Hello! We are a nonpartisan group and talk with people about the election."


def both(text):
    return {"en": text, "es": text}


def saying(text, name="At the door", **fields):
    """A script that reads ``text``, and asks whether somebody has a plan."""
    return script(
        question("greeting", wording=both(text), next="plan"),
        question("plan", "single", ["yes", "no"], is_required=False) | fields,
        name=name,
    )


class Desk:
    """``walk`` has a list that nobody holds yet; ``phone`` is its canvasser's."""

    def __init__(self, doors=2, **organization):
        self.walk = Walk(doors=doors, organization=make.make_organization(**organization))
        self.walk.assignment.delete()
        self.campaign, self.organization = self.walk.campaign, self.walk.organization
        self.author = make.make_member(self.organization, "director")
        self.compliance = make.make_member(self.organization, "compliance")
        self.race = self.save_race()
        self.phone = Puller(self.walk.member)

    def save_race(self, names=NAMES, at=NOON, **fields):
        people = [{"name": name, "ballot_order": n} for n, name in enumerate(names, start=1)]
        return save_race(
            campaign=self.campaign,
            document={"office": "District Attorney", "candidates": people} | fields,
            order_seed=None,
            saved_by=self.author,
            at=at,
        )

    def draft(self, text=GREETING, **fields):
        content = text if isinstance(text, dict) else saying(text, **fields)
        return draft_script(campaign=self.campaign, content=content, author=self.author.user)

    def draft_material(self, text=GREETING, kind="literature", title="How to vote", at=NOON):
        texts = text if isinstance(text, dict) else both(text)
        return draft_material(
            campaign=self.campaign,
            content={"kind": kind, "title": title, "texts": texts},
            author=self.author.user,
            at=at,
        )

    def decide(self, text, decision=GateDecision.APPROVED, at=NOON, by=None, reason="read"):
        return decide_gate(
            text=text,
            decision=decision,
            reason=reason,
            decided_by=by or self.compliance,
            decided_at=at,
        )

    def approve(self, text=GREETING, at=NOON, **fields):
        version = self.draft(text, **fields)
        self.decide(version, at=at)
        version.refresh_from_db()
        return version

    def fallback(self, at=NOON):
        version = self.approve("Thank you for your time.", name="Fallback", at=at)
        set_fallback_script(version=version, at=at)
        return version

    def lend(self, version):
        times = {"offered_at": NOON - timedelta(hours=3), "expires_at": NOON + timedelta(hours=12)}
        return make.make_assignment(
            self.walk.walk_list, self.walk.member, script_version=version, **times
        )

    def pulled(self, at=NOON):
        """Sync; what the phone holds of its list, and the kinds of its notices."""
        self.phone.pull(Collection.WALK_LISTS, at=at)
        self.phone.pull(Collection.NOTICES, at=at)
        [held] = self.phone.held[Collection.WALK_LISTS].values()
        kinds = Notice.objects.filter(membership=self.walk.member).values_list("kind", flat=True)
        assert len(self.phone.held[Collection.NOTICES]) == len(kinds)
        return held, sorted(kinds)
