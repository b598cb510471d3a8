"""What can be wrong with a change of who is in an organization."""

from turf.errors import StoopError


class LastAdmin(StoopError):
    """An organization would be left without an admin."""

    code = "last_admin"


class UsernameTaken(StoopError):
    """Somebody of the organization signs in under that name."""

    code = "username_taken"


class MemberThere(StoopError):
    """Somebody was to be added who is a member already, in another role."""

    code = "member_there"


class RoleOutOfReach(StoopError):
    """Somebody gives a role that they do not look after."""

    code = "role_out_of_reach"


class PasswordThere(StoopError):
    """Somebody who has a password was to be given a first one."""

    code = "password_there"
