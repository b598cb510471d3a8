"""Addresses of what happens at the doors."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from canvass.api.availability import OwnAvailability
from canvass.api.notices import Notices
from canvass.api.offers import AcceptOffer, DeclineOffer
from canvass.api.quarantine import Quarantine
from canvass.api.reports import ContactRates
from canvass.api.shifts.planning import Shifts
from canvass.api.sync.pull import PullChanges
from canvass.api.sync.push import PushKnocks
from canvass.api.sync.receipt import ReadReceipt
from canvass.api.training import Modules, RequiredModules, SignOffs
from canvass.api.views import Assignments, WalkLists

router = SimpleRouter(use_regex_path=False)
router.register("walk-lists", WalkLists)
router.register("assignments", Assignments)
router.register("quarantine", Quarantine, basename="quarantine")
router.register("shifts", Shifts)

urlpatterns = [
    *router.urls,
    path("", include("canvass.api.shifts.urls")),
    path("availability/<slug:campaign>/", OwnAvailability.as_view(), name="availability"),
    path("assignments/<uuid:pk>/accept/", AcceptOffer.as_view(), name="accept-offer"),
    path("assignments/<uuid:pk>/decline/", DeclineOffer.as_view(), name="decline-offer"),
    path("training/modules/", Modules.as_view(), name="training-modules"),
    path("training/sign-offs/", SignOffs.as_view(), name="training-sign-offs"),
    path(
        "walk-lists/<uuid:pk>/required-modules/",
        RequiredModules.as_view(),
        name="required-modules",
    ),
    path("reports/contact-rates/", ContactRates.as_view(), name="contact-rates"),
    path("notices/", Notices.as_view(), name="notices"),
    path("sync/<str:collection>/pull", PullChanges.as_view(), name="pull-changes"),
    path("sync/knocks/push", PushKnocks.as_view(), name="push-knocks"),
    path("sync/receipt", ReadReceipt.as_view(), name="read-receipt"),
]
