"""Settings fail fast, and say which variable is at fault."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from backend import env


def test_a_database_of_another_kind_is_refused(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://localhost/stoop")
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL.*spatialite:///PATH"):
        env.database()


def test_an_absolute_path_may_have_three_slashes_or_four(monkeypatch, tmp_path) -> None:
    for slashes in ("//", "///"):
        monkeypatch.setenv("DATABASE_URL", f"spatialite:{slashes}{tmp_path}/a.sqlite3")
        assert env.database()["NAME"] == f"{tmp_path}/a.sqlite3"


def test_a_server_database_needs_a_secret_key(monkeypatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        env.secret_key("django.contrib.gis.db.backends.postgis")


def test_the_embedded_database_makes_its_own_key_once(monkeypatch, tmp_path) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setattr(env, "STATE", tmp_path / "state")
    first = env.secret_key("backend.spatialite")
    assert len(first) >= 50
    assert env.secret_key("backend.spatialite") == first
    assert (tmp_path / "state" / "secret_key").stat().st_mode & 0o077 == 0
