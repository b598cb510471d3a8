"""One outcome for each knock, and one for each case over all its rounds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.dispositions import MEANING, Disposition, OutcomeClass
from canvass.rates.leading import Finding, class_of_case, leading_of_case, leading_of_knock

START = datetime(2026, 10, 3, 17, tzinfo=UTC)
PAIRS = [(one, answered) for one in Disposition for answered in MEANING[one].answered]


def finding(disposition, answered, minute=0, device="a", sequence=1):
    return Finding(disposition, answered, (START + timedelta(minutes=minute), device, sequence))


@st.composite
def histories(draw):
    pairs = draw(st.lists(st.sampled_from(PAIRS), max_size=8))
    minutes = draw(st.lists(st.integers(0, 5), min_size=len(pairs), max_size=len(pairs)))
    return [
        finding(disposition, answered, minute, sequence=index)
        for index, ((disposition, answered), minute) in enumerate(zip(pairs, minutes, strict=True))
    ]


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_findings_arrive_does_not_matter(findings, random):
    shuffled = random.sample(findings, len(findings))
    assert leading_of_case(shuffled) == leading_of_case(findings)


@given(histories())
def test_an_undone_finding_changes_nothing(findings):
    kept = [one for one in findings if one.disposition is not Disposition.WITHDRAWN]
    assert leading_of_case(findings) == leading_of_case(kept)


@given(histories())
def test_a_complete_stays_complete_whatever_came_before_or_after(findings):
    complete = finding(Disposition.COMPLETE, True, minute=2, sequence=99)
    assert class_of_case([*findings, complete]) is OutcomeClass.I


@given(histories())
def test_without_a_conversation_the_latest_substantive_answer_counts(findings):
    last = finding(Disposition.REFUSED, True, minute=60)
    classes = {MEANING[one.disposition].outcome_class for one in findings}
    expected = next(
        (one for one in (OutcomeClass.I, OutcomeClass.P) if one in classes), OutcomeClass.R
    )
    assert class_of_case([*findings, last]) is expected


@given(histories())
def test_what_an_unanswered_knock_says_never_outweighs_an_answer(findings):
    vacant = finding(Disposition.VACANT, False, minute=60)
    counted = [
        one for one in findings if one.answered and one.disposition is not Disposition.WITHDRAWN
    ]
    leading = leading_of_case([*findings, vacant])
    assert leading.answered == bool(counted)


@given(st.booleans(), st.data())
def test_the_leading_disposition_of_a_knock_is_one_of_its_own(answered, data):
    fitting = [one for one in Disposition if answered in MEANING[one].answered]
    dispositions = data.draw(st.lists(st.sampled_from(fitting), min_size=1))
    leading = leading_of_knock(dispositions, answered=answered)
    assert leading in dispositions
    assert leading == leading_of_knock(list(reversed(dispositions)), answered=answered)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], OutcomeClass.UH),
        ([("complete", True), ("not_home", False)], OutcomeClass.I),
        ([("partial", True), ("refused", True)], OutcomeClass.P),
        ([("refused", True), ("come_back", True)], OutcomeClass.R),
        ([("refused", True), ("moved", True)], OutcomeClass.NE),
        ([("moved", True), ("refused", True)], OutcomeClass.R),
        ([("come_back", True), ("vacant", False)], OutcomeClass.NC),
        ([("vacant", False), ("not_home", False)], OutcomeClass.NE),
        ([("unsafe", False), ("no_access", False)], OutcomeClass.NC),
        ([("unsafe", False), ("sign_posted", False)], OutcomeClass.UH),
        ([("complete", True), ("withdrawn", True)], OutcomeClass.I),
    ],
)
def test_worked_histories(history, expected):
    findings = [
        finding(Disposition(name), answered, minute)
        for minute, (name, answered) in enumerate(history)
    ]
    assert class_of_case(findings) is expected


def test_equal_times_are_told_apart_by_device_and_then_sequence():
    refused = finding(Disposition.REFUSED, True, device="b", sequence=1)
    language = finding(Disposition.LANGUAGE, True, device="a", sequence=7)
    assert leading_of_case([language, refused]) is refused
    assert leading_of_case([language, finding(Disposition.REFUSED, True, sequence=3)]) is language


def test_one_target_finished_and_another_moved_is_a_complete_knock():
    both = [Disposition.MOVED, Disposition.COMPLETE]
    assert leading_of_knock(both, answered=True) is Disposition.COMPLETE


def test_a_disposition_that_the_first_tap_rules_out_is_refused():
    with pytest.raises(ValueError, match="not_home"):
        leading_of_knock([Disposition.NOT_HOME], answered=True)


def test_a_knock_without_results_has_no_leading_disposition():
    with pytest.raises(ValueError, match="empty"):
        leading_of_knock([], answered=True)
