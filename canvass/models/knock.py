"""What happened at a door: events that are never changed, only superseded."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from canvass.models.device import Device
from canvass.models.script import Question, ScriptVersion
from canvass.rates.dispositions import Disposition
from turf.models import Campaign, Door, Membership, Person, WalkList
from turf.querysets import CampaignQuerySet
from turf.tenancy import TenantModel

DISPOSITIONS = sorted(disposition.value for disposition in Disposition)
LONGEST_FACTS = 320
"""Ten codes of 31 letters, with their commas."""


class Knock(TenantModel):
    """One visit to one door, as the phone recorded it.

    ``uid`` is the phone's UUIDv7, unique within the organization (a key over all organizations
    would let one learn of another's). ``disposition`` is the leading one of its results.
    ``knocked_at`` is the phone's clock, ``corrected_at`` the server's best estimate with
    ``uncertainty_s`` seconds either way; ``local_day``, ``local_hour`` are in the precinct's time
    zone; ``is_out_of_hours`` says that those were not the campaign's. ``supersedes`` names the uid
    of the knock that this one corrects. ``is_script_withdrawn`` says that it was made with a script
    that had been withdrawn, ``is_note_held`` that its note takes sides and is shown in no report.
    ``closes_building`` is null where the phone did not say;
    ``hazards`` and ``access`` are codes joined by commas. A while after its list closed a knock is
    faded: its person gives way to ``faded_as``, a random key of that list.
    """

    uid = models.UUIDField()
    content_hash = models.CharField(max_length=64)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="knocks", db_index=False
    )
    walk_list = models.ForeignKey(
        WalkList, on_delete=models.PROTECT, related_name="knocks", db_index=False
    )
    door = models.ForeignKey(Door, on_delete=models.PROTECT, related_name="knocks")
    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, related_name="knocks", db_index=False
    )
    device_seq = models.PositiveBigIntegerField()
    membership = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="knocks", db_index=False
    )
    script_version = models.ForeignKey(
        ScriptVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="knocks"
    )
    answered = models.BooleanField()
    disposition = models.CharField(max_length=20)
    left_literature = models.BooleanField(default=False)
    come_back_at = models.DateTimeField(null=True, blank=True)
    language_needed = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    batch = models.UUIDField(null=True, blank=True)
    off_m = models.FloatField(null=True, blank=True)
    accuracy_m = models.FloatField(null=True, blank=True)
    knocked_at = models.DateTimeField()
    monotonic_ms = models.PositiveBigIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()
    corrected_at = models.DateTimeField()
    clock_offset_s = models.FloatField(null=True, blank=True)
    uncertainty_s = models.FloatField(null=True, blank=True)
    is_clock_off = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)
    local_day = models.DateField()
    local_hour = models.PositiveSmallIntegerField()
    supersedes = models.UUIDField(null=True, blank=True)
    is_superseded = models.BooleanField(default=False)
    is_out_of_hours = models.BooleanField(default=False)
    is_script_withdrawn = models.BooleanField(default=False)
    is_note_held = models.BooleanField(default=False)
    do_not_knock = models.BooleanField(default=False)
    closes_building = models.BooleanField(null=True, blank=True)
    hazards = models.CharField(max_length=LONGEST_FACTS, blank=True)
    access = models.CharField(max_length=LONGEST_FACTS, blank=True)
    faded_as = models.UUIDField(null=True, blank=True)
    extra = models.JSONField(default=dict)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "uid", name="knock_uid_once"),
            models.CheckConstraint(
                name="knock_disposition_known", condition=Q(disposition__in=DISPOSITIONS)
            ),
            models.CheckConstraint(name="knock_hour_of_day", condition=Q(local_hour__lte=23)),
            models.CheckConstraint(
                name="knock_supersedes_another",
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("uid")),
            ),
        ]
        indexes = [
            models.Index(fields=["membership", "device", "device_seq"], name="knock_by_sequence"),
            models.Index(fields=["campaign", "local_day"], name="knock_by_day"),
            models.Index(fields=["walk_list", "door"], name="knock_by_list_and_door"),
            models.Index(
                fields=["organization", "supersedes"],
                condition=Q(supersedes__isnull=False),
                name="knock_by_superseded",
            ),
        ]

    def __str__(self) -> str:
        return f"knock {self.uid}"


class Result(TenantModel):
    """What came of one person, or of the household as a whole (``person`` null), at a knock."""

    knock = models.ForeignKey(
        Knock, on_delete=models.CASCADE, related_name="results", db_index=False
    )
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="results"
    )
    position = models.PositiveSmallIntegerField()
    disposition = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint("knock", "position", name="result_position_once"),
            models.CheckConstraint(
                name="result_disposition_known", condition=Q(disposition__in=DISPOSITIONS)
            ),
        ]

    def __str__(self) -> str:
        return f"result {self.pk}"


class Response(TenantModel):
    """One answer to one question; ``wording``, in ``language``, is what the phone says was read."""

    result = models.ForeignKey(
        Result, on_delete=models.CASCADE, related_name="responses", db_index=False
    )
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="responses")
    value = models.JSONField()
    wording = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("result", "question", name="response_once_a_question"),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"
