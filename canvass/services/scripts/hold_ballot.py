"""Takes turns between who decides about texts and who changes what they are judged by."""

from turf.models import Campaign


def hold_ballot(*, campaign: int) -> None:
    """Lock the row of ``campaign`` until the transaction ends, before anything else is read."""
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign)


def hold_ballots(*, organization: int) -> None:
    """Lock the rows of all campaigns of ``organization``, whose texts know each other's names."""
    campaigns = Campaign.objects.for_organization(organization).order_by("pk")
    list(campaigns.select_for_update(no_key=True).values_list("pk"))
