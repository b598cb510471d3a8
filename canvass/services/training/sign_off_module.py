"""Notes that somebody did a module."""

from datetime import datetime

from canvass.models import SignOff, TrainingModule
from turf.errors import StoopError
from turf.models import Membership
from turf.transactions import writing


class OwnSignOff(StoopError):
    """Nobody signs off their own training."""

    code = "own_sign_off"


@writing()
def sign_off_module(
    *, module: TrainingModule, member: Membership, signed_by: Membership, signed_at: datetime
) -> SignOff:
    """Return the sign-off of ``member`` for ``module``; the first one stays. Raises OwnSignOff."""
    if member.pk == signed_by.pk:
        raise OwnSignOff("Let somebody else sign off your own training")
    signed, _ = SignOff.objects.get_or_create(
        module=module,
        membership=member,
        defaults={
            "organization_id": module.organization_id,
            "signed_by": signed_by,
            "signed_at": signed_at,
        },
    )
    return signed
