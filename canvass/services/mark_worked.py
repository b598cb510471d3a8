"""Shows on a walk list which of its doors were worked, and when."""

from collections.abc import Sequence

from django.db.models import OuterRef, Q, Subquery

from canvass.models import Knock
from canvass.rates.dispositions import Disposition
from canvass.sync.knock_in import KnockIn
from turf.models import ListedDoor


def mark_worked(*, organization: int, knocks: Sequence[KnockIn]) -> None:
    """Work out again when the doors of newly stored ``knocks`` were last worked.

    So too for the doors of knocks that they correct, and of other corrections of the same knocks.
    A door was worked at its latest knock that still counts; null where none does.
    """
    parents = [knock.supersedes for knock in knocks if knock.supersedes]
    doors = Q(door__in={knock.door for knock in knocks})
    if parents:
        corrected = Knock.objects.for_organization(organization).filter(
            Q(uid__in=parents) | Q(supersedes__in=parents)
        )
        doors |= Q(door__in=corrected.values("door"))
    latest = (
        Knock.objects.filter(
            walk_list=OuterRef("walk_list"), door=OuterRef("door"), is_superseded=False
        )
        .exclude(disposition=Disposition.WITHDRAWN)
        .order_by("-corrected_at")
        .values("corrected_at")[:1]
    )
    ListedDoor.objects.for_organization(organization).filter(
        doors, walk_list__in={knock.walk_list for knock in knocks}
    ).update(worked_at=Subquery(latest))
