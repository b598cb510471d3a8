"""What can be wrong with scripts, other texts, races and their gate."""

from collections.abc import Sequence

from canvass.scripts.problem import Problem
from turf.errors import StoopError


class DocumentRefused(StoopError):
    """A document cannot be used as it is; ``fields`` maps each place to what to mend."""

    code = "document_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"Mend what is named in fields and send it again: {len(problems)} in all")
        self.problems = tuple(problems)
        self.fields: dict[str, list[str]] = {}
        for one in problems:
            self.fields.setdefault(one.place, []).append(f"{one.code}: {one.message}")


class GateClosed(StoopError):
    """A text may not be read at a door."""

    code = "gate_closed"


class GateBlocked(StoopError):
    """A check found what nobody may approve; ``fields`` maps each place to its findings."""

    code = "gate_blocked"

    def __init__(self, fields: dict[str, list[str]]) -> None:
        super().__init__("Nobody may approve this as it stands: mend what is named in fields")
        self.fields = fields


class NeedsCompliance(StoopError):
    """A message holds what a person should decide about; ``fields`` maps places to findings."""

    code = "needs_compliance"

    def __init__(self, fields: dict[str, list[str]]) -> None:
        super().__init__("Say it otherwise, or let somebody of compliance send it: see fields")
        self.fields = fields


class ApproverIsAuthor(StoopError):
    """Somebody decides about their own text."""

    code = "approver_is_author"


class AuthorUnknown(StoopError):
    """Nobody knows who wrote a text, so nobody can be somebody else."""

    code = "author_unknown"


class NotAGatekeeper(StoopError):
    """A role that does not gate texts decides about one."""

    code = "not_a_gatekeeper"


class ContentChanged(StoopError):
    """What is stored of a text is not what its fingerprint was taken of."""

    code = "content_changed"


class ReasonMissing(StoopError):
    """Something was rejected without saying why."""

    code = "reason_missing"


class NotAFallback(StoopError):
    """A script version cannot stand in for all others."""

    code = "not_a_fallback"


class FallbackInUse(StoopError):
    """The fallback script would leave its campaign without one."""

    code = "fallback_in_use"


class NotADisclaimer(StoopError):
    """A sentence that names somebody cannot be approved for every text."""

    code = "not_a_disclaimer"
