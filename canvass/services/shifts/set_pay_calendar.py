"""Says when an organization's work weeks and pay periods begin."""

from datetime import date

from canvass.models import PayCalendar
from turf.models import Organization
from turf.transactions import writing


@writing()
def set_pay_calendar(
    *, organization: Organization, week_starts_on: int, period_days: int, period_anchor: date
) -> PayCalendar:
    """Return the calendar of ``organization``, as asked for."""
    calendar, _ = PayCalendar.objects.update_or_create(
        organization=organization,
        defaults={
            "week_starts_on": week_starts_on,
            "period_days": period_days,
            "period_anchor": period_anchor,
        },
    )
    made: PayCalendar = calendar
    return made
