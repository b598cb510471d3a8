"""Addresses of what happens at the doors."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from canvass.api.devices.views import Devices
from canvass.api.enrolment.answer import AnswerCode
from canvass.api.enrolment.codes import EnrolmentCodes
from canvass.api.members.views import Members
from canvass.api.notices import Notices
from canvass.api.quarantine import Quarantine
from canvass.api.reports import ContactRates
from canvass.api.sync.pull import PullChanges
from canvass.api.sync.push import PushKnocks
from canvass.api.sync.receipt import ReadReceipt
from canvass.api.sync.report import ReportDevice
from canvass.api.views import Assignments, WalkLists

router = SimpleRouter(use_regex_path=False)
router.register("walk-lists", WalkLists)
router.register("assignments", Assignments)
router.register("quarantine", Quarantine, basename="quarantine")
router.register("members", Members)
router.register("devices", Devices)
router.register("enrolment-codes", EnrolmentCodes)

urlpatterns = [
    *router.urls,
    path("enrolment/", AnswerCode.as_view(), name="answer-code"),
    path("reports/contact-rates/", ContactRates.as_view(), name="contact-rates"),
    path("notices/", Notices.as_view(), name="notices"),
    path("sync/<str:collection>/pull", PullChanges.as_view(), name="pull-changes"),
    path("sync/knocks/push", PushKnocks.as_view(), name="push-knocks"),
    path("sync/report", ReportDevice.as_view(), name="report-device"),
    path("sync/receipt", ReadReceipt.as_view(), name="read-receipt"),
]
