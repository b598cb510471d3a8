"""Every model of what happens at the doors, one room a file."""

from canvass.models.assignment import Assignment, AssignmentHolder
from canvass.models.audit import AuditEntry, AuditKind
from canvass.models.availability import (
    AvailabilityField,
    AvailabilityKey,
    ProposalDay,
    SealedAvailability,
)
from canvass.models.change import Change, Collection, ScopeHead, SyncLog
from canvass.models.data_question import DataQuestion
from canvass.models.device import Device, DeviceToken
from canvass.models.enrolment import AttemptCount, EnrolmentCode
from canvass.models.export import ExportKind, ExportRecord, RecipientKind
from canvass.models.faded import FadedWork
from canvass.models.found_door import FoundDoor
from canvass.models.gate import FallbackScript, GateDecision, GatedText, GateRecord, WhyClosed
from canvass.models.gated import MaterialKind
from canvass.models.hours import HoursEdit, PayCalendar
from canvass.models.intake import Intake, QuarantinedItem
from canvass.models.keep_away import KeepAway
from canvass.models.knock import Knock, Response, Result
from canvass.models.leave import Leave
from canvass.models.list_decision import DecisionKind, ListDecision
from canvass.models.material import Material
from canvass.models.notice import Notice, NoticeKind
from canvass.models.report_snapshot import ReportSnapshot
from canvass.models.script import Question, Script, ScriptVersion
from canvass.models.shift import Shift, ShiftMember
from canvass.models.tally import HourTally, PhoneTally, TurfTally, VisitTally, WalkTally
from canvass.models.training import RequiredModule, SignOff, TrainingModule

__all__ = [
    "Assignment",
    "AssignmentHolder",
    "AttemptCount",
    "AuditEntry",
    "AuditKind",
    "AvailabilityField",
    "AvailabilityKey",
    "Change",
    "Collection",
    "DataQuestion",
    "DecisionKind",
    "Device",
    "DeviceToken",
    "EnrolmentCode",
    "ExportKind",
    "ExportRecord",
    "FadedWork",
    "FallbackScript",
    "FoundDoor",
    "GateDecision",
    "GateRecord",
    "GatedText",
    "HourTally",
    "HoursEdit",
    "Intake",
    "KeepAway",
    "Knock",
    "Leave",
    "ListDecision",
    "Material",
    "MaterialKind",
    "Notice",
    "NoticeKind",
    "PayCalendar",
    "PhoneTally",
    "ProposalDay",
    "QuarantinedItem",
    "Question",
    "RecipientKind",
    "ReportSnapshot",
    "RequiredModule",
    "Response",
    "Result",
    "ScopeHead",
    "Script",
    "ScriptVersion",
    "SealedAvailability",
    "Shift",
    "ShiftMember",
    "SignOff",
    "SyncLog",
    "TrainingModule",
    "TurfTally",
    "VisitTally",
    "WalkTally",
    "WhyClosed",
]
