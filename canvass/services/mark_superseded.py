"""Makes corrected and withdrawn knocks stop counting."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from canvass.models import Knock
from canvass.sync.knock_in import KnockIn


def mark_superseded(*, organization: int, knocks: Sequence[KnockIn]) -> list[int]:
    """Mark what newly stored ``knocks`` made not current, and return the rows of those.

    A knock is superseded as soon as another one of its list names it, whichever came first; of
    several corrections of one knock the latest by (corrected time, device, sequence) stands. So the
    outcome depends on which knocks there are, never on the order in which they came.
    """
    mine = [knock.id for knock in knocks]
    parents = [knock.supersedes for knock in knocks if knock.supersedes]
    named = Q(uid__in=mine + parents) | Q(supersedes__in=parents)
    corrections = Knock.objects.filter(organization=organization, walk_list=OuterRef("walk_list"))
    later = Q(corrected_at__gt=OuterRef("corrected_at")) | Q(
        Q(device__gt=OuterRef("device"))
        | Q(device=OuterRef("device"), device_seq__gt=OuterRef("device_seq")),
        corrected_at=OuterRef("corrected_at"),
    )
    superseded = Exists(corrections.filter(supersedes=OuterRef("uid"))) | Exists(
        corrections.filter(later, supersedes=OuterRef("supersedes"))
    )
    # Locked first: of two who correct the same knock at once one marks it, and counts it out.
    found: list[int] = list(
        Knock.objects.for_organization(organization)
        .filter(named, superseded, is_superseded=False)
        .order_by("pk")
        .select_for_update(of=("self",))
        .values_list("pk", flat=True)
    )
    Knock.objects.filter(pk__in=found).update(is_superseded=True)
    return found
