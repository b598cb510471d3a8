"""The same fields in the same number of tables, without what our protocol needs."""

from django.db import models

from canvass.models import Device, Question, ScriptVersion
from turf.models import Door, Membership, Person, WalkList


class PlainKnock(models.Model):  # noqa: DJ008
    uid = models.UUIDField(unique=True)
    walk_list = models.ForeignKey(WalkList, on_delete=models.PROTECT, related_name="+")
    door = models.ForeignKey(Door, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    device_seq = models.PositiveBigIntegerField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    script_version = models.ForeignKey(
        ScriptVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered = models.BooleanField()
    left_literature = models.BooleanField(default=False)
    come_back_at = models.DateTimeField(null=True)
    language_needed = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    batch = models.UUIDField(null=True)
    off_m = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    knocked_at = models.DateTimeField()
    monotonic_ms = models.PositiveBigIntegerField(null=True)
    received_at = models.DateTimeField(auto_now_add=True)
    supersedes = models.UUIDField(null=True)


class PlainResult(models.Model):  # noqa: DJ008
    knock = models.ForeignKey(PlainKnock, on_delete=models.CASCADE, related_name="results")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    disposition = models.CharField(max_length=20)


class PlainResponse(models.Model):  # noqa: DJ008
    result = models.ForeignKey(PlainResult, on_delete=models.CASCADE, related_name="responses")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    value = models.JSONField()
    wording = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
