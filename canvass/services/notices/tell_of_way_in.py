"""Tells somebody of a new way to come in as them."""

from datetime import datetime

from canvass.models import DeviceToken, Notice, NoticeKind
from turf.models import Membership
from turf.transactions import writing


@writing()
def tell_of_way_in(
    *, membership: Membership, kind: NoticeKind, subject: str, made_at: datetime
) -> None:
    """Write the notice that their phones pull, once for each ``subject``.

    Who has no phone but the one of which the ``subject`` tells would hear of nothing new.
    """
    phones = DeviceToken.objects.filter(membership=membership).values_list("device", flat=True)
    if not {f"device:{phone}" for phone in phones} - {subject}:
        return
    own = Notice.objects.for_organization(membership.organization_id)
    if not own.filter(membership=membership, kind=kind, subject=subject).exists():
        Notice.objects.create(
            organization_id=membership.organization_id,
            membership=membership,
            kind=kind,
            subject=subject,
            made_at=made_at,
        )
