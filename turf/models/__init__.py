"""Every model of the ground, one room a file."""

from turf.models.campaign import Campaign, Candidate, Jurisdiction, Race
from turf.models.cut import Cut, Stop, Turf, UnassignedDoor
from turf.models.door import Building, Door, Household, Person
from turf.models.import_source import ImportSource, Suppression, SuppressionSalt
from turf.models.organization import HANDS_OUT, NEEDS_MFA, Membership, Organization, Role, User
from turf.models.precinct import Precinct
from turf.models.street import Street
from turf.models.turf_edit import EditKind, TurfEdit
from turf.models.universe import Universe, UniverseMember
from turf.models.walk_list import ListedDoor, ListedPerson, Round, WalkList

__all__ = [
    "HANDS_OUT",
    "NEEDS_MFA",
    "Building",
    "Campaign",
    "Candidate",
    "Cut",
    "Door",
    "EditKind",
    "Household",
    "ImportSource",
    "Jurisdiction",
    "ListedDoor",
    "ListedPerson",
    "Membership",
    "Organization",
    "Person",
    "Precinct",
    "Race",
    "Role",
    "Round",
    "Stop",
    "Street",
    "Suppression",
    "SuppressionSalt",
    "Turf",
    "TurfEdit",
    "UnassignedDoor",
    "Universe",
    "UniverseMember",
    "User",
    "WalkList",
]
