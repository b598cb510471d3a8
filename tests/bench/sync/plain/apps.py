"""The plain app."""

from django.apps import AppConfig


class PlainConfig(AppConfig):
    """Tables made without migrations: they live as long as one race."""

    name = "tests.bench.sync.plain"
    label = "plain"
    default_auto_field = "django.db.models.BigAutoField"
