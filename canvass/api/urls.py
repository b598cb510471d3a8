"""Addresses of what happens at the doors."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from canvass.api.availability import OwnAvailability
from canvass.api.data_questions import AnswerQuestion, DataQuestions, OwnDataQuestions
from canvass.api.devices.own import OwnDevices
from canvass.api.devices.views import Devices
from canvass.api.enrolment.answer import AnswerCode
from canvass.api.enrolment.codes import EnrolmentCodes
from canvass.api.found_doors import FoundDoors
from canvass.api.keep_aways import KeepAways
from canvass.api.lending import Holders, Lending
from canvass.api.list_review import ListReview
from canvass.api.members.views import Members
from canvass.api.notices import Notices
from canvass.api.people import ErasePerson
from canvass.api.quarantine import Quarantine
from canvass.api.reports import ContactRates, KeepSnapshot, Snapshot
from canvass.api.rounds import Rounds
from canvass.api.scripts.ballot import Candidates, RaceQuestions, Races
from canvass.api.scripts.disclaimers import Disclaimers
from canvass.api.scripts.materials import Materials
from canvass.api.scripts.names import CampaignNames
from canvass.api.scripts.open_universe import OpenUniverse
from canvass.api.scripts.versions import GateChecks, ScriptVersions
from canvass.api.shifts.planning import Shifts
from canvass.api.sync.pull import PullChanges
from canvass.api.sync.push import PushKnocks
from canvass.api.sync.receipt import ReadReceipt
from canvass.api.sync.report import ReportDevice
from canvass.api.sync.wipe import ConfirmWipe
from canvass.api.training import Modules, RequiredModules, SignOffs
from canvass.api.views import WalkLists
from canvass.api.waiting_doors import WaitingDoors

router = SimpleRouter(use_regex_path=False)
router.register("walk-lists", WalkLists)
router.register("walk-lists", ListReview, basename="list-review")
router.register("assignments", Lending)
router.register("keep-aways", KeepAways)
router.register("quarantine", Quarantine, basename="quarantine")
router.register("data-questions", DataQuestions)
router.register("shifts", Shifts)
router.register("script-versions", ScriptVersions)
router.register("materials", Materials)
router.register("races", Races)
router.register("candidates", Candidates)
router.register("race-questions", RaceQuestions)
router.register("disclaimers", Disclaimers)
router.register("members", Members)
router.register("devices", Devices)
router.register("devices/own", OwnDevices, basename="own-device")
router.register("enrolment-codes", EnrolmentCodes)
router.register("found-doors/waiting", WaitingDoors, basename="waiting-door")

urlpatterns = [
    *router.urls,
    path("", include("canvass.api.shifts.urls")),
    path("availability/<slug:campaign>/", OwnAvailability.as_view(), name="availability"),
    path("training/modules/", Modules.as_view(), name="training-modules"),
    path("training/sign-offs/", SignOffs.as_view(), name="training-sign-offs"),
    path(
        "walk-lists/<uuid:pk>/required-modules/",
        RequiredModules.as_view(),
        name="required-modules",
    ),
    path("enrolment/", AnswerCode.as_view(), name="answer-code"),
    path("data-questions/own/", OwnDataQuestions.as_view(), name="own-data-questions"),
    path(
        "data-questions/own/<int:pk>/answer/",
        AnswerQuestion.as_view(),
        name="answer-data-question",
    ),
    path("reports/contact-rates/", ContactRates.as_view(), name="contact-rates"),
    path("holders/", Holders.as_view(), name="holders"),
    path("rounds/", Rounds.as_view(), name="rounds"),
    path("people/<int:pk>/erase/", ErasePerson.as_view(), name="erase-person"),
    path("found-doors/", FoundDoors.as_view(), name="found-doors"),
    path("ballot-names/<slug:campaign>/", CampaignNames.as_view(), name="ballot-names"),
    path("reports/snapshots/", KeepSnapshot.as_view(), name="keep-snapshot"),
    path("reports/snapshots/<uuid:pk>/", Snapshot.as_view(), name="report-snapshot"),
    path("universes/<int:pk>/open/", OpenUniverse.as_view(), name="open-universe"),
    path("gate/check/", GateChecks.as_view(), name="gate-check"),
    path("notices/", Notices.as_view(), name="notices"),
    path("sync/<str:collection>/pull", PullChanges.as_view(), name="pull-changes"),
    path("sync/knocks/push", PushKnocks.as_view(), name="push-knocks"),
    path("sync/report", ReportDevice.as_view(), name="report-device"),
    path("sync/receipt", ReadReceipt.as_view(), name="read-receipt"),
    path("sync/wipe", ConfirmWipe.as_view(), name="confirm-wipe"),
]
