"""Every model of what happens at the doors, one room a file."""

from canvass.models.assignment import Assignment, AssignmentHolder
from canvass.models.device import Device, DeviceToken
from canvass.models.intake import Intake, QuarantinedItem
from canvass.models.knock import Knock, Response, Result
from canvass.models.script import Question, Script, ScriptVersion

__all__ = [
    "Assignment",
    "AssignmentHolder",
    "Device",
    "DeviceToken",
    "Intake",
    "Knock",
    "QuarantinedItem",
    "Question",
    "Response",
    "Result",
    "Script",
    "ScriptVersion",
]
