"""Keeps answers out of every cache on their way, and out of the next person's browser."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Answers = Callable[[HttpRequest], HttpResponseBase]


def private_answers(get_response: Answers) -> Answers:
    """Mark what does not say itself how it may be kept as nobody's to keep; a middleware."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
