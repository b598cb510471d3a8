"""Keeps what somebody says to a question about their entries."""

from datetime import datetime

from canvass.models import DataQuestion
from turf.errors import NotFound
from turf.transactions import writing


@writing()
def answer_question(*, question: DataQuestion, words: str, at: datetime) -> DataQuestion:
    """Return ``question`` with its person's own ``words``; who leads them sees both from now on.

    Said again, the new words stand alone. Nothing else follows. Raises NotFound where it expired
    meanwhile.
    """
    standing = DataQuestion.objects.standing(at).select_for_update()
    held: DataQuestion | None = standing.filter(pk=question.pk).first()
    if held is None:
        raise NotFound("This question is gone by now; there is nothing left to answer.")
    if held.answer != words:
        held.answer, held.answered_at = words, at
        held.save(update_fields=["answer", "answered_at"])
    return held
