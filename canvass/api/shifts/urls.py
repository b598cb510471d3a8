"""Addresses of shifts, hours, letters and safety."""

from django.urls import path

from canvass.api.shifts.attendance import CheckIn, CheckOut, ChosenLead, Leads, UndoNote
from canvass.api.shifts.hours import (
    AcknowledgeHours,
    EditHours,
    OwnHours,
    OwnHoursEdits,
    OwnPayCalendar,
    PaidHours,
)
from canvass.api.shifts.leaves import Leaves
from canvass.api.shifts.papers import ShiftBadge, ShiftLetter
from canvass.api.shifts.receipts import OwnReceipts
from canvass.api.shifts.screens import EveningScreen, MorningScreen

urlpatterns = [
    path("shifts/<uuid:pk>/check-in/", CheckIn.as_view(), name="check-in"),
    path("shifts/<uuid:pk>/check-out/", CheckOut.as_view(), name="check-out"),
    path("shifts/<uuid:pk>/undo-note/", UndoNote.as_view(), name="undo-note"),
    path("shifts/<uuid:pk>/lead/", ChosenLead.as_view(), name="choose-lead"),
    path("shifts/<uuid:pk>/leads/", Leads.as_view(), name="leads"),
    path("shifts/<uuid:pk>/morning/", MorningScreen.as_view(), name="shift-morning"),
    path("shifts/<uuid:pk>/evening/", EveningScreen.as_view(), name="shift-evening"),
    path("shifts/<uuid:pk>/letter/", ShiftLetter.as_view(), name="shift-letter"),
    path("shifts/<uuid:pk>/badge/", ShiftBadge.as_view(), name="shift-badge"),
    path("shifts/<uuid:pk>/hours/", EditHours.as_view(), name="edit-hours"),
    path("hours/", OwnHours.as_view(), name="own-hours"),
    path("hours/payroll/", PaidHours.as_view(), name="paid-hours"),
    path("hours/edits/", OwnHoursEdits.as_view(), name="hours-edits"),
    path("hours/edits/<int:pk>/acknowledge/", AcknowledgeHours.as_view(), name="acknowledge-hours"),
    path("pay-calendar/", OwnPayCalendar.as_view(), name="pay-calendar"),
    path("leaves/", Leaves.as_view(), name="leaves"),
    path("receipts/", OwnReceipts.as_view(), name="own-receipts"),
]
