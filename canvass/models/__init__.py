"""Every model of what happens at the doors, one room a file."""

from canvass.models.assignment import Assignment, AssignmentHolder
from canvass.models.audit import AuditEntry, AuditKind
from canvass.models.change import Change, Collection, ScopeHead, SyncLog
from canvass.models.device import Device, DeviceToken
from canvass.models.enrolment import AttemptCount, EnrolmentCode
from canvass.models.export import ExportKind, ExportRecord, RecipientKind
from canvass.models.intake import Intake, QuarantinedItem
from canvass.models.knock import Knock, Response, Result
from canvass.models.notice import Notice, NoticeKind
from canvass.models.script import Question, Script, ScriptVersion

__all__ = [
    "Assignment",
    "AssignmentHolder",
    "AttemptCount",
    "AuditEntry",
    "AuditKind",
    "Change",
    "Collection",
    "Device",
    "DeviceToken",
    "EnrolmentCode",
    "ExportKind",
    "ExportRecord",
    "Intake",
    "Knock",
    "Notice",
    "NoticeKind",
    "QuarantinedItem",
    "Question",
    "RecipientKind",
    "Response",
    "Result",
    "ScopeHead",
    "Script",
    "ScriptVersion",
    "SyncLog",
]
