"""How hours are reckoned for payroll, and who changed them."""

from datetime import date

from django.db import models
from django.db.models import Q

from canvass.models.shift import ShiftMember
from turf.models import Membership
from turf.tenancy import TenantModel

A_MONDAY = date(2026, 1, 5)


class PayCalendar(TenantModel):
    """When an organization's work week begins, and its pay periods.

    ``week_starts_on`` is 0 for Monday. Periods of ``period_days`` are counted from
    ``period_anchor`` both ways.
    """

    week_starts_on = models.PositiveSmallIntegerField(default=0)
    period_days = models.PositiveSmallIntegerField(default=14)
    period_anchor = models.DateField(default=A_MONDAY)

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", name="pay_calendar_once"),
            models.CheckConstraint(
                condition=Q(week_starts_on__lte=6), name="pay_calendar_weekday_known"
            ),
            models.CheckConstraint(
                condition=Q(period_days__gte=1) & Q(period_days__lte=31),
                name="pay_calendar_period_a_month_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"pay calendar {self.pk}"


class HoursEdit(TenantModel):
    """A change of somebody's hours by somebody else, until and after the person has seen it.

    ``before`` and ``after`` hold checked_in_at, checked_out_at, briefing_minutes, travel_minutes
    and capacity. ``own_checked_out_at`` is when the person says that they went, where another had
    noted a time for them: the person's own word is kept beside it, and counts.
    """

    member = models.ForeignKey(ShiftMember, on_delete=models.CASCADE, related_name="edits")
    before = models.JSONField()
    after = models.JSONField()
    edited_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    edited_at = models.DateTimeField()
    own_checked_out_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"hours edit {self.pk}"
