"""Every model of what happens at the doors, one room a file."""

from canvass.models.assignment import Assignment, AssignmentHolder
from canvass.models.change import Change, Collection, ScopeHead, SyncLog
from canvass.models.device import Device, DeviceToken
from canvass.models.found_door import FoundDoor
from canvass.models.intake import Intake, QuarantinedItem
from canvass.models.keep_away import KeepAway
from canvass.models.knock import Knock, Response, Result
from canvass.models.list_decision import DecisionKind, ListDecision
from canvass.models.notice import Notice, NoticeKind
from canvass.models.script import Question, Script, ScriptVersion

__all__ = [
    "Assignment",
    "AssignmentHolder",
    "Change",
    "Collection",
    "DecisionKind",
    "Device",
    "DeviceToken",
    "FoundDoor",
    "Intake",
    "KeepAway",
    "Knock",
    "ListDecision",
    "Notice",
    "NoticeKind",
    "QuarantinedItem",
    "Question",
    "Response",
    "Result",
    "ScopeHead",
    "Script",
    "ScriptVersion",
    "SyncLog",
]
