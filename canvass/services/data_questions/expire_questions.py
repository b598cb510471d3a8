"""Deletes questions that have stood for their time, with what was answered."""

from datetime import datetime

from canvass.models import DataQuestion
from turf.models import Organization
from turf.transactions import writing


@writing()
def expire_questions(*, organization: Organization, at: datetime) -> None:
    """Delete those of ``organization`` that had expired at ``at``. Safe to repeat."""
    DataQuestion.objects.for_organization(organization).expired(at).delete()
