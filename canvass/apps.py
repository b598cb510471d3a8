"""The app that holds what happens at the doors."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CanvassConfig(AppConfig):
    """Devices, scripts, assignments, knocks."""

    name = "canvass"

    def ready(self) -> None:
        """Keep the triggers of the change log in the database, and look whether they are there."""
        from django.core import checks

        from canvass.change_log.check import check_change_log
        from canvass.change_log.install import install_after_migrate

        post_migrate.connect(install_after_migrate, sender=self)
        checks.register(check_change_log, checks.Tags.database)
