"""By which way in somebody asks: a phone's token, or a password at a desk."""

from typing import Any

from rest_framework.request import Request

from canvass.enrolment_codes import keyed_hash


def way_in(request: Request) -> str:
    """Return a keyed hash of the token or of the password by which ``request`` came in.

    It is another one after another token was made, whoever made it, or another password set.
    """
    asking: Any = request
    secret = asking.auth.digest if asking.auth else asking.user.get_session_auth_hash()
    return keyed_hash("way-in", str(secret))
