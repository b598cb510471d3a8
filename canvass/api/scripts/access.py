"""Who may do what with scripts and the ballot."""

from drf_spectacular.utils import OpenApiResponse

from canvass.api.refusals import BODY_REFUSALS
from turf.api.openapi import Problem
from turf.api.permissions import CUTS
from turf.models import HANDS_OUT, Role

READS = HANDS_OUT | {Role.COMPLIANCE}
"""Who reads scripts and the ballot at a desk; canvassers have theirs on the phone."""

JUDGES = CUTS | {Role.COMPLIANCE}
"""Who asks the gate and withdraws what should not be read."""

DECIDES = frozenset({Role.ADMIN, Role.COMPLIANCE})
"""Who opens the gate, if they did not write the text."""

REFUSALS = {409: OpenApiResponse(Problem, "The gate says no: fields say where.")} | BODY_REFUSALS
