"""What tests of the engine share."""

import pytest

from turf.cutting import recreate


@pytest.fixture(scope="module")
def few_rounds():
    """Promises hold however short the search."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recreate, "ROUNDS_A_RUN", 1)
        patch.setattr(recreate, "ROUNDS_A_WALK", 4)
        yield
