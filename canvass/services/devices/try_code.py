"""Lets somebody try an enrolment code, a limited number of times."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from canvass.enrolment_codes import Code, keyed_hash, read_code
from canvass.services.attempts.count_attempt import count_attempt
from canvass.services.attempts.forgive_attempt import forgive_attempt

MOST_BY_PREFIX = 10
"""More than a person needs who reads one code off paper; a guess has 1 chance in 10 to the 12."""

MOST_BY_ADDRESS = 200
"""An office is one address: fifty people who each mistype three times get in."""

Found = TypeVar("Found")


def try_code(*, typed: str, address: str, at: datetime, opens: Callable[[Code], Found]) -> Found:
    """Return what ``opens`` makes of the code that somebody at ``address`` typed.

    Every attempt counts, and is committed before the code is looked up, so call it outside any
    transaction. One that was right counts against its code alone, which is spent. Raises
    CodeUnreadable, TooManyAttempts, and what ``opens`` raises.
    """
    code, here = read_code(typed), keyed_hash("address", address)
    limits = {keyed_hash("prefix", code.prefix): MOST_BY_PREFIX, here: MOST_BY_ADDRESS}
    count_attempt(limits=limits, at=at)
    found = opens(code)
    forgive_attempt(subject=here)
    return found
