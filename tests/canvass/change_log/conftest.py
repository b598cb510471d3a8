"""Races here are run longer when `make chaos` asks for it."""

from tests.chaos.plan import plan, pytest_runtest_makereport

__all__ = ["plan", "pytest_runtest_makereport"]
