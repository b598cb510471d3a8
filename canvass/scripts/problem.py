"""What is wrong with a script, a race or a listing, and where."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: ``place`` is a path into the document, the message says what to do."""

    place: str
    code: str
    message: str


class Refused(ValueError):
    """A document that cannot be used as it is; ``problems`` are all that was found."""

    code = "document_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{one.place}: {one.message}" for one in problems))
        self.problems = tuple(problems)
