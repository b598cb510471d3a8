"""The app that holds what happens at the doors."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CanvassConfig(AppConfig):
    """Devices, scripts, assignments, knocks."""

    name = "canvass"

    def ready(self) -> None:
        """Keep the triggers in the database, and look whether they are there."""
        from django.core import checks

        from canvass.audit_log import append_only
        from canvass.change_log import check, install
        from canvass.services.scripts.check_old_rules import check_old_rules
        from canvass.settled_texts import keep

        post_migrate.connect(install.install_after_migrate, sender=self, dispatch_uid="change_log")
        post_migrate.connect(
            append_only.install_after_migrate, sender=self, dispatch_uid="audit_log"
        )
        post_migrate.connect(keep.install_after_migrate, sender=self, dispatch_uid="settled_texts")
        checks.register(check.check_change_log, checks.Tags.database)
        checks.register(append_only.check_audit_log, checks.Tags.database)
        checks.register(keep.check_settled_texts, checks.Tags.database)
        checks.register(check_old_rules, checks.Tags.database)
