"""Writes down the parties, officeholders and slogans that no text may take sides about."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from canvass.services.scripts.close_stale_gates import close_stale_gates
from canvass.services.scripts.hold_ballot import hold_ballots
from turf.models import Campaign, Membership, Officeholder, Party, Slogan
from turf.transactions import writing


@writing()
def save_ballot_names(
    *,
    campaign: Campaign,
    parties: Sequence[Mapping[str, Any]],
    officeholders: Sequence[Mapping[str, Any]],
    slogans: Sequence[str],
    saved_by: Membership | None,
    at: datetime,
) -> None:
    """Make these the names of ``campaign``; approvals by others are closed. Safe to repeat.

    A party has ``name`` and ``aliases``, an officeholder ``office`` as well. Of several of one name
    the last counts.
    """
    hold_ballots(organization=campaign.organization_id)
    for model, wanted in ((Party, parties), (Officeholder, officeholders)):
        kept = {one["name"]: one for one in wanted}
        model._default_manager.filter(campaign=campaign).exclude(name__in=kept).delete()
        for name, fields in kept.items():
            model._default_manager.update_or_create(
                organization_id=campaign.organization_id,
                campaign=campaign,
                name=name,
                defaults=dict(fields),
            )
    Slogan.objects.filter(campaign=campaign).exclude(text__in=slogans).delete()
    for text in slogans:
        Slogan.objects.get_or_create(
            organization_id=campaign.organization_id, campaign=campaign, text=text
        )
    close_stale_gates(campaign=campaign, at=at, by=saved_by)
