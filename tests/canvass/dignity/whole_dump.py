"""All that a thief of the database would have: what the server itself writes out, byte for byte."""

import os
import re
import subprocess
from pathlib import Path

from django.db import connection

from tests.with_postgis import binaries

_BYTES = re.compile(rb"\\\\x([0-9a-f]+)")


def whole_dump():
    """Return a dump by ``pg_dump`` as the owner, or SpatiaLite's file and what waits beside it.

    Only what is committed is in it. Columns of bytes are read out of their hexadecimal digits.
    """
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        logs = [file.with_name(file.name + end) for end in ("-wal", "-journal")]
        return b"".join(one.read_bytes() for one in (file, *logs) if one.exists())
    at = connection.settings_dict
    where = ["-h", at["HOST"] or "", "-p", str(at["PORT"]), "-U", at["USER"], at["NAME"]]
    dumped = subprocess.run(
        [str(binaries() / "pg_dump"), *where],
        check=True,
        capture_output=True,
        env={**os.environ, "PGPASSWORD": at.get("PASSWORD") or ""},
    ).stdout
    return dumped + b"\n".join(bytes.fromhex(one.decode()) for one in _BYTES.findall(dumped))
