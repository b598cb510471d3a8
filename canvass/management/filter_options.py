"""The filters of a report as options of a command, by the names they have everywhere."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser

from canvass.reports.filter_set import FilterUnreadable, ReportFilters, Several, read_filters
from canvass.reports.filters import Filters


def add_filter_options(parser: CommandParser) -> None:
    """Let a command be told which part of its campaign it is about."""
    group = parser.add_argument_group("filters", "each may be left out")
    for name, one in ReportFilters.base_filters.items():
        is_several = isinstance(one, Several)
        group.add_argument(
            f"--{name.replace('_', '-')}",
            dest=name,
            action="append" if is_several else "store",
            metavar=name.upper(),
            help=f"{one.label}; may be given several times" if is_several else one.label,
        )


def filters_of(options: Mapping[str, Any]) -> Filters:
    """Read what was told. Raises CommandError as for usage, and DatesReversed."""
    try:
        return read_filters(options)
    except FilterUnreadable as problem:
        raise CommandError(str(problem), returncode=2) from problem
