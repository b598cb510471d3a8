"""The app that holds the ground."""

from django.apps import AppConfig


class TurfConfig(AppConfig):
    """Ground: precincts, streets, doors, people, cuts, walk lists; and who owns them."""

    name = "turf"
