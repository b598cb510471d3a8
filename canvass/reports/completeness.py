"""How much of what the phones did is here."""

from dataclasses import dataclass

from django.db.models import Q, Sum

from canvass.models import Device, FadedWork, Knock, QuarantinedItem
from canvass.models.faded import faded_device_id
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
    used = Knock.objects.for_campaign(campaign).values("device")
    organization = campaign.organization_id
    faded = FadedWork.objects.for_organization(organization)
    devices = (
        Device.objects.for_organization(organization)
        .filter(Q(pk__in=used) | Q(pk__in=faded.filter(campaign=campaign).values("device")))
        .exclude(pk=faded_device_id(organization))
    )
    stored = Knock.objects.filter(device__in=devices).count()
    stored += faded.filter(device__in=devices).aggregate(total=Sum("knocks"))["total"] or 0
    waiting = (
        QuarantinedItem.objects.filter(device__in=devices, uid__isnull=False)
        .filter(state__in=(HoldState.HELD, HoldState.QUARANTINED))
        .exclude(code="knock_rewritten")
        .count()
    )
    reported = devices.aggregate(total=Sum("last_seq_reported"))["total"] or 0
    received = stored + waiting
    return Completeness(received, waiting, max(reported, received))
