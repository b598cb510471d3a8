"""A whole organization at work, for tests that look at everything at once."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from canvass.models import Assignment, Device, ScriptVersion
from tests import factories as make
from turf.models import Campaign, Membership, Organization, Precinct, Role, Turf, WalkList


@dataclass(slots=True)
class World:
    """One organization: a member of each role, ground, and a list lent to the canvasser.

    ``colleague_list`` is lent to ``colleague``, another canvasser, by ``colleague_assignment``.
    """

    organization: Organization
    campaign: Campaign
    precinct: Precinct
    turf: Turf
    walk_list: WalkList
    assignment: Assignment
    colleague_list: WalkList
    colleague_assignment: Assignment
    version: ScriptVersion
    members: dict[str, Membership]
    colleague: Membership
    devices: dict[str, Device] = field(default_factory=dict)

    @property
    def canvasser(self) -> Membership:
        """The canvasser whose list is ``walk_list``."""
        return self.members[Role.CANVASSER]

    @property
    def canvasser_device(self) -> Device:
        """The canvasser's phone."""
        return self.devices[Role.CANVASSER]

    def by_token(self, role: str) -> Client:
        """Return a client with the token of the member of ``role``."""
        token = make.make_token(self.members[role], self.devices[role])
        return Client(headers={"Authorization": f"Token {token}"}, raise_request_exception=False)

    def by_session(self, role: str) -> Client:
        """Return a client in which the member of ``role`` signed in."""
        client = Client(raise_request_exception=False)
        client.force_login(self.members[role].user)
        return client


def make_world(**organization: Any) -> World:
    """Make an organization with two precincts of three doors and two residents each."""
    tenant = make.make_organization(**organization)
    members = {role.value: make.make_member(tenant, role) for role in Role}
    colleague = make.make_member(tenant, Role.CANVASSER)
    campaign = make.make_campaign(tenant)
    cut = make.make_cut(campaign)
    version = make.make_script_version(campaign)
    ground = [make_list(campaign, cut, column) for column in range(2)]
    lend = {"script_version": version}
    (precinct, turf, walk_list), (_, _, colleague_list) = ground
    return World(
        organization=tenant,
        campaign=campaign,
        precinct=precinct,
        turf=turf,
        walk_list=walk_list,
        assignment=make.make_assignment(walk_list, members[Role.CANVASSER], **lend),
        colleague_list=colleague_list,
        colleague_assignment=make.make_assignment(colleague_list, colleague, **lend),
        version=version,
        members=members,
        colleague=colleague,
        devices={role: make.make_device(tenant) for role in members},
    )


def make_list(campaign: Campaign, cut: Any, column: int) -> tuple[Precinct, Turf, WalkList]:
    """Make a precinct with three doors, the turf of them, and its list."""
    precinct = make.make_precinct(campaign.jurisdiction, boundary=make.square(column))
    doors = make.make_doors(precinct, 3)
    for door in doors:
        make.make_person(door)
        make.make_person(door, given_name="Bruno", language="es")
    turf = make.make_turf(cut, doors)
    walk_list = make.make_walk_list(turf)
    return precinct, turf, walk_list
