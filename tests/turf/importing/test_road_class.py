"""Other files' road classes in our words."""

import pytest

from turf.importing.road_class import road_class_by_name, road_class_of


@pytest.mark.parametrize(
    ("road_class", "values"),
    [
        ("minor", ["minor", "", "0", "S1400", "S1730", "S1780", "residential", "tertiary"]),
        ("major", ["major", "1", "2", "S1200", "primary", "secondary_link", "Arterial", "True"]),
        ("path", ["path", "S1710", "S1720", "S1500", "S1820", "footway", "steps", "pedestrian"]),
        ("motorway", ["motorway", "S1100", "S1630", "motorway_link", "Limited Access"]),
        ("rail", ["rail", "R1011", "light_rail", "Railroad"]),
        ("water", ["water", "H3010", "river", "canal", "STREAM"]),
    ],
)
def test_each_vocabulary_is_understood(road_class: str, values: list[str]) -> None:
    assert {value: road_class_of(value) for value in values} == dict.fromkeys(values, road_class)


@pytest.mark.parametrize("value", ["boulevard of dreams", "7", "S14000", "X1400"])
def test_other_words_are_unknown(value: str) -> None:
    assert road_class_of(value) is None


def test_only_names_of_motorways_make_motorways() -> None:
    motorways, others = ("Schuylkill Expy", "I-95", "I 676"), ("Ridge Pike", "", "I St")
    assert {road_class_by_name(name) for name in motorways} == {"motorway"}
    assert {road_class_by_name(name) for name in others} == {"minor"}
