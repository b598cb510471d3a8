"""Whatever is sent has its one outcome, is kept as it came, and harms no neighbour."""

import gzip
import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from canvass.models import Intake, Knock, QuarantinedItem
from canvass.services.intake.replay_intake import replay_intake
from canvass.sync.upcast import OLDEST_SCHEMA
from tests import factories as make
from tests.canvass.api.sync.test_push import Phone
from tests.canvass.services.knock_documents import Walk, knock_id

pytestmark = pytest.mark.django_db

APPLIED, HELD = "applied", "held"
MOST_PUSHED = 10_000
"""What sixty knocks may weigh, packed."""


class Street:
    """Doors of a list that was lent this morning, and all that is not the phone's to speak of."""

    def __init__(self):
        self.now = timezone.now()
        self.walk = self.lent()
        self.over = self.lent(ended_at=self.now - timedelta(hours=1), state="returned")
        self.taken = self.lent(ended_at=self.now - timedelta(hours=1), state="taken_back")
        self.foreign = Walk()
        self.draft = make.make_script_version(self.walk.campaign, published_at=None)
        self.theirs = make.make_script_version(self.foreign.campaign)

    def lent(self, **loan):
        """A list lent to the same person for this day."""
        first = getattr(self, "walk", None)
        walk = Walk(organization=first and first.organization, campaign=first and first.campaign)
        loan |= {"offered_at": self.now - timedelta(hours=3)}
        loan |= {"expires_at": self.now + timedelta(hours=9)}
        for name, value in loan.items():
            setattr(walk.assignment, name, value)
        walk.assignment.save()
        walk.assignment.holder_rows.update(membership=(first or walk).member)
        return walk

    def knock(self, walk=None, **fields):
        """A good knock of a minute ago."""
        at = (self.now - timedelta(minutes=1)).isoformat()
        return (walk or self.walk).not_home(**{"knocked_at": at} | fields)

    def answers(self, **fields):
        """A good knock at which a question was answered."""
        answers = [{"question": "plan", "value": "yes"}]
        results = [{"person": None, "disposition": "partial", "responses": answers}]
        return self.knock(answered=True, results=results, **fields)


ODD = {
    "a list of another organization": (lambda s: s.knock(s.foreign), "list_unknown"),
    "a door of another organization": (
        lambda s: s.knock() | {"door": s.foreign.doors[0].pk},
        "door_not_listed",
    ),
    "a person of another organization": (
        lambda s: s.knock(
            answered=True,
            results=[{"person": s.foreign.people[0].pk, "disposition": "complete"}],
        ),
        "person_not_listed",
    ),
    "a script of another organization": (
        lambda s: s.answers(script_version=s.theirs.pk),
        "script_version_unknown",
    ),
    "a script that was never published": (
        lambda s: s.answers(script_version=s.draft.pk),
        "script_version_unknown",
    ),
    "a correction of what nobody has": (lambda s: s.knock(supersedes=str(knock_id())), HELD),
    "a door that is not on the list": (
        lambda s: s.knock() | {"door": s.over.doors[0].pk},
        "door_not_listed",
    ),
    "a list that was given back": (lambda s: s.knock(s.over), "loan_ended"),
    "a list that was taken back": (lambda s: s.knock(s.taken), "loan_ended"),
    "a knock of 1970": (lambda s: s.knock(knocked_at="1970-01-01T00:00:07Z"), APPLIED),
    "a knock of 1969": (lambda s: s.knock(knocked_at="1969-12-31T23:59:59Z"), "bad_time"),
    "a knock of 2099": (lambda s: s.knock(knocked_at="2099-12-31T23:59:59Z"), APPLIED),
    "a knock of 9999": (lambda s: s.knock(knocked_at="9999-12-31T23:59:59Z"), "bad_time"),
    "NUL": (lambda s: s.knock(note="a\0b"), "bad_text"),
    "half a surrogate pair": (lambda s: s.knock(note="\ud800"), "bad_text"),
    "NUL in the name of a field": (lambda s: s.knock(**{"a\0b": 1}), APPLIED),
    "NaN where nothing is needed": (lambda s: s.knock(off_m=float("nan")), APPLIED),
    "NaN where something is needed": (
        lambda s: s.knock() | {"door": float("nan")},
        "missing_field",
    ),
    "a thousand unknown fields": (
        lambda s: s.knock(**{f"field_{n}": {"n": n} for n in range(1000)}),
        APPLIED,
    ),
    "an id of another kind": (lambda s: s.knock(id="7"), "bad_uuid"),
    "no object": (lambda s: 7, "not_an_object"),
}


def push(street, odd, **headers):
    """Push something odd between two good knocks; returns the answer and what is stored by now."""
    good = [street.knock(), street.knock()]
    items = [{"newDocumentState": one} for one in (good[0], odd, good[1])]
    body = json.dumps(items).encode()
    phone = Phone(street.walk)
    answer = phone.send(body, X_Sent_At=timezone.now().isoformat(), **headers)
    assert Intake.objects.latest("pk").sha256 == sha256(body).hexdigest()
    stored = {str(uid) for uid in Knock.objects.values_list("uid", flat=True)}
    if answer.status_code == 200:
        assert {one["id"] for one in good} <= stored
    return answer, stored


@pytest.mark.parametrize("what", ODD)
def test_what_is_odd_has_one_outcome(what):
    street = Street()
    write, expected = ODD[what]
    odd = write(street)

    for _ in range(2):
        answer, stored = push(street, odd)

        assert answer.status_code == 200
        codes = [back["sync_error"]["code"] for back in answer.json()]
        assert codes == ([] if expected in (APPLIED, HELD) else [expected])
        assert (isinstance(odd, dict) and odd["id"] in stored) == (expected == APPLIED)
        assert QuarantinedItem.objects.count() == (expected != APPLIED)
        assert sum(Intake.objects.latest("pk").outcomes.values()) == 3


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_clock_of_another_time_is_flagged(year):
    street = Street()
    odd = street.knock(knocked_at=f"{year}-06-01T00:00:00Z")

    push(street, odd)

    flagged = Knock.objects.filter(is_clock_off=True)
    assert [str(knock.uid) for knock in flagged] == [odd["id"]]


def test_a_phone_that_was_revoked_an_hour_ago_may_not_knock_now():
    street = Street()
    street.walk.device.state = "revoked"
    street.walk.device.revoked_at = street.now - timedelta(hours=1)
    street.walk.device.save()
    before, after = street.knock(), street.knock()
    before["knocked_at"] = (street.now - timedelta(hours=2)).isoformat()
    body = [{"newDocumentState": one} for one in (before, after)]

    answer = Phone(street.walk).send(
        json.dumps(body).encode(), X_Sent_At=timezone.now().isoformat()
    )

    assert [back["id"] for back in answer.json()] == [after["id"]]
    assert answer.json()[0]["sync_error"]["code"] == "device_revoked"
    assert str(Knock.objects.get().uid) == before["id"]


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_million_levels_keep_no_neighbour_out(opening):
    street = Street()
    good, deep = street.knock(), street.knock(odd=None)
    closing = "]" if opening == "[" else "}"
    levels = 2 * 10**6 // len(opening)
    nested = opening * levels + "0" + closing * levels
    packed = json.dumps([{"newDocumentState": one} for one in (deep, good)])
    body = packed.replace('"odd": null', f'"odd": {nested}')
    assert len(body) > 10**6

    answer = Phone(street.walk).send(body.encode())

    assert (answer.status_code, answer.json()) == (200, [])
    assert Intake.objects.get().sha256 == sha256(body.encode()).hexdigest()
    assert Knock.objects.count() == 2


def test_an_app_that_is_too_old_is_told_so_and_what_it_sent_is_kept():
    street = Street()

    answer, stored = push(street, street.knock(), X_Client_Schema=str(OLDEST_SCHEMA - 1))

    assert answer.status_code == 426
    assert answer.json()["code"] == "client_too_old"
    assert answer["X-Device-State"] == "active"
    assert stored == set()
    intake = Intake.objects.get()
    assert (intake.fault, intake.outcomes) == ("client_too_old", None)
    came_before = timezone.now() + timedelta(minutes=1)
    assert replay_intake(came_before=came_before, everything=True).unreadable == 1


def test_sixty_knocks_travel_light():
    street = Street()
    walk = Walk(doors=60)
    version = make.make_script_version(walk.campaign)
    items = [
        {
            "newDocumentState": walk.spoke(
                door,
                id=str(knock_id()),
                knocked_at=(street.now - timedelta(minutes=door * 2)).isoformat(),
                monotonic_ms=1_000_000 + door * 118_811 % 999_983,
                off_m=door * 7 % 31 / 3,
                accuracy_m=4 + door % 9,
                script_version=version.pk,
                note="Asked to come back after six" if door % 4 == 0 else "",
                results=[
                    {
                        "person": walk.people[door].pk,
                        "disposition": "complete",
                        "responses": [
                            {"question": "plan", "value": "yes", "wording": "Do you have a plan?"},
                            {"question": "when", "value": "early", "wording": "When will you go?"},
                        ],
                    }
                ],
            )
        }
        for door in range(60)
    ]

    assert len(gzip.compress(json.dumps(items).encode())) <= MOST_PUSHED
