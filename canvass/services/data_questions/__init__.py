"""Questions about a day's entries: raised, answered, and gone after a while."""
