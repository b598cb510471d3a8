"""Addresses of what happens at the doors."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from canvass.api.notices import Notices
from canvass.api.quarantine import Quarantine
from canvass.api.reports import ContactRates, KeepSnapshot, Snapshot
from canvass.api.sync.pull import PullChanges
from canvass.api.sync.push import PushKnocks
from canvass.api.sync.receipt import ReadReceipt
from canvass.api.views import Assignments, WalkLists

router = SimpleRouter(use_regex_path=False)
router.register("walk-lists", WalkLists)
router.register("assignments", Assignments)
router.register("quarantine", Quarantine, basename="quarantine")

urlpatterns = [
    *router.urls,
    path("reports/contact-rates/", ContactRates.as_view(), name="contact-rates"),
    path("reports/snapshots/", KeepSnapshot.as_view(), name="keep-snapshot"),
    path("reports/snapshots/<uuid:pk>/", Snapshot.as_view(), name="report-snapshot"),
    path("notices/", Notices.as_view(), name="notices"),
    path("sync/<str:collection>/pull", PullChanges.as_view(), name="pull-changes"),
    path("sync/knocks/push", PushKnocks.as_view(), name="push-knocks"),
    path("sync/receipt", ReadReceipt.as_view(), name="read-receipt"),
]
