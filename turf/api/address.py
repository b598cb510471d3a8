"""From which address somebody asks."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of who asks, as the last proxy of ours saw it.

    The setting ``PROXIES`` says how many of ours stand in front: each adds what it saw to
    X-Forwarded-For, and what stands before those was written by whoever asks.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.PROXIES and len(forwarded) >= settings.PROXIES and any(forwarded):
        return forwarded[-settings.PROXIES].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
