"""Erases one person, for good."""

from datetime import datetime

from canvass.models import AuditKind
from canvass.services.audit.record_audit import record_audit
from turf.models import Membership, Person
from turf.services.suppress_people import Identity, suppress_people
from turf.transactions import writing


@writing()
def erase_person(*, person: Person, erased_by: Membership | None, erased_at: datetime) -> int:
    """Forget ``person`` on all ground of the organization; how many records of them there were.

    What is left is a salted hash, by which every later file leaves them out as it does
    confidential people. Lists, universes and notices lose them; knocks and tallies stay, of a
    household where it was of a person. ``erased_by`` is None for the command line.
    """
    home = person.household
    identity = Identity(
        key=person.key,
        given_name=person.given_name,
        family_name=person.family_name,
        building=home.door.building_id if home else 0,
    )
    records = suppress_people(jurisdiction=person.jurisdiction, people=[identity])
    record_audit(
        subject=person,
        kind=AuditKind.PERSON_ERASED,
        actor=erased_by,
        at=erased_at,
        facts={"records": records},
    )
    return records
