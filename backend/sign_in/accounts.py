"""What django-allauth may do here: let known people in, and nothing else."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.http import HttpRequest

from turf.api.address import client_address

JUST_NOW_S = 300


class Accounts(DefaultAccountAdapter):
    """No sign-up, no mail, no messages; who signed in just now need not show again who they are."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody comes in uninvited."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer with pages alone."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing that would wait in a cookie: the next page shows how things stand."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Read the address as everything else here does."""
        return client_address(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before the second factor is touched, unless the sign-in is fresh."""
        request = context.request
        shown = get_authentication_records(request, request.user)
        return not any(time.time() - one["at"] < JUST_NOW_S for one in shown)
