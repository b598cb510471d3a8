"""Gives a phone another name."""

from canvass.models import Device
from turf.transactions import writing


@writing()
def rename_device(*, device: Device, name: str) -> Device:
    """Return ``device`` under its new ``name``. Safe to repeat."""
    device.name = name
    device.save(update_fields=["name"])
    return device
