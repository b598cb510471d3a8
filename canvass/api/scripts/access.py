"""Who may do what with scripts and the ballot."""

from drf_spectacular.utils import OpenApiResponse
from rest_framework.permissions import SAFE_METHODS, BasePermission

from canvass.api.refusals import BODY_REFUSALS
from turf.api.openapi import Problem
from turf.api.permissions import CUTS, HasRole, HasRoleAtDesk
from turf.api.scoped import Scoped
from turf.models import HANDS_OUT, Role

READS = HANDS_OUT | {Role.COMPLIANCE}
"""Who reads scripts and the ballot at a desk; canvassers have theirs on the phone."""

JUDGES = CUTS | {Role.COMPLIANCE}
"""Who asks the gate and withdraws what should not be read."""

DECIDES = frozenset({Role.ADMIN, Role.COMPLIANCE})
"""Who opens the gate, if they did not write the text."""

REFUSALS = {409: OpenApiResponse(Problem, "The gate says no: fields say where.")} | BODY_REFUSALS


class WrittenAtDesk(Scoped):
    """A view that phones may read. What changes something asks for a session at a desk.

    A phone can be lost, its token asks for no second factor; ``by_phone_too`` are actions that
    change nothing at any door.
    """

    by_phone_too: frozenset[str] = frozenset()

    def get_permissions(self) -> list[BasePermission]:
        """Look at what is asked, and at the way in."""
        is_reading = self.request.method in SAFE_METHODS
        is_free = is_reading or getattr(self, "action", None) in self.by_phone_too
        return [HasRole() if is_free else HasRoleAtDesk()]
