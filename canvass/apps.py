"""The app that holds what happens at the doors."""

from django.apps import AppConfig


class CanvassConfig(AppConfig):
    """Devices, scripts, assignments, knocks."""

    name = "canvass"
