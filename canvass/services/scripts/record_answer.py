"""Writes down what a candidate answered, word for word."""

from datetime import datetime

from canvass.scripts.source import is_source
from canvass.services.scripts.close_stale_gates import close_stale_gates
from canvass.services.scripts.hold_ballot import hold_ballots
from turf.errors import NotFound, StoopError
from turf.models import Candidate, Membership, OwnAnswer, RaceQuestion
from turf.transactions import writing


class SourceMissing(StoopError):
    """An answer came without where it can be read."""

    code = "source_missing"


class AnswerTooLong(StoopError):
    """An answer is longer than every candidate of its race was told."""

    code = "answer_too_long"


@writing()
def record_answer(  # noqa: PLR0913 (all by name)
    *,
    question: RaceQuestion,
    candidate: Candidate,
    language: str,
    text: str,
    source: str,
    recorded_by: Membership | None,
    at: datetime,
) -> OwnAnswer:
    """Return the answer; an empty ``text`` says that they were asked and did not respond.

    Repeated, it is set anew. Approvals by another ballot are closed: what is read at doors is what
    was answered. Raises SourceMissing where ``source`` is nothing that can be looked up,
    AnswerTooLong, and NotFound for a candidate of another race.
    """
    hold_ballots(organization=question.organization_id)
    if candidate.race_id != question.race_id:
        raise NotFound(f"Candidate {candidate.pk} does not stand in the race of this question")
    if text.strip() and not is_source(source):
        raise SourceMissing(
            "Say where this answer can be read, by an address or with a date: nobody has to believe"
            " us"
        )
    limit = question.race.answer_limit
    if limit is not None and len(text) > limit:
        raise AnswerTooLong(
            f"Keep to the {limit} characters that everybody has: it has {len(text)}"
        )
    answer, _ = OwnAnswer.objects.update_or_create(
        organization_id=question.organization_id,
        candidate=candidate,
        question=question,
        language=language,
        defaults={"text": text.strip(), "source": source.strip()},
    )
    close_stale_gates(campaign=question.race.campaign, at=at, by=recorded_by)
    return answer
