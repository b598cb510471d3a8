"""Whether conversation after conversation has the same answers, where others' have not."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby

from canvass.rates.data_questions.noticed import Noticed, Pattern
from canvass.rates.intervals import wilson

SHORTEST_RUN = 5
"""A shorter run is nothing to ask about, however rare its answers."""

CHANCE = 0.05
"""A run is asked about where one so long comes up by itself less often than this."""


def notice_same_answers(
    answers: Sequence[Hashable], others: Mapping[Hashable, int]
) -> Noticed | None:
    """Notice a run of consecutive conversations with the same answers, if that is rare.

    ``answers`` holds for each conversation of the day, in order, all that was answered in it;
    ``others`` how many conversations of other people had which answers. In n conversations a run of
    r comes up with a chance of at most (n - r + 1) p^r, where p is the share of conversations with
    those answers; taken is the upper end of Wilson's interval of the others' share, so that little
    known of others counts for the person. Where all agree, long runs are common, and nobody is
    asked. Of several runs the rarest is told.
    """
    total = sum(others.values())
    rarest: tuple[float, int] | None = None
    for told, run in groupby(answers):
        length = sum(1 for _ in run)
        share = wilson(others.get(told, 0), total)
        chance = (len(answers) - length + 1) * (share.high if share else 1) ** length
        if length >= SHORTEST_RUN and chance < CHANCE:
            rarest = min(rarest or (chance, length), (chance, length))
    if rarest is None:
        return None
    return Noticed(Pattern.SAME_ANSWERS, {"conversations": rarest[1]})
