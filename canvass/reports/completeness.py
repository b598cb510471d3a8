"""How much of what the phones did is here."""

from dataclasses import dataclass

from django.db.models import Sum

from canvass.models import Device, PhoneTally, QuarantinedItem
from canvass.models.intake import HoldState
from canvass.rates.rate import Rate
from turf.models import Campaign


@dataclass(frozen=True, slots=True)
class Completeness:
    """Knocks ``received``, of which ``waiting`` wait for a person, of those ``reported`` by phones.

    Counted are all knocks of the phones that knocked in the campaign, because a phone numbers its
    knocks through.
    """

    received: int
    waiting: int
    reported: int

    @property
    def rate(self) -> Rate:
        """The share received; no sample, hence no interval."""
        rule = "knocks received / knocks the devices say they made"
        return Rate(
            "sync_completeness", self.received, self.reported, "knock", rule, has_interval=False
        )


def sync_completeness(campaign: Campaign) -> Completeness:
    """Compare what came with what the phones of ``campaign`` say they made."""
    used = PhoneTally.objects.for_campaign(campaign).filter(received__gt=0).values("device")
    devices = Device.objects.for_organization(campaign.organization_id).filter(pk__in=used)
    tallies = PhoneTally.objects.for_organization(campaign.organization_id)
    of_phones = tallies.filter(device__in=devices).aggregate(total=Sum("received"))
    stored = of_phones["total"] or 0
    waiting = (
        QuarantinedItem.objects.filter(device__in=devices, uid__isnull=False)
        .filter(state__in=(HoldState.HELD, HoldState.QUARANTINED))
        .exclude(code="knock_rewritten")
        .count()
    )
    reported = devices.aggregate(total=Sum("last_seq_reported"))["total"] or 0
    received = stored + waiting
    return Completeness(received, waiting, max(reported, received))
