"""The doctor names what is broken and the line that mends it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from backend import checkup


def run_doctor(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("doctor", *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


@pytest.mark.django_db
def test_each_part_is_looked_at_and_the_native_ones_work() -> None:
    _, printed = run_doctor("--json")
    findings = {finding["part"]: finding for finding in json.loads(printed)}
    assert set(findings) == set(checkup.PARTS)
    for part in ("Python", "SQLite", "SpatiaLite", "GEOS", "GDAL", "database", "migrations"):
        assert findings[part]["mend"] == "", findings[part]


@pytest.mark.django_db
def test_a_broken_part_is_named_with_its_mending_line_and_hides_no_other(monkeypatch) -> None:
    def broken() -> str:
        raise checkup.Broken("mod_spatialite cannot be loaded", "apt-get install something")

    def dies() -> str:
        raise OSError("no such library")

    monkeypatch.setitem(checkup.PARTS, "SpatiaLite", broken)
    monkeypatch.setitem(checkup.PARTS, "GEOS", dies)
    code, printed = run_doctor()
    assert code == 1
    assert "BROKEN SpatiaLite  mod_spatialite cannot be loaded" in printed
    assert "mend it with: apt-get install something" in printed
    assert "OSError: no such library" in printed
    assert "ok     GDAL" in printed
