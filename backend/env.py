"""Every environment variable the project reads: name, type, default, meaning."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / ".var"

_env = environ.Env()


def state_folder(name: str) -> Path:
    """Return the folder ``name`` of what this installation keeps, made where it is missing.

    All of it lies in one folder that no other user of the machine may look into.
    """
    STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = STATE / name
    folder.mkdir(exist_ok=True)
    return folder


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable; ``default`` None means: see ``meaning``."""

    name: str
    kind: type
    default: Any
    meaning: str

    def read(self) -> Any:
        """Return the value, cast to ``kind``. Raises ImproperlyConfigured when it does not fit."""
        try:
            return _env.get_value(self.name, cast=self.kind, default=self.default)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{self.name} must be of type {self.kind.__name__}: {self.meaning}"
            ) from error


DATABASE_URL = Variable(
    "DATABASE_URL",
    str,
    f"spatialite:///{STATE / 'stoop.sqlite3'}",
    "spatialite:///PATH or postgis://USER:PASSWORD@HOST:PORT/NAME",
)
DATABASE_ROLE = Variable(
    "DATABASE_ROLE",
    str,
    "",
    "PostGIS role the application works as: owns no table, cannot bypass row-level security",
)
SECRET_KEY = Variable(
    "SECRET_KEY",
    str,
    None,
    "signs sessions; needed with PostGIS, made and kept beside the embedded database otherwise",
)
AVAILABILITY_KEY = Variable(
    "AVAILABILITY_KEY",
    str,
    "",
    "wraps the keys of what people declare of when and where they walk; SECRET_KEY does without it."
    " Lost or changed, what was declared is lost",
)
DEBUG = Variable("DEBUG", bool, False, "show errors in full; never on a public host")
ALLOWED_HOSTS = Variable(
    "ALLOWED_HOSTS", list, ["localhost", "127.0.0.1", "[::1]"], "host names served"
)
TRUSTED_ORIGINS = Variable(
    "TRUSTED_ORIGINS", list, [], "origins (https://…) that may post forms, behind a proxy"
)
HTTPS = Variable("HTTPS", bool, True, "redirect to https, HSTS, secure cookies")
PROXIES = Variable(
    "PROXIES", int, 0, "how many proxies of yours stand in front and add to X-Forwarded-For"
)
ADMIN = Variable("ADMIN", bool, False, "serve /admin/; keep it off the public host")
LOG_LEVEL = Variable("LOG_LEVEL", str, "INFO", "DEBUG, INFO, WARNING or ERROR")

VARIABLES = (
    DATABASE_URL,
    DATABASE_ROLE,
    SECRET_KEY,
    AVAILABILITY_KEY,
    DEBUG,
    ALLOWED_HOSTS,
    TRUSTED_ORIGINS,
    HTTPS,
    PROXIES,
    ADMIN,
    LOG_LEVEL,
)


def database() -> dict[str, Any]:
    """Django's settings for the database that DATABASE_URL names.

    Raises ImproperlyConfigured for any but the two supported kinds.
    """
    url = DATABASE_URL.read()
    scheme, _, rest = url.partition("://")
    if scheme == "spatialite":
        path = Path(rest[1:] if rest.startswith("//") else rest)
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, parents=True)
        return {
            "ENGINE": "backend.spatialite",
            "NAME": str(path),
            "OPTIONS": {
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    if scheme == "postgis":
        # What is asked on every push is planned once a connection: see prepared_cursor.
        options = {"prepare_threshold": 5, "assume_role": database_role()}
        kept = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        given = environ.Env.db_url_config(url)
        return {**given, "ENGINE": "backend.postgis", "OPTIONS": options, **kept}
    raise ImproperlyConfigured(f"DATABASE_URL starts with {scheme!r}; use {DATABASE_URL.meaning}")


def database_role() -> str:
    """DATABASE_ROLE, empty for the role that signs in.

    Raises ImproperlyConfigured for a name that would have to be quoted.
    """
    role = str(DATABASE_ROLE.read())
    if role and not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", role):
        raise ImproperlyConfigured("DATABASE_ROLE has small letters, digits and _ alone")
    return role


def secret_key(engine: str) -> str:
    """SECRET_KEY, or one made once and kept beside the embedded database.

    Raises ImproperlyConfigured where a server database is used and none was set.
    """
    given = SECRET_KEY.read()
    if given:
        return str(given)
    if engine != "backend.spatialite":
        raise ImproperlyConfigured("SECRET_KEY is not set: give it 50 or more random characters")
    kept = STATE / "secret_key"
    if not kept.exists():
        # Written beside and moved, so that no crash leaves half a key behind.
        beside = state_folder(".") / f"secret_key.{os.getpid()}"
        beside.touch(mode=0o600)
        beside.write_text(token_urlsafe(64))
        beside.replace(kept)
    return kept.read_text()
