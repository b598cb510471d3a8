"""Limits and single use hold when everybody asks in the same moment."""

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from canvass.models import AttemptCount, Device, DeviceToken
from canvass.services.attempts import count_attempt
from canvass.services.devices import try_code
from canvass.services.devices.answer_code import Answering, answer_code
from canvass.services.devices.make_enrolment_codes import make_enrolment_codes
from tests import factories as make
from turf.errors import StoopError
from turf.models import Role

THREADS = 8
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls):
    """Run calls in threads that start together; what each returned or raised, by its code."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait(timeout=30)
            call()
            return "enrolled"
        except StoopError as error:
            return error.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return Counter(pool.map(run, calls))


def answering(code, key=None):
    phone = Answering(name="phone", key=key or str(uuid.uuid4()))
    now = timezone.now()
    return lambda: answer_code(typed=str(code), phone=phone, address="10.0.0.1", at=now)


@pytest.fixture
def code():
    lead = make.make_member(make.make_organization(), Role.LEAD)
    member = make.make_member(lead.organization, Role.CANVASSER)
    [(_, code)] = make_enrolment_codes(members=[member], made_by=lead, made_at=timezone.now())
    return code


def test_one_code_from_eight_phones_at_once_enrols_one(code):
    outcomes = at_once([answering(code) for _ in range(THREADS)])

    assert outcomes == {"enrolled": 1, "code_answered": THREADS - 1}
    assert (Device.objects.count(), DeviceToken.objects.count()) == (1, 1)


def test_one_phone_that_asks_eight_times_at_once_has_one_token(code):
    outcomes = at_once([answering(code, key="same")] * THREADS)

    assert outcomes == {"enrolled": THREADS}
    assert (Device.objects.count(), DeviceToken.objects.count()) == (1, 1)


def test_as_many_guesses_at_once_as_there_were_are_counted(code):
    guesses = [f"{code.prefix}0000{number:04}" for number in range(THREADS)]

    for _ in range(2):
        at_once([answering(guess) for guess in guesses])

    assert {one.count for one in AttemptCount.objects.all()} == {2 * THREADS}


def test_of_guesses_at_once_no_more_are_looked_at_than_the_limit_lets(code, monkeypatch):
    monkeypatch.setattr(try_code, "MOST_BY_PREFIX", 3)
    outcomes = at_once([answering(f"{code.prefix}0000{n:04}") for n in range(THREADS)])

    assert outcomes == {"code_unknown": 3, "too_many_attempts": THREADS - 3}


def test_counting_without_a_lock_would_be_found(code, monkeypatch):
    looked = Barrier(THREADS)
    at_once([answering(f"{code.prefix}00000000")])

    def look_then_count(subjects, at):
        counts = [AttemptCount.objects.get(subject=one) for one in subjects]
        with suppress(Exception):
            looked.wait(timeout=10)
        for row in counts:
            row.count += 1
            row.save()
        return counts

    monkeypatch.setattr(count_attempt, "_count", look_then_count)
    monkeypatch.setattr(try_code, "MOST_BY_PREFIX", 3)
    outcomes = at_once([answering(f"{code.prefix}0000{n:04}") for n in range(THREADS)])

    assert outcomes["code_unknown"] > 3
