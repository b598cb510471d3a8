"""A rate that carries what it is made of."""

from dataclasses import dataclass

from canvass.rates.intervals import Interval, wilson


@dataclass(frozen=True, slots=True)
class Rate:
    """One printed figure: ``numerator`` over ``denominator``, counted in ``unit``, by ``rule``.

    ``has_interval`` is False for what is no share of repeated trials, such as doors an hour.
    """

    name: str
    numerator: float
    denominator: float
    unit: str
    rule: str
    has_interval: bool = True

    @property
    def value(self) -> float | None:
        """The quotient; None when nothing stands under the line, never 0."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval; None where there is no value or none is due."""
        return wilson(self.numerator, self.denominator) if self.has_interval else None
