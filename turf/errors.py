"""What can go wrong, as coded problems that know nothing of HTTP."""


class StoopError(Exception):
    """A problem a person can mend: ``code`` for programs, the message says what to do."""

    code = "problem"


class NotFound(StoopError):
    """Something was named that is not there, or is not this organization's."""

    code = "not_found"


class Ambiguous(StoopError):
    """A name fits several things."""

    code = "ambiguous"
