"""What can be wrong with an enrolment code, or with who hands it out."""

from turf.errors import StoopError


class CodeUnknown(StoopError):
    """There is no such code."""

    code = "code_unknown"


class CodeExpired(StoopError):
    """A code whose time is over."""

    code = "code_expired"


class CodeRevoked(StoopError):
    """A code that was taken back, or made for somebody who left."""

    code = "code_revoked"


class CodeAnswered(StoopError):
    """A code that another phone answered."""

    code = "code_answered"


class CodeForDesk(StoopError):
    """A code for a first password was answered by a phone."""

    code = "code_for_desk"


class MayNotEnrol(StoopError):
    """Somebody makes a code that is not theirs to make, or not from where they are."""

    code = "may_not_enrol"


class MembershipOver(StoopError):
    """A code was to be made for somebody who left."""

    code = "membership_over"
