"""Whatever directors and phones do in whatever order: each item has one state, told by a model."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Knock, QuarantinedItem
from canvass.services.review.review_problems import ItemSettled, StillRefused
from tests.canvass.services.test_review_items import STRANGE_DOOR, Desk

pytestmark = pytest.mark.django_db

WORDS = ("good", "bad")
WAITING = ("quarantined",)

steps = st.lists(
    st.tuples(
        st.sampled_from(["push", "mend", "rerun", "dismiss"]),
        st.sampled_from(WORDS),
    ),
    min_size=6,
    max_size=16,
)


class Model:
    """What must be kept of one knock: what is stored of it, and the state of each variant."""

    def __init__(self):
        self.stored = None
        self.state = {}

    def push(self, word):
        if word == self.stored or self.state.get(word) in ("applied", "dismissed"):
            return
        if word == "good" and self.stored is None:
            self.store(word)
        else:
            self.state[word] = "quarantined"

    def store(self, word):
        self.stored = word
        self.state = {
            variant: "applied" if state in WAITING else state
            for variant, state in self.state.items()
        }

    def mend(self, word):
        if self.state.get(word) not in WAITING:
            return
        if self.stored is None:
            self.store("mended")
        elif self.stored == "mended":
            self.state[word] = "applied"

    def rerun(self, word):
        if self.state.get(word) == "dismissed":
            self.state[word] = "quarantined"
        if self.state.get(word) == "quarantined" and word == "good" and self.stored is None:
            self.store(word)

    def dismiss(self, word):
        if self.state.get(word) in WAITING:
            self.state[word] = "dismissed"


class Evening:
    """The same with the services: a phone that sends, a director who decides."""

    def __init__(self):
        self.desk = Desk(doors=1)
        self.sent = self.desk.walk.not_home(0)

    def document(self, word):
        return (
            self.sent
            | {
                "good": {},
                "bad": {"door": STRANGE_DOOR},
                "mended": {"note": "mended"},
            }[word]
        )

    def do(self, what, word):
        if what == "push":
            self.desk.walk.push(self.document(word))
            return
        item = self.item(word)
        if item is None:
            return
        try:
            if what == "mend":
                self.desk.mend(item, **self.document("mended"))
            else:
                getattr(self.desk, what)(item)
        except (ItemSettled, StillRefused):
            pass

    def item(self, word):
        items = QuarantinedItem.objects.filter(uid=self.sent["id"])
        return next((i for i in items if i.document == self.document(word)), None)

    def kept(self):
        items = {word: self.item(word) for word in WORDS}
        knock = Knock.objects.filter(uid=self.sent["id"]).first()
        stored = knock and ("mended" if knock.note == "mended" else "good")
        return stored, {word: item.state for word, item in items.items() if item}


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_every_item_is_in_the_one_state_that_the_model_says(taken):
    evening, model = Evening(), Model()
    for what, word in taken:
        evening.do(what, word)
        getattr(model, what)(word)
        assert evening.kept() == (model.stored, model.state)

    own = QuarantinedItem.objects.for_organization(evening.desk.walk.organization)
    assert own.count() == len(model.state)
    for item in own:
        assert (item.resolved_at is None) == (item.state in WAITING)
        assert item.intake.outcomes is None or sum(item.intake.outcomes.values()) == 1
