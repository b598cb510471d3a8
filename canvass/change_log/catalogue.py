"""What the change log has in the database, beside what it should have."""

from pathlib import Path

from canvass.triggers.catalogue import TriggerFile

CHANGE_LOG = TriggerFile(folder=Path(__file__).parent, prefix="change_log_")

statements = CHANGE_LOG.statements
seen = CHANGE_LOG.seen
differences = CHANGE_LOG.differences
