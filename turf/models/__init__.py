"""Every model of the ground, one room a file."""

from turf.models.ballot import (
    BallotStatus,
    Candidate,
    Disclaimer,
    Officeholder,
    OwnAnswer,
    Party,
    Race,
    RaceQuestion,
    Slogan,
)
from turf.models.campaign import Campaign, Jurisdiction
from turf.models.cut import Cut, Stop, Turf, UnassignedDoor
from turf.models.door import Building, Door, Household, Person
from turf.models.import_source import ImportSource, Suppression, SuppressionSalt
from turf.models.organization import (
    HANDS_OUT,
    HOLDS,
    NEEDS_MFA,
    Membership,
    Organization,
    Role,
    User,
)
from turf.models.precinct import Precinct
from turf.models.street import Street
from turf.models.turf_edit import EditKind, TurfEdit
from turf.models.universe import Universe, UniverseMember
from turf.models.walk_list import ListedDoor, ListedPerson, Round, WalkList

__all__ = [
    "HANDS_OUT",
    "HOLDS",
    "NEEDS_MFA",
    "BallotStatus",
    "Building",
    "Campaign",
    "Candidate",
    "Cut",
    "Disclaimer",
    "Door",
    "EditKind",
    "Household",
    "ImportSource",
    "Jurisdiction",
    "ListedDoor",
    "ListedPerson",
    "Membership",
    "Officeholder",
    "Organization",
    "OwnAnswer",
    "Party",
    "Person",
    "Precinct",
    "Race",
    "RaceQuestion",
    "Role",
    "Round",
    "Slogan",
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
