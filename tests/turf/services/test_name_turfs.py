"""Names are short, and each is there once."""

from turf.services.name_turfs import LONGEST, name_parts, name_turfs


def test_turfs_are_numbered_within_their_precincts():
    assert name_turfs([["7-1"], ["7-1"], ["7-2", "7-3"]]) == ["7-1-01", "7-1-02", "7-2+1-01"]


def test_names_that_are_taken_are_skipped():
    assert name_turfs([["7-1"], ["7-1"]], taken={"7-1-01", "7-1-03"}) == ["7-1-02", "7-1-04"]


def test_parts_of_parts_count_on():
    assert name_parts("7-1-01", 2) == ["7-1-01.1", "7-1-01.2"]
    assert name_parts("7-1-01.1", 2, taken={"7-1-01.2"}) == ["7-1-01.1", "7-1-01.3"]


def test_a_long_name_keeps_its_number():
    first, second = name_parts("x" * LONGEST, 2)
    assert len(first) <= LONGEST
    assert first != second
