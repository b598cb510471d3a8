"""The app that holds the ground."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TurfConfig(AppConfig):
    """Ground: precincts, streets, doors, people, cuts, walk lists; and who owns them."""

    name = "turf"

    def ready(self) -> None:
        """Keep the wall between organizations in the database, and look whether it stands."""
        from django.core import checks

        from turf.tenancy.check import check_tenancy
        from turf.tenancy.install import install_after_migrate

        post_migrate.connect(install_after_migrate, sender=self)
        checks.register(check_tenancy, checks.Tags.database)
