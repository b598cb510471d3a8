"""What rows name beyond what a world holds: made when a row is asked."""

from uuid import uuid4

from canvass.models import FoundDoor, HoursEdit
from canvass.services.figures.keep_report import keep_report
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift
from tests.permissions.row import OWN
from turf.models import Person


def waiting(side):
    """Name an item that the canvasser of that side sent and that waits."""

    def find(worlds):
        own = worlds[side]
        sender = {"device": own.devices["canvasser"], "membership": own.members["canvasser"]}
        return {"pk": make.make_waiting_item(own.organization, **sender).pk}

    return find


def asked(side):
    """Name a household's wish on that side."""

    def find(worlds):
        own = worlds[side]
        door = own.walk_list.listed_doors.get(position=1).door
        return {"pk": make.make_keep_away(door).pk}

    return find


def universe(side):
    """Name a universe of that side."""

    def find(worlds):
        own = worlds[side].campaign.universes
        made, _ = own.get_or_create(organization=worlds[side].organization, name="everybody")
        return {"pk": made.pk}

    return find


def other_team(own):
    """Make a team of that world: a lead, a canvasser, and the shift they are in."""
    people = [make.make_member(own.organization, role) for role in ("canvasser", "lead")]
    return people[0], make_shift(own.campaign, *people)


def shift_elsewhere(worlds):
    """Plan a shift that another lead leads."""
    return {"pk": other_team(worlds[OWN])[1].pk}


def member_elsewhere(worlds):
    """Name a canvasser of another lead's team."""
    return {"pk": other_team(worlds[OWN])[0].pk}


def phone_elsewhere(worlds):
    """Name the phone of a canvasser of another lead's team."""
    member, _ = other_team(worlds[OWN])
    phone = make.make_device(member.organization)
    make.make_token(member, phone)
    return {"pk": phone.pk}


def code_elsewhere(worlds):
    """Name a code for a canvasser of another lead's team."""
    return {"pk": make.make_code(other_team(worlds[OWN])[0]).pk}


def loan_elsewhere(worlds):
    """Name a loan to a canvasser of another lead's team."""
    own = worlds[OWN]
    member, _ = other_team(own)
    return {"pk": make.make_assignment(make.make_walk_list(own.turf), member).pk}


def lent(side, role):
    """Name a loan, of a list of its own, to the member of that side and role."""

    def find(worlds):
        own = worlds[side]
        return {"pk": make.make_assignment(make.make_walk_list(own.turf), own.members[role]).pk}

    return find


def shift_of(side):
    """Plan a shift of that side's canvasser, that starts now."""

    def find(worlds):
        own = worlds[side]
        return {"pk": make_shift(own.campaign, own.members["canvasser"]).pk}

    return find


def hours_edit_of(side):
    """Edit the hours of that side's canvasser."""

    def find(worlds):
        own = worlds[side]
        shift = make_shift(own.campaign, own.members["canvasser"])
        edit = HoursEdit.objects.create(
            organization=own.organization,
            member=shift.members.get(),
            before={},
            after={},
            edited_at=shift.starts_at,
        )
        return {"pk": edit.pk}

    return find


def campaign_of(side):
    return lambda worlds: {"campaign": worlds[side].campaign.slug}


def paper_of(side):
    return lambda worlds: {"organization": worlds[side].organization.slug, "token": "a" * 26}


def code_in(side):
    """Name a code for the canvasser of that side."""

    def find(worlds):
        return {"pk": make.make_code(worlds[side].members["canvasser"]).pk}

    return find


def phone_in(side):
    """Name a phone on which the canvasser of that side is."""

    def find(worlds):
        member = worlds[side].members["canvasser"]
        phone = make.make_device(member.organization)
        make.make_token(member, phone)
        return {"pk": phone.pk}

    return find


def person_in(side):
    """Name somebody who lives behind a door of that side."""

    def find(worlds):
        own = worlds[side].organization
        return {"pk": Person.objects.for_organization(own).order_by("pk").last().pk}

    return find


def found_in(side):
    """Name a found door of that side that waits."""

    def find(worlds):
        walk_list = worlds[side].walk_list
        found = FoundDoor.objects.create(
            organization_id=walk_list.organization_id,
            uid=uuid4(),
            walk_list=walk_list,
            content_hash="0" * 64,
            document={"building": None, "number": "", "street": "", "unit": ""},
            state="waiting",
            code="no_address",
            received_at=make.FROZEN_AT,
        )
        return {"pk": found.pk}

    return find


def snapshot(side, *, is_withheld=False):
    """Name a report that was kept on that side."""

    def find(worlds):
        kept = keep_report(
            campaign=worlds[side].campaign,
            body="{}",
            as_of=make.FROZEN_AT,
            is_withheld=is_withheld,
        )
        return {"pk": kept.pk}

    return find


def data_question_of(side):
    """Ask the canvasser of that side something; anew each time."""

    def find(worlds):
        return {"pk": make.make_data_question(worlds[side].campaign, worlds[side].canvasser).pk}

    return find
