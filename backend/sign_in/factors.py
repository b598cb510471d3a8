"""The second factor: its secrets encrypted, its picture drawn here, kept by whoever must."""

from base64 import urlsafe_b64encode
from hashlib import sha256

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

from backend.sign_in.who_needs_mfa import needs_mfa


class Factors(DefaultMFAAdapter):
    """Time-based codes and recovery codes."""

    def build_totp_svg(self, url: str) -> str:
        """Draw what an authenticator app reads."""
        drawn = segno.make(url, error="m", micro=False)
        return str(
            drawn.svg_inline(omitsize=True, border=4, svgclass="qr", lineclass=None, light="#fff")
        )

    def encrypt(self, text: str) -> str:
        """Encrypt a secret before it is stored."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a stored secret."""
        return _keys().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep it where an organization asks for it."""
        return not needs_mfa(authenticator.user)


def _keys() -> MultiFernet:
    """The site's secret key, and those it had before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str | bytes) -> bytes:
    return sha256(b"stoop.second-factor:" + force_bytes(key)).digest()
