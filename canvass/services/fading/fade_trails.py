"""Fades the trails of an organization's closed lists, and what was asked about them."""

from datetime import datetime, timedelta

from canvass.services.data_questions.expire_questions import expire_questions
from canvass.services.fading.expire_leaves import expire_leaves
from canvass.services.fading.fade_list import fade_list
from canvass.services.fading.find_closed_lists import find_closed_lists
from canvass.services.fading.forget_tombstones import forget_tombstones
from canvass.services.fading.withdraw_knocks import withdraw_knocks
from turf.models import Organization

KEPT_DAYS = 30
WITHDRAWN_AFTER_DAYS = 23
"""A week before, so that a phone that comes by has time to drop what will not be its own."""


def fade_trails(*, organization: Organization, at: datetime) -> int:
    """Fade every list that closed `KEPT_DAYS` before ``at``, each by itself; return how many.

    Knocks of lists that will follow soon are withdrawn from phones first; questions about entries
    go when their own time is over, and so do presses of who needed to leave; offers that came to
    nothing go after a night. Safe to repeat, and to break off.
    """
    expire_questions(organization=organization, at=at)
    expire_leaves(organization=organization, at=at)
    forget_tombstones(organization=organization, at=at)
    withdrawn_by = at - timedelta(days=WITHDRAWN_AFTER_DAYS)
    for walk_list in find_closed_lists(organization=organization, closed_by=withdrawn_by):
        withdraw_knocks(walk_list=walk_list)
    closed_by = at - timedelta(days=KEPT_DAYS)
    lists = find_closed_lists(organization=organization, closed_by=closed_by)
    for walk_list in lists:
        fade_list(walk_list=walk_list)
    return len(lists)
