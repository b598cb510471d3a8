"""What may happen to one request on its way, and how often: drawn from a seed."""

from collections.abc import Mapping
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """One thing that goes wrong with one request."""

    ANSWER_DROPPED = "drop"  # the server heard and committed; the phone hears nothing
    SENT_TWICE = "repeat"  # the server hears it twice, at the same time
    REQUEST_CUT = "cut_request"  # half of the request arrives
    ANSWER_CUT = "cut_answer"  # half of the answer arrives
    RESET = "reset"  # the connection is reset before anything is sent on
    DELAYED = "delay"  # all goes well, late
    PORTAL = "portal"  # a page to sign in to the café's network, with status 200


STORM: Mapping[Fault, float] = {
    Fault.ANSWER_DROPPED: 0.15,
    Fault.SENT_TWICE: 0.15,
    Fault.REQUEST_CUT: 0.05,
    Fault.ANSWER_CUT: 0.05,
    Fault.RESET: 0.1,
    Fault.DELAYED: 0.1,
    Fault.PORTAL: 0.1,
}
"""About two of three requests go wrong."""


def read_faults(text: str) -> dict[Fault, float]:
    """Read ``drop=0.2,repeat=0.1``. Raises ValueError for what is no fault or no share."""
    shares = {}
    for pair in filter(None, text.split(",")):
        name, _, share = pair.partition("=")
        shares[Fault(name.strip())] = float(share)
    if any(share < 0 for share in shares.values()) or sum(shares.values()) > 1:
        raise ValueError(f"shares lie between 0 and 1, and so does their sum: {text}")
    return shares


def draw(shares: Mapping[Fault, float], rng: Random) -> Fault | None:
    """Draw what happens to the next request; None when it goes well."""
    at, reached = rng.random(), 0.0
    for fault, share in shares.items():
        reached += share
        if at < reached:
            return fault
    return None
