"""The score of a cut, as a person reads it."""

from backend.pages.cut_figures import cut_figures
from turf.cutting.result import Unassigned
from turf.models import Cut

SCORE = {
    "turfs": 24,
    "assigned": 1_180,
    "unassigned": 20,
    "unassigned_by_reason": {"no_street": 14, "outside": 6},
    "metres_per_door": 23.41,
    "doors_min": 41,
    "doors_median": 50.0,
    "doors_max": 55,
    "doors_cv": 0.061,
    "minutes_total": 3_690.0,
    "worst_hop_m": 640.2,
    "crossings": 61,
    "compactness_mean": 0.4321,
}


def told(**score):
    figures = cut_figures(Cut(score={**SCORE, **score}))
    return {figure.label: f"{figure.value}|{figure.note}" for figure in figures}


def test_every_figure_says_its_unit_and_what_it_is_of():
    figures = told()

    assert figures["Doors in a turf"] == "1,180|of 1,200 doors to be walked"
    assert figures["Doors in no turf"] == "20|14 with no street near, 6 outside every precinct"
    assert figures["Doors in one turf"].startswith("41 to 55|half have 50 or fewer")
    assert figures["Walking"].startswith("23.4 m|")
    assert figures["Time"].startswith("62 h|")


def test_a_cut_that_gave_no_turf_tells_why_and_no_empty_figures():
    figures = told(turfs=0, assigned=0, unassigned=3, unassigned_by_reason={"outside": 3})

    assert figures["Doors in no turf"] == "3|3 outside every precinct"
    assert "Walking" not in figures


def test_every_reason_of_the_engine_has_words():
    for reason in Unassigned:
        note = told(unassigned_by_reason={reason.value: 2})["Doors in no turf"]
        assert note.startswith("20|2 ")


def test_crossings_that_nobody_counted_are_not_told():
    assert "Major roads crossed" in told()
    assert "Major roads crossed" not in told(crossings=None)


def test_a_cut_without_a_score_has_no_figures():
    assert cut_figures(Cut(score={})) == []
