"""Judges knocks by what was lent to who sent them."""

from collections.abc import Sequence

from canvass.models import Intake
from canvass.services.knocks.store_knocks import Admitted
from canvass.sync.admission import Lent, Refusal, refusal_of
from canvass.sync.clock import correct_time
from canvass.sync.item import Item


def admit_knocks(
    *, items: Sequence[Item], lent: Lent, intake: Intake
) -> tuple[list[Admitted], list[tuple[Item, Refusal]]]:
    """Part readable ``items`` into those that may be applied, and those that may not and why.

    Judged is by stored times alone, those of ``intake`` above all: whenever it is done, the result
    is the same.
    """
    admitted: list[Admitted] = []
    refused: list[tuple[Item, Refusal]] = []
    revoked_at = intake.device.revoked_at
    for item in items:
        knock = item.knock
        if knock is None:
            raise ValueError("only what could be read can be judged")
        made = correct_time(
            knock.knocked_at, sent_at=intake.sent_at, received_at=intake.received_at
        )
        refusal = refusal_of(knock, lent, made, revoked_at=revoked_at)
        if refusal:
            refused.append((item, refusal))
        else:
            admitted.append(Admitted(item, knock, made, lent, intake))
    return admitted, refused
