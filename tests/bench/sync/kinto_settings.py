"""Kinto's settings: those its manual recommends for production, on the cluster of the race."""

POOL = 20
"""Connections of each backend and process; three backends and two processes share the cluster's."""


def settings(url: str) -> str:
    """Return the settings file for the database at ``url``."""
    url = url.replace("postgis://", "postgresql+psycopg2://")
    backends = "".join(
        f"kinto.{name}_backend = kinto.core.{name}.postgresql\n"
        f"kinto.{name}_url = {url}\n"
        f"kinto.{name}_pool_size = {POOL // 3}\n"
        f"kinto.{name}_max_overflow = {POOL // 3}\n"
        for name in ("storage", "cache", "permission")
    )
    return (
        "[app:main]\n"
        "use = egg:kinto\n"
        "kinto.userid_hmac_secret = only-for-the-race\n"
        "kinto.bucket_create_principals = system.Authenticated\n"
        "kinto.batch_max_requests = 25\n"
        "kinto.paginate_by = 500\n"
        "multiauth.policies = basicauth\n"
        f"{backends}"
    )
