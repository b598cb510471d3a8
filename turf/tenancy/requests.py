"""Begins each request in nobody's name, and ends it so, whatever was entered in between."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from turf.scope import nobody

Answers = Callable[[HttpRequest], HttpResponseBase]


def in_nobodys_name(get_response: Answers) -> Answers:
    """Let a request see no tenant's rows until authentication enters one; a middleware."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        with nobody():
            return get_response(request)

    return answer
