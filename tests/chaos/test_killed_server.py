"""The web process is killed at any moment of a push: what was acknowledged is there, once."""

import time
from collections.abc import Sequence
from uuid import UUID

import pytest
from django.db import connection

from canvass.models import Intake, Knock, QuarantinedItem
from canvass.services.figures.recount_tallies import recount_tallies
from tests.chaos.plan import Plan
from tests.chaos.pushing import Pusher, pushers_of, working
from tests.chaos.real_server import real_server, url_of
from tests.chaos.town import make_phones
from turf.models import Campaign, ListedDoor


@pytest.fixture
def pushers(transactional_db: None, plan: Plan) -> list[Pusher]:
    return pushers_of(make_phones(), plan)


def test_nothing_acknowledged_is_lost_and_nothing_is_stored_twice(
    pushers: list[Pusher], plan: Plan
) -> None:
    rng = plan.chance("kills")
    with real_server(url_of(connection.settings_dict)) as server:
        for _ in plan.turns("kills", least=3):
            with working(pushers, server.address):
                time.sleep(rng.uniform(0.05, 0.8))
                server.kill()
                plan.tally["kills of the server"] += 1
            check_what_is_stored(pushers)
            server.start()
        assert all(pusher.resend(server.address) for pusher in pushers)
    check_what_is_stored(pushers)
    made = {UUID(uid) for pusher in pushers for uid in pusher.made}
    assert set(Knock.objects.values_list("uid", flat=True)) == made
    assert any(len(pusher.made) > 20 for pusher in pushers)
    plan.tally["acknowledged"] += len(made)


def check_what_is_stored(pushers: Sequence[Pusher]) -> None:
    """S1: each acknowledged knock counts once. S2: each derived figure equals its recount."""
    stored = list(Knock.objects.values_list("uid", flat=True))
    acknowledged = {UUID(uid) for pusher in pushers for uid in pusher.acknowledged}
    assert acknowledged <= set(stored)
    assert len(stored) == len(set(stored))
    assert not QuarantinedItem.objects.exists()
    knocked = set(Knock.objects.values_list("walk_list", "door"))
    worked = ListedDoor.objects.filter(worked_at__isnull=False)
    assert set(worked.values_list("walk_list", "door")) == knocked
    for campaign in Campaign.objects.all():
        assert recount_tallies(campaign=campaign) == []
    for intake in Intake.objects.exclude(outcomes=None).order_by("-pk")[:20]:
        assert sum(intake.outcomes.values()) == bytes(intake.body).count(b"newDocumentState")
