"""Bounds how often somebody may guess: passwords by user and address, codes by user.

Names are kept as keyed hashes: a password typed into the wrong field is stored nowhere.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from canvass.enrolment_codes import keyed_hash
from canvass.services.attempts.count_attempt import TooManyAttempts, count_attempt
from canvass.services.attempts.forgive_attempt import forgive_attempt

MOST_CODES = 5


def name_key(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Return by what django-axes knows a user: a hash of the name they typed."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return keyed_hash("username", unicodedata.normalize("NFKC", str(typed)).casefold())


class _FewGuesses:
    """A form for a code that is counted before it is looked at."""

    user: Any

    def clean_code(self) -> str:
        """Count, then look. Raises ValidationError."""
        subject = keyed_hash("second-factor", str(self.user.pk))
        try:
            count_attempt(limits={subject: MOST_CODES}, at=timezone.now())
        except TooManyAttempts as error:
            raise ValidationError(str(error), code=error.code) from error
        code: str = super().clean_code()  # type: ignore[misc]
        forgive_attempt(subject=subject)
        return code


class SecondFactor(_FewGuesses, AuthenticateForm):
    """The code at sign-in."""


class SecondFactorAgain(_FewGuesses, ReauthenticateForm):
    """The code before something is changed."""
