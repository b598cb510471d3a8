"""Why an item waits that no mended version under the same id can put right."""

UNFIXABLE = frozenset(
    {
        "device_revoked",
        "knock_rewritten",
        "list_not_lent",
        "list_unknown",
        "loan_ended",
        "parent_missing",
        "sender_gone",
    }
)
"""Codes of refusals whose ``is_fixable`` is false."""
