"""Why an item waits, where that has nothing to do with what was lent."""

from canvass.sync.admission import Refusal

REWRITTEN = Refusal(
    "knock_rewritten",
    "This knock is stored with other content: send a correction, with an id of its own, that "
    "supersedes it",
    is_fixable=False,
)
NOT_STORABLE = Refusal(
    "not_storable",
    "The database refused this knock: tell your lead, it is kept as it came",
    is_fixable=True,
)
PARENT_MISSING = Refusal(
    "parent_missing",
    "The knock that this one corrects has not come yet: it waits, and is applied with it",
    is_fixable=False,
)
SENDER_GONE = Refusal("sender_gone", "Who sent this is a member no more: ask a director", False)
