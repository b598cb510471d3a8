"""Reads a JSON body of bounded size."""

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.http import UnreadablePostError
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

MOST_BYTES = 2**20
"""Twice what 10,000 vertices need, and as many door ids as may be moved at once."""


class TooLarge(APIException):
    """A body beyond the limit."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"
    default_detail = "This is too much at once: draw with fewer points, or name fewer doors."


class BoundedJSON(JSONParser):
    """JSON of at most `MOST_BYTES`; the framework's own parser reads a body of any size."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Read the body. Raises TooLarge, and ParseError for what is no JSON or broke off."""
        try:
            raw = stream.read(MOST_BYTES + 1)
        except UnreadablePostError as error:
            raise ParseError("The body did not come whole: send it again.") from error
        if len(raw) > MOST_BYTES:
            raise TooLarge
        try:
            return super().parse(BytesIO(raw), media_type, parser_context)
        except RecursionError as error:
            raise ParseError("This is nested too deeply.") from error
