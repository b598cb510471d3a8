"""Two pages for whoever a canvasser shows a code to: a letter is valid or not; who stands there."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from canvass.services.shifts.check_letter import check_letter
from canvass.services.shifts.read_badge import read_badge
from turf.api.address import client_address

MOST_A_MINUTE = 60
"""From one address, which may be that of many people."""


@require_safe
def letter(request: HttpRequest, organization: str, token: str) -> HttpResponse:
    """Say "valid" or "not valid", and nothing else."""
    if _is_too_often(request):
        return _later(request)
    is_valid = check_letter(organization=organization, token=token, at=timezone.now())
    return render(request, "backend/papers/letter.html", {"is_valid": is_valid})


@require_safe
def badge(request: HttpRequest, organization: str, token: str) -> HttpResponse:
    """Show whose badge it is while they are at work; afterwards nothing is there."""
    if _is_too_often(request):
        return _later(request)
    member = read_badge(organization=organization, token=token, at=timezone.now())
    name = member.membership.user.chosen_name.split(" ")[0] if member else ""
    return render(request, "backend/papers/badge.html", {"member": member, "name": name})


def _is_too_often(request: HttpRequest) -> bool:
    """Count this request in the minute it came in."""
    minute = int(timezone.now().timestamp()) // 60
    key = f"papers:{client_address(request)}:{minute}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # dropped meanwhile to make room
        return False


def _later(request: HttpRequest) -> HttpResponse:
    response = render(request, "backend/papers/later.html", status=429)
    response["Retry-After"] = "60"
    return response
