"""Where walks start and end, as told on a command line."""

import math
import re
from argparse import ArgumentTypeError

from django.core.management.base import CommandParser


def add_staging(parser: CommandParser) -> None:
    """Declare ``--start`` and ``--end``."""
    # Without this, argparse takes a position in America, -75.16,39.95, for an option.
    parser._negative_number_matcher = re.compile(r"^-\.?\d")
    for option, told in (("--start", "where walks should begin"), ("--end", "where to finish")):
        parser.add_argument(option, type=lonlat, metavar="LON,LAT", help=told)


def lonlat(text: str) -> tuple[float, float]:
    """Read ``-75.16,39.95``. Raises ArgumentTypeError saying what is wrong with it."""
    try:
        lon, lat = map(float, text.split(","))
    except ValueError:
        raise ArgumentTypeError(
            f"{text!r} is not LON,LAT: two numbers in degrees, such as -75.1635,39.9526"
        ) from None
    if not (math.isfinite(lon) and abs(lon) <= 180):
        raise ArgumentTypeError(f"the longitude, first in {text!r}, must be from -180 to 180")
    if not (math.isfinite(lat) and abs(lat) <= 90):
        swapped = " (write LON,LAT: the longitude comes first)" if abs(lon) <= 90 else ""
        raise ArgumentTypeError(
            f"the latitude, second in {text!r}, must be from -90 to 90{swapped}"
        )
    return lon, lat
