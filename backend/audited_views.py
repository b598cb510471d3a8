"""Puts on record who saw which people, before they see them."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from backend.errors import unavailable
from canvass.models import AuditKind
from canvass.services.audit.record_audit import record_audit

Answers = Callable[[HttpRequest], HttpResponseBase]


def audited_views(get_response: Answers) -> Answers:
    """Let no answer out that shows people (`turf.api.shown`) and is not on record; a middleware.

    While the database takes no entry, the answer is that it cannot be had.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        shown = getattr(response, "shown", None)
        if shown is None or response.status_code != 200:
            return response
        try:
            record_audit(
                subject=shown.subject,
                kind=AuditKind(shown.kind),
                actor=shown.seen_by,
                at=timezone.now(),
                facts=shown.counts,
            )
        except OperationalError:
            return unavailable()
        return response

    return answer
