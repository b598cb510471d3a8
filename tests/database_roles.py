"""The roles of a cluster, as README says to make them: one owns the tables, one works with them.

Neither is a superuser. PostGIS, which only a superuser may install, is put where databases are
copied from.
"""

import psycopg

OWNER, APPLICATION = "stoop", "stoop_app"
SUPERUSER = "postgres"

_ROLES = f"""
    CREATE ROLE {OWNER} LOGIN CREATEDB BYPASSRLS IN ROLE pg_checkpoint;
    CREATE ROLE {APPLICATION} NOLOGIN;
    GRANT {APPLICATION} TO {OWNER};
    GRANT SET ON PARAMETER session_replication_role TO {OWNER};
    ALTER DATABASE postgres OWNER TO {OWNER};
"""


def make_roles(port: int) -> None:
    """Make them in the cluster at ``port`` of this machine."""
    at = f"postgresql://{SUPERUSER}@127.0.0.1:{port}"
    for database in ("template1", "postgres"):
        with psycopg.connect(f"{at}/{database}", autocommit=True) as connection:
            connection.execute("CREATE EXTENSION postgis")
            if database == "postgres":
                connection.execute(_ROLES)
