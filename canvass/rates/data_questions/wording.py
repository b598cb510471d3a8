"""What is asked, in words: to the person with their own figures, to a lead without any."""

from collections.abc import Mapping

from canvass.rates.data_questions.noticed import Pattern

_OWN = {
    Pattern.BURST: (
        "{knocks:.0f} of your knocks are noted within {within_s:.0f} seconds. Were you at one"
        " entrance, did you write several down together, or was it something else?"
    ),
    Pattern.SHORT_GAPS: (
        "Half of your knocks are noted within {median_s:.0f} seconds of the one before. Were doors"
        " close together, did you write them down later, or was it something else?"
    ),
    Pattern.CONTACTS: (
        "Somebody answered at {contacts:.0f} of {attempts:.0f} knocks; by what others met in the"
        " same turfs at the same hours it would have been about {expected:.0f}. What was different"
        " that day?"
    ),
    Pattern.SAME_ANSWERS: (
        "{conversations:.0f} conversations in a row have the same answers. Did people agree, is a"
        " question hard to answer otherwise, or was it something else?"
    ),
}
_LEADS = {
    Pattern.BURST: "Several knocks are noted within a minute. How did that come about?",
    Pattern.SHORT_GAPS: "Knocks are noted shortly one after the other. How did that come about?",
    Pattern.CONTACTS: (
        "Contacts differ from what others met in the same turfs at the same hours. What was"
        " different that day?"
    ),
    Pattern.SAME_ANSWERS: (
        "Several conversations in a row have the same answers. How did that come about?"
    ),
}


def ask_own(pattern: Pattern, figures: Mapping[str, float]) -> str:
    """Ask the person concerned."""
    return _OWN[pattern].format(**figures)


def ask_lead(pattern: Pattern) -> str:
    """Say to who leads them what was asked: no figure of one person is in it."""
    return _LEADS[pattern]
