"""Says which modules a list asks for."""

from collections.abc import Sequence

from canvass.models import RequiredModule, TrainingModule
from turf.models import WalkList
from turf.transactions import writing


@writing()
def require_modules(*, walk_list: WalkList, modules: Sequence[TrainingModule]) -> None:
    """Let ``walk_list`` be taken by those alone who did all of ``modules``, and no others of old.

    Who holds it keeps it.
    """
    WalkList.objects.select_for_update().get(pk=walk_list.pk)
    required = RequiredModule.objects.filter(walk_list=walk_list)
    required.exclude(module__in=modules).delete()
    RequiredModule.objects.bulk_create(
        [
            RequiredModule(
                organization_id=walk_list.organization_id, walk_list=walk_list, module=module
            )
            for module in modules
        ],
        ignore_conflicts=True,
    )
