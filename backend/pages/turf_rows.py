"""The turfs of a cut as the map and its table both show them."""

from django.db.models import OuterRef, QuerySet, Subquery

from turf.models import Campaign, Cut, Turf, WalkList
from turf.models.walk_list import ListState

STATE_WORDS = {
    ListState.READY: "ready",
    ListState.OUT: "out",
    ListState.FINISHED: "finished",
    ListState.CLOSED: "closed",
    ListState.ROLLED_BACK: "rolled back",
}
NO_LIST = "none yet"
SEVERAL_PRECINCTS = "several"


def latest_cut(campaign: Campaign) -> Cut | None:
    """Return the newest cut of ``campaign``, if there is one."""
    cuts = Cut.objects.for_organization(campaign.organization_id).for_campaign(campaign)
    newest: Cut | None = cuts.order_by("-cut_at", "-id").first()
    return newest


def turfs_of(cut: Cut) -> QuerySet[Turf]:
    """Live turfs of ``cut`` by name; ``list_number``, ``list_state`` are of their latest round."""
    lists = WalkList.objects.filter(round__turf=OuterRef("pk")).order_by("-round__number")
    turfs: QuerySet[Turf] = (
        Turf.objects.live()
        .filter(cut=cut)
        .select_related("precinct")
        .annotate(
            list_number=Subquery(lists.values("number")[:1]),
            list_state=Subquery(lists.values("state")[:1]),
        )
        .order_by("name", "id")
    )
    return turfs


def turf_row(turf: Turf) -> dict[str, str | int]:
    """What is told of one turf; takes a row of `turfs_of`."""
    number, state = turf.list_number, turf.list_state  # type: ignore[attr-defined]
    return {
        "id": turf.pk,
        "name": turf.name,
        "precinct": turf.precinct.code if turf.precinct else SEVERAL_PRECINCTS,
        "doors": turf.door_count,
        "minutes": round(turf.minutes),
        "metres": round(turf.walk_m),
        "walk_list": NO_LIST if number is None else f"{number}, {STATE_WORDS[state]}",
    }
