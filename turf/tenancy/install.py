"""Puts the policies into the database, and lets the application's role work behind them."""

from typing import Any

from django.db import connections, transaction

from turf.scope import owner
from turf.tenancy.analyze import is_installed, make
from turf.tenancy.catalogue import differences
from turf.tenancy.policies import wanted
from turf.tenancy.rights import grant, lacking, role_of


def install(connection: Any) -> bool:
    """Bring policies and rights to what they should be; whether anything had to be done.

    SpatiaLite has no row-level security: there the querysets are the only wall.
    """
    if connection.vendor != "postgresql":
        return False
    wrong, role = differences(connection), role_of(connection)
    is_whole = is_installed(connection) and not (role and lacking(connection, role))
    if is_whole and not wrong:
        return False
    with owner(), transaction.atomic(using=connection.alias):
        for table in wrong:
            _wall_in(connection, table)
        make(connection)
        if role:
            grant(connection, role)
    return True


def _wall_in(connection: Any, table: str) -> None:
    """Take every policy of ``table`` away, and make those it should have."""
    quoted = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {quoted} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"ALTER TABLE {quoted} FORCE ROW LEVEL SECURITY")
        cursor.execute("SELECT polname FROM pg_policy WHERE polrelid = %s::regclass", [quoted])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP POLICY {connection.ops.quote_name(name)} ON {quoted}")
        for policy in wanted()[table]:
            cursor.execute(policy.text)
            cursor.execute(f"COMMENT ON POLICY {policy.name} ON {quoted} IS '{policy.mark}'")


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Install on the database that was just migrated or emptied: a receiver of post_migrate."""
    install(connections[using])
