"""Whatever happens in whatever order: the server comes to what the model comes to."""

import hypothesis
from django.db import connection
from hypothesis import HealthCheck
from hypothesis.stateful import run_state_machine_as_test

from tests.canvass.sync_machine.machine import Machine, Morning
from tests.chaos.plan import Plan

STEPS = 6
SHARE = {"sqlite": 250, "postgresql": 60}
"""Examples in a turn."""

TURNS = 2
"""In the suite, on each database: 500 examples on SpatiaLite, 200 on PostGIS."""


def test_phones_and_server_agree_whatever_happens(db: None, plan: Plan) -> None:
    Machine.morning, Machine.tally = Morning(), plan.tally
    for turn in plan.turns("machine", least=TURNS):
        machine = hypothesis.seed(plan.seed + turn)(Machine)
        run_state_machine_as_test(
            machine,
            settings=hypothesis.settings(
                max_examples=SHARE[connection.vendor],
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
