"""What an answer shows of people, for whoever keeps the record of it."""

from dataclasses import dataclass
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from turf.models import Membership


@dataclass(frozen=True, slots=True)
class Shown:
    """A view of people: its kind, the row that was opened, who opened it, how much it shows."""

    kind: str
    subject: Any
    seen_by: Membership
    counts: dict[str, int]


class ShowsPeople:
    """A view of rows whose detail shows where people live, who they are or what they said.

    ``shows`` is the kind of view. The answer carries a `Shown`; a middleware of the project puts it
    on record before the answer leaves.
    """

    shows: str

    def is_recorded(self, subject: Any) -> bool:
        """Tell whether the view is put on record."""
        return True

    def mark_shown(self: Any, response: Response, subject: Any) -> Response:
        """Return ``response``, which says that it shows ``subject``."""
        counts = {"doors": subject.door_count} if hasattr(subject, "door_count") else {}
        if self.is_recorded(subject):
            response.shown = Shown(  # type: ignore[attr-defined]
                self.shows, subject, self.membership, counts
            )
        return response

    def retrieve(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Show one row whole."""
        subject = self.get_object()
        marked: Response = self.mark_shown(Response(self.get_serializer(subject).data), subject)
        return marked
