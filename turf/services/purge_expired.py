"""Erases people whose files may not be kept any longer."""

from datetime import datetime

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from turf.models import ImportSource, Organization, Person, UniverseMember
from turf.models.door import Standing
from turf.transactions import writing

NOBODY = "erased:"


@writing()
def purge_expired(*, at: datetime, organization: Organization) -> int:
    """Erase everybody who came with no file that lasts beyond ``at``; how many they were.

    Name, language, home and the file's id go, and with them their place in universes. What is left
    is somebody of whom nothing is known, so that tallies stay what they are. Repeated, it finds
    nobody.
    """
    sources = ImportSource.objects.for_organization(organization)
    over = sources.filter(expires_on__lt=at.date())
    people = Person.objects.filter(source__in=over).exclude(key__startswith=NOBODY)
    UniverseMember.objects.filter(person__in=people).delete()
    erased: int = people.update(
        key=Concat(Value(NOBODY), Cast(F("pk"), CharField())),
        given_name="",
        family_name="",
        language="",
        household=None,
        standing=Standing.RESIDENT,
        found="",
        found_on=None,
        found_door=None,
        registered_on=None,
    )
    over.filter(purged_at__isnull=True).update(purged_at=at)
    return erased
