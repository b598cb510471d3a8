"""What an enrolment code looks like, and how it is kept: as a keyed hash, and in no other form."""

from dataclasses import dataclass
from secrets import choice

from django.utils.crypto import salted_hmac

from turf.errors import StoopError

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: none that is taken for another when it is read aloud or off paper."""

LENGTH, PREFIX = 12, 4
"""The eight letters after the prefix are 40 bits that nobody knows."""

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class CodeUnreadable(StoopError):
    """What was typed cannot be a code."""

    code = "code_unreadable"


@dataclass(frozen=True, slots=True)
class Code:
    """A code in clear, without dashes; it is shown once and written nowhere."""

    letters: str

    def __str__(self) -> str:
        """In groups of four, as it is read aloud."""
        return "-".join(self.letters[at : at + PREFIX] for at in range(0, LENGTH, PREFIX))

    @property
    def prefix(self) -> str:
        """The part that tells one code from another and opens nothing."""
        return self.letters[:PREFIX]

    @property
    def hash(self) -> str:
        """What is kept of it."""
        return keyed_hash("code", self.letters)


def new_code() -> Code:
    """Make a code by chance."""
    return Code("".join(choice(LETTERS) for _ in range(LENGTH)))


def read_code(typed: str) -> Code:
    """Read what a person typed or a camera saw. Raises CodeUnreadable for anything but a code."""
    letters = typed.strip().upper().translate(_READ_AS)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        raise CodeUnreadable(f"A code has {LENGTH} letters and digits: look at it again")
    return Code(letters)


def keyed_hash(purpose: str, value: str) -> str:
    """Return 64 hexadecimal digits that nobody can work out without the site's secret key."""
    return salted_hmac(f"stoop.enrolment.{purpose}", value, algorithm="sha256").hexdigest()
