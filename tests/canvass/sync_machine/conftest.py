"""The machine is the suite's small share of chaos, or as much as `make chaos` was asked for."""

from tests.chaos.plan import plan, pytest_runtest_makereport

__all__ = ["plan", "pytest_runtest_makereport"]
