"""Reports at start-up in which databases triggers are not what their file says."""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Warning
from django.db import connections

from canvass.triggers.catalogue import TriggerFile


def report(
    file: TriggerFile, databases: Sequence[str] | None, *, table: str, says: str, hint: str, id: str
) -> list[CheckMessage]:
    """Warn of each database whose triggers of ``file`` differ; ``says`` is put before which.

    One that has no ``table`` yet has nothing to report. It is a warning because `migrate`, which
    mends it, runs no further than an error.
    """
    return [
        Warning(f"{says.format(alias=alias)}: {', '.join(wrong)}", hint=hint, id=id)
        for alias in databases or ()
        if table in connections[alias].introspection.table_names()
        and (wrong := file.differences(connections[alias]))
    ]
