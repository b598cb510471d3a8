"""What a person says of when and where they can walk, sealed for the solver and themselves.

Nothing here tells who declared what, or anything: once somebody does, every member has one row for
each field, all of one length, and no time is kept.
"""

from django.db import models

from turf.models import Campaign, Membership
from turf.tenancy import TenantModel, one_of


class AvailabilityField(models.TextChoices):
    """What can be declared; there is no field for a reason, and none for words of one's own."""

    AREA = "area"
    HOME_BY = "home_by"
    DAYS = "days"
    NOT_WITH = "not_with"
    NO_STAIRS = "no_stairs"
    NO_DOGS = "no_dogs"
    LANGUAGES = "languages"


class AvailabilityKey(TenantModel):
    """The key of one person in one campaign, wrapped; destroying it makes what it sealed noise.

    ``declared_with`` is a keyed hash of the way in by which it was declared, a phone's token or a
    password: by any other it is not read back.
    ``expires_on`` is the same for all of a campaign.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    wrapped = models.BinaryField()
    expires_on = models.DateField(null=True, blank=True)
    declared_with = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("membership", "campaign", name="availability_key_once"),
        ]

    def __str__(self) -> str:
        return f"availability key {self.pk}"


class SealedAvailability(TenantModel):
    """One field, sealed with the key of its person."""

    key = models.ForeignKey(
        AvailabilityKey, on_delete=models.CASCADE, related_name="fields", db_index=False
    )
    field = models.CharField(max_length=20, choices=AvailabilityField.choices)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint("key", "field", name="availability_field_once"),
            one_of("field", AvailabilityField, "availability_field_known"),
        ]

    def __str__(self) -> str:
        return f"sealed availability {self.pk}"


class ProposalDay(TenantModel):
    """The last day on which somebody took part in a proposal, whatever came of it for them."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    def __str__(self) -> str:
        return f"proposal day {self.pk}"
