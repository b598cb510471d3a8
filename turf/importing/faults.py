"""What is wrong with a whole file: found before anything is written, so nothing is lost."""

from collections.abc import Iterable

from turf.errors import StoopError


class GroundFault(StoopError):
    """A file that cannot be loaded as it is."""

    code = "ground_fault"


class FileMissing(GroundFault):
    """The path names no file that can be opened."""

    code = "file_missing"


class FormatUnknown(GroundFault):
    """The file is of a kind that is not read, or not what its ending says."""

    code = "format_unknown"


class FileUnreadable(GroundFault):
    """The file is damaged, cut short or empty."""

    code = "file_unreadable"


class ZipRefused(GroundFault):
    """The zip is bigger, or holds other things, than a map file has reason to."""

    code = "zip_refused"


class CrsUnknown(GroundFault):
    """The file does not say, or says wrongly, what its coordinates mean."""

    code = "crs_unknown"


class ColumnMissing(GroundFault):
    """A column is needed or was named, and the file has none of that name."""

    code = "column_missing"


class FieldUnknown(GroundFault):
    """``--fields`` names something the project does not know."""

    code = "field_unknown"


class RejectsUnwritable(GroundFault):
    """The rejects file cannot be written where it was asked for."""

    code = "rejects_unwritable"


def listed(words: Iterable[str]) -> str:
    """Words for the end of a sentence, or 'none'."""
    return ", ".join(words) or "none"
