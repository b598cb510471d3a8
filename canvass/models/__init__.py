"""Every model of what happens at the doors, one room a file."""

from canvass.models.assignment import Assignment, AssignmentHolder
from canvass.models.change import Change, Collection, ScopeHead, SyncLog
from canvass.models.device import Device, DeviceToken
from canvass.models.intake import Intake, QuarantinedItem
from canvass.models.knock import Knock, Response, Result
from canvass.models.notice import Notice, NoticeKind
from canvass.models.report_snapshot import ReportSnapshot
from canvass.models.script import Question, Script, ScriptVersion
from canvass.models.tally import HourTally, PhoneTally, VisitTally, WalkTally

__all__ = [
    "Assignment",
    "AssignmentHolder",
    "Change",
    "Collection",
    "Device",
    "DeviceToken",
    "HourTally",
    "Intake",
    "Knock",
    "Notice",
    "NoticeKind",
    "PhoneTally",
    "QuarantinedItem",
    "Question",
    "ReportSnapshot",
    "Response",
    "Result",
    "ScopeHead",
    "Script",
    "ScriptVersion",
    "SyncLog",
    "VisitTally",
    "WalkTally",
]
