"""Reads a request body that may be gzipped, within limits, before anybody trusts it."""

import zlib

from django.http import HttpRequest, UnreadablePostError
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError

MOST_BYTES = 5 * 2**20
"""Of a body, as it came and unpacked; a full day's push of a phone has some 100 kB."""

MOST_RATIO = 100
"""Unpacked to packed: JSON of knocks reaches 20, a bomb 1,000."""

GZIP = 16 + zlib.MAX_WBITS


class TooLarge(APIException):
    """A body beyond the limits: the phone halves its batch."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"
    default_detail = "This is too much at once: send half of it."


class UnknownEncoding(APIException):
    """A body packed in a way we do not unpack."""

    status_code = status.HTTP_415_UNSUPPORTED_MEDIA_TYPE
    default_code = "unknown_encoding"
    default_detail = "Send the body plain or packed with gzip."


class ClientTooOld(APIException):
    """A body in a form that is read no more; it is kept, and the app has to be updated."""

    status_code = status.HTTP_426_UPGRADE_REQUIRED
    default_code = "client_too_old"
    default_detail = "This app is too old: update it, then send again."


class Damaged(ParseError):
    """A body that did not come whole, or cannot be read: the phone sends it again."""

    default_code = "damaged_body"
    default_detail = "The body did not come whole: send it again."


def read_raw(request: HttpRequest) -> bytes:
    """Read the body as it came. Raises TooLarge beyond the limit, Damaged for a broken line."""
    try:
        raw: bytes = request.read(MOST_BYTES + 1)
    except UnreadablePostError as error:
        raise Damaged from error
    if len(raw) > MOST_BYTES:
        raise TooLarge
    return raw


def is_whole(request: HttpRequest, raw: bytes) -> bool:
    """Tell whether as much came as was announced."""
    return str(len(raw)) == request.headers.get("Content-Length", "")


def is_packed(request: HttpRequest) -> bool:
    """Tell whether the body is gzipped. Raises UnknownEncoding for any other packing."""
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", ""):
        raise UnknownEncoding
    return encoding == "gzip"


def unpack(packed: bytes) -> bytes:
    """Unpack gzip. Raises TooLarge beyond size or ratio, Damaged for what is no whole gzip."""
    most = min(MOST_BYTES, MOST_RATIO * len(packed))
    stream = zlib.decompressobj(GZIP)
    try:
        body = stream.decompress(packed, most + 1)
    except zlib.error as error:
        raise Damaged from error
    if len(body) > most:
        raise TooLarge
    if not stream.eof or stream.unused_data:
        raise Damaged
    return body
