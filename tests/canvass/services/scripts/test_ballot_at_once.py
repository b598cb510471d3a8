"""A text is decided about in the moment in which the ballot changes: no old approval is left."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connections

from canvass.models import GateRecord, ScriptVersion
from canvass.services.scripts import decide_gate as deciding
from canvass.services.scripts.change_candidate_status import change_candidate_status
from canvass.services.scripts.save_ballot_names import save_ballot_names
from tests.canvass.services.knock_documents import NOON
from tests.canvass.services.scripts.desk import NAMES, Desk

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + timedelta(minutes=1)
LONGEST_S = 30
HELD_S = 0.7


def change_status(desk):
    candidate = desk.race.candidates.get(name=NAMES[2])
    change_candidate_status(
        candidate=candidate, status="withdrawn", changed_by=desk.author, at=LATER
    )


def change_names(desk):
    save_ballot_names(
        campaign=desk.campaign,
        parties=[],
        officeholders=[],
        slogans=["Hello"],
        saved_by=desk.author,
        at=LATER,
    )


@pytest.mark.parametrize("change", [change_status, change_names])
def test_no_approval_by_the_old_ballot_outlives_its_change(change, monkeypatch):
    desk = Desk()
    version = desk.draft()
    judged, changed = Event(), Event()
    check = deciding.check_text

    def judge_and_wait(**asked):
        report = check(**asked)
        judged.set()
        changed.wait(HELD_S)
        return report

    def decide():
        try:
            return desk.decide(version)
        finally:
            connections.close_all()

    def change_meanwhile():
        try:
            assert judged.wait(LONGEST_S)
            change(desk)
            changed.set()
        finally:
            connections.close_all()

    monkeypatch.setattr(deciding, "check_text", judge_and_wait)
    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(decide), pool.submit(change_meanwhile)]:
            one.result(LONGEST_S)

    assert GateRecord.objects.get().closed_because == "ballot_changed"
    assert not ScriptVersion.objects.with_open_gate().exists()
