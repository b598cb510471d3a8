"""Lets nobody who has to show a second factor do anything before they did."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from backend.errors import API, answer
from backend.sign_in.who_needs_mfa import needs_mfa

Answers = Callable[[HttpRequest], HttpResponseBase]

SET_UP = "second_factor_set_up"
"""In a session in which a factor was set up: that is showing it, too."""

OPEN = frozenset(("mfa_activate_totp", "account_reauthenticate", "sign_out", "healthz", "sign_in"))
"""Where one may go without: to set it up, and away."""


def second_factor(get_response: Answers) -> Answers:
    """Send those to set a second factor up, or to sign in again, who have to; a middleware."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if _may_pass(request):
            return get_response(request)
        if request.path.startswith(API):
            message = "Set a second factor up at your desk, and sign in with it."
            return answer(403, "second_factor_needed", message)
        if is_mfa_enabled(request.user):
            logout(request)
            return redirect("sign_in")
        return redirect("mfa_activate_totp")

    return answered


def _may_pass(request: HttpRequest) -> bool:
    user: Any = request.user
    if not user.is_authenticated or _name(request) in OPEN:
        return True
    shown = {one["method"] for one in get_authentication_records(request, user)}
    return "mfa" in shown or bool(request.session.get(SET_UP)) or not needs_mfa(user)


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
