"""A person decides about what waits: each item has one state, and nothing that was sent is lost."""

from datetime import timedelta

import pytest

from canvass.models import Intake, Knock, QuarantinedItem
from canvass.services.review import dismiss_item, mend_item, rerun_item, review_problems
from canvass.sync.outcome import Outcome
from tests.canvass.services.knock_documents import NOON, Walk, knock_id
from tests.canvass.services.test_record_knocks_at_once import at_once
from tests.factories import make_assignment, make_member

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
STRANGE_DOOR = 10**9


class Desk:
    """A walk, and a director who reviews what its phone sent."""

    def __init__(self, **fields):
        self.walk = Walk(**fields)
        self.director = make_member(self.walk.organization, "director")

    def item(self, **fields):
        """Push a knock that cannot be applied, at a door that is not listed unless ``fields``."""
        document = self.walk.not_home(**{"door": 0} | {"note": "dog"}) | {"door": STRANGE_DOOR}
        self.walk.push(document | fields)
        return QuarantinedItem.objects.latest("id")

    def decide(self, service, item, **fields):
        by = {"reason": "told by phone", "resolved_by": self.director, "resolved_at": LATER}
        return service(item=item, **by | fields)

    def mend(self, item, **fields):
        document = item.document | {"door": self.walk.doors[0].pk} | fields
        return self.decide(mend_item.mend_item, item, document=document)

    def rerun(self, item, **fields):
        return self.decide(rerun_item.rerun_item, item, **fields)

    def dismiss(self, item, **fields):
        return self.decide(dismiss_item.dismiss_item, item, **fields)


@pytest.fixture
def desk():
    return Desk()


def test_a_mended_knock_is_applied_in_the_name_of_who_sent_it(desk):
    item = desk.item()
    counted = Intake.objects.get(pk=item.intake_id).outcomes
    mended = desk.mend(item)

    knock = Knock.objects.get()
    assert (knock.uid, knock.membership, knock.device) == (
        item.uid,
        desk.walk.member,
        desk.walk.device,
    )
    assert (knock.received_at, knock.note) == (NOON, "dog")
    mended.refresh_from_db()
    assert (mended.state, mended.resolved_by, mended.resolved_at) == (
        "applied",
        desk.director,
        LATER,
    )
    assert mended.reason == "told by phone"
    assert mended.document["door"] == STRANGE_DOOR
    assert mended.mended["door"] == desk.walk.doors[0].pk
    assert Intake.objects.get(pk=item.intake_id).outcomes == counted


def test_the_phone_sends_the_mended_knock_in_vain_and_the_bad_one_too(desk):
    item = desk.item()
    mended = desk.mend(item)
    [again] = desk.walk.push(mended.mended)
    assert again.outcome is Outcome.DUPLICATE
    [bad] = desk.walk.push(item.document)
    assert bad.outcome is not Outcome.APPLIED
    assert Knock.objects.count() == 1


def test_a_mend_that_would_wait_again_changes_nothing(desk):
    item = desk.item()
    before = list(QuarantinedItem.objects.values()), list(Intake.objects.values())
    for fields, code in [
        ({"door": STRANGE_DOOR + 1}, "door_not_listed"),
        ({"answered": "perhaps"}, "bad_flag"),
        ({"supersedes": str(knock_id())}, "parent_missing"),
    ]:
        with pytest.raises(review_problems.StillRefused) as told:
            desk.mend(item, **fields)
        assert told.value.code == code
        assert (list(QuarantinedItem.objects.values()), list(Intake.objects.values())) == before
    assert not Knock.objects.exists()


def test_a_mend_keeps_the_id(desk):
    item = desk.item()
    with pytest.raises(review_problems.OtherId):
        desk.mend(item, id=str(knock_id()))
    assert not Knock.objects.exists()


def test_an_item_without_an_id_is_mended_with_one(desk):
    item = desk.item(id="knock 7")
    assert item.uid is None
    uid = knock_id()
    assert desk.mend(item, id=str(uid)).state == "applied"
    assert Knock.objects.get().uid == uid


@pytest.mark.parametrize("first", ["mend", "dismiss"])
@pytest.mark.parametrize("second", ["mend", "dismiss"])
def test_what_is_decided_is_not_decided_again(desk, first, second):
    item = desk.item()
    getattr(desk, first)(item)
    with pytest.raises(review_problems.ItemSettled):
        getattr(desk, second)(item)


def test_a_rerun_applies_what_may_be_applied_by_now(desk):
    other = Walk(organization=desk.walk.organization, campaign=desk.walk.campaign)
    item = desk.item(walk_list=str(other.walk_list.pk), door=other.doors[0].pk)
    assert item.code == "list_not_lent"
    assert desk.rerun(item).state == "quarantined"
    other.assignment.delete()
    make_assignment(
        other.walk_list,
        desk.walk.member,
        offered_at=NOON - timedelta(hours=3),
        expires_at=NOON + timedelta(hours=3),
    )
    run = desk.rerun(item)
    assert (run.state, run.mended, run.resolved_by) == ("applied", None, desk.director)
    assert Knock.objects.get().uid == item.uid


def test_a_rerun_takes_a_dismissal_back(desk):
    item = desk.item()
    desk.dismiss(item)
    [again] = desk.walk.push(item.document)
    assert again.outcome is Outcome.DUPLICATE
    run = desk.rerun(item, reason="a wrong tap")
    assert (run.state, run.code, run.reason) == ("quarantined", "door_not_listed", "a wrong tap")
    assert run.resolved_at is None
    assert desk.mend(run).state == "applied"


def test_what_is_applied_is_not_run_again(desk):
    item = desk.item()
    desk.mend(item)
    with pytest.raises(review_problems.ItemSettled):
        desk.rerun(item)


def test_a_likeness_of_what_was_sent_is_not_run(desk):
    item = desk.item(note="half a \ud83d face", door=desk.walk.doors[0].pk)
    with pytest.raises(review_problems.OnlyALikeness):
        desk.rerun(item)
    assert desk.mend(item, note="a face").state == "applied"


def test_nothing_is_applied_in_the_name_of_nobody(desk):
    item = desk.item()
    QuarantinedItem.objects.update(membership=None)
    Intake.objects.update(membership=None)
    with pytest.raises(review_problems.SenderGone):
        desk.mend(item)
    assert desk.dismiss(item).state == "dismissed"


def test_a_mend_into_what_was_dismissed_says_so(desk):
    item = desk.item()
    twin = desk.item(id=str(item.uid), door=desk.walk.doors[0].pk, answered="no")
    fixed = twin.document | {"answered": False}
    other = desk.walk.push(fixed | {"door": STRANGE_DOOR + 5})
    assert other[0].outcome is Outcome.QUARANTINED
    third = QuarantinedItem.objects.latest("id")
    desk.dismiss(third)
    with pytest.raises(review_problems.StillRefused) as told:
        desk.mend(item, **third.document)
    assert told.value.code == "dismissed"
    assert not Knock.objects.exists()


def test_what_waited_for_a_knock_is_applied_when_that_is_mended(desk):
    parent = desk.item()
    fix = desk.walk.spoke(0, supersedes=str(parent.uid))
    again = desk.walk.spoke(0, "refused", supersedes=fix["id"])
    told = desk.walk.push(again, fix)
    assert [one.outcome for one in told] == [Outcome.HELD, Outcome.HELD]
    desk.mend(parent)
    standing = Knock.objects.filter(is_superseded=False)
    assert [str(knock.uid) for knock in standing] == [again["id"]]
    assert Knock.objects.count() == 3
    assert set(QuarantinedItem.objects.values_list("state", flat=True)) == {"applied"}


@pytest.mark.django_db(transaction=True)
def test_of_two_directors_at_once_one_wins():
    desk = Desk()
    for _ in range(5):
        item = desk.item()

        def try_to(decide, item=item):
            try:
                return decide(item).state
            except review_problems.ItemSettled:
                return "late"

        told = at_once([lambda d=d: try_to(d) for d in (desk.mend, desk.dismiss, desk.mend)])
        item.refresh_from_db()
        assert sorted(told) == sorted(["late", "late", item.state])
        assert Knock.objects.filter(uid=item.uid).count() == (item.state == "applied")
