"""Which of a declaration's values are sealed together."""

from collections.abc import Mapping
from typing import Any

from canvass.availability.area import NOWHERE, read_area
from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityField

PARTS: dict[str, tuple[str, ...]] = {
    AvailabilityField.AREA: ("area",),
    AvailabilityField.HOME_BY: ("home_by", "travel_minutes"),
    AvailabilityField.DAYS: ("not_on_weekdays", "not_on_dates"),
    AvailabilityField.NOT_WITH: ("not_with",),
    AvailabilityField.NO_STAIRS: ("no_stairs",),
    AvailabilityField.NO_DOGS: ("no_dogs",),
    AvailabilityField.LANGUAGES: ("languages",),
}


def values_of(declared: Declaration) -> dict[str, dict[str, Any]]:
    """Part what was declared into fields."""
    given = declared.as_given()
    return {str(field): {name: given[name] for name in names} for field, names in PARTS.items()}


def declaration_of(values: Mapping[str, Mapping[str, Any]]) -> Declaration:
    """Put fields together again.

    Where there is no area another one is read, so that it takes as long. Raises Fault.
    """
    declared = Declaration.read(
        {name: one for part in values.values() for name, one in part.items()}
    )
    if declared.area is None:
        read_area(NOWHERE)
    return declared
