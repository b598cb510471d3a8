"""What tests of chaos share."""

from tests.chaos.plan import plan, pytest_runtest_makereport

__all__ = ["plan", "pytest_runtest_makereport"]
