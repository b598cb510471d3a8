"""What phones say of a shift, held against what the server has."""

from collections.abc import Sequence
from dataclasses import dataclass

from canvass.models import Device, Knock, QuarantinedItem
from canvass.simulation.shift import ShiftReport


@dataclass(frozen=True, slots=True)
class Comparison:
    """``lost`` knocks were acknowledged and are not there; ``undelivered`` lists never arrived.

    ``stored`` counts knocks that are applied or wait for a person.
    """

    acknowledged: int
    stored: int
    lost: int
    undelivered: int

    @property
    def is_good(self) -> bool:
        """Whether all is where it should be."""
        return self.lost == self.undelivered == 0


def compare(*, report: ShiftReport, devices: Sequence[Device], lists_lent: int) -> Comparison:
    """Compare the phones' ``report`` with what is stored of their ``devices``."""
    applied = Knock.objects.filter(device__in=devices).values_list("uid", flat=True)
    waiting = QuarantinedItem.objects.filter(device__in=devices).exclude(uid=None)
    stored = len({*applied, *waiting.values_list("uid", flat=True)})
    acknowledged = report.knocks_made - report.unsent
    return Comparison(
        acknowledged=acknowledged,
        stored=stored,
        lost=max(0, acknowledged - stored),
        undelivered=lists_lent - report.lists,
    )
