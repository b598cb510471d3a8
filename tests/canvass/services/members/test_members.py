"""Members come, change and go; an organization always keeps an admin."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from canvass.models import AuditEntry, EnrolmentCode, Notice
from canvass.services.devices.enrolment_problems import CodeUnknown
from canvass.services.members.change_role import change_role
from canvass.services.members.end_membership import end_membership
from canvass.services.members.invite_member import invite_member
from canvass.services.members.member_problems import (
    LastAdmin,
    PasswordThere,
    RoleOutOfReach,
    UsernameTaken,
)
from canvass.services.members.set_first_password import set_first_password
from tests import factories as make
from turf.errors import StoopError
from turf.models import Membership, Role, User

NOW = datetime(2026, 10, 3, 13, tzinfo=UTC)
GOOD = "lantern-under-the-stoop"

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make.make_member(make.make_organization(), Role.ADMIN)


def invite(by, role=Role.CANVASSER, **more):
    usual = {"chosen_name": "Quetzalina", "invited_at": NOW}
    return invite_member(invited_by=by, role=role, **usual | more)


def test_who_is_invited_has_a_place_a_code_and_no_password(admin):
    member, row, code = invite(admin, role=Role.DIRECTOR, username="quetzalina")
    assert (member.organization, member.role) == (admin.organization, Role.DIRECTOR)
    assert not member.user.has_usable_password()
    assert row.code_hash == code.hash
    kinds = list(AuditEntry.objects.order_by("seq").values_list("kind", "facts"))
    assert kinds[-1] == ("member_invited", {"role": "director"})
    assert "uetzalin" not in str(list(AuditEntry.objects.values()))


def test_nobody_is_drawn_in_by_a_name_used_elsewhere_and_nobody_learns_of_it(admin):
    sister = make.make_member(make.make_organization(), Role.ADMIN)
    make.make_user(username="taken")
    theirs, _, _ = invite(sister, username="taken")
    ours, _, _ = invite(admin, username="taken")
    assert ours.user.username == f"taken@{admin.organization.slug}"
    assert theirs.user.username == f"taken@{sister.organization.slug}"
    with pytest.raises(UsernameTaken, match="of yours"):
        invite(admin, username="taken")
    assert EnrolmentCode.objects.count() == 2


def test_the_longest_names_fit(admin):
    admin.organization.slug = "s" * 200
    member, _, _ = invite(admin, username="u" * 90)
    assert len(member.user.username) <= 150


@pytest.mark.parametrize("role", [Role.ADMIN, Role.ANALYST, Role.COMPLIANCE, Role.DIRECTOR])
def test_a_director_invites_leads_and_canvassers_alone(admin, role):
    director = make.make_member(admin.organization, Role.DIRECTOR)
    with pytest.raises(RoleOutOfReach):
        invite(director, role=role)
    assert invite(director, role=Role.LEAD)[0].role == Role.LEAD


def test_a_change_of_role_is_on_record_once(admin):
    member = make.make_member(admin.organization, Role.LEAD)
    for _ in range(2):
        change_role(member=member, role=Role.DIRECTOR, changed_by=admin, changed_at=NOW)
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.facts) == ("role_changed", {"before": "lead", "after": "director"})


def test_the_last_admin_stays(admin):
    for take_away in (
        lambda: change_role(member=admin, role=Role.LEAD, changed_by=admin, changed_at=NOW),
        lambda: end_membership(member=admin, ended_by=admin, ended_at=NOW),
    ):
        with pytest.raises(LastAdmin):
            take_away()
    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == (Role.ADMIN, True)


def test_who_leaves_is_out_and_their_codes_with_them(admin):
    member, row, _ = invite(admin)
    for _ in range(2):
        end_membership(member=member, ended_by=admin, ended_at=NOW)
    row.refresh_from_db()
    assert row.revoked_at == NOW
    assert not Membership.objects.get(pk=member.pk).is_active
    assert AuditEntry.objects.filter(kind="member_ended").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_take_each_other_away_at_once_leave_one():
    one = make.make_member(make.make_organization(), Role.ADMIN)
    other = make.make_member(one.organization, Role.ADMIN)
    barrier = Barrier(2)

    def end(pair):
        try:
            barrier.wait(timeout=30)
            end_membership(member=pair[0], ended_by=pair[1], ended_at=NOW)
        except StoopError as error:
            return error.code
        finally:
            connections.close_all()
        return "ended"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(end, [(one, other), (other, one)]))
    assert outcomes == ["ended", "last_admin"]


def first(code, password=GOOD):
    return set_first_password(
        typed=str(code), password=password, address="10.0.0.1", at=timezone.now()
    )


def test_a_first_password_is_set_once_against_a_code(admin):
    member, _, code = invite(admin, role=Role.LEAD, invited_at=timezone.now())
    with pytest.raises(ValidationError):
        first(code, password="short")
    assert first(code) == member
    assert User.objects.get(pk=member.user_id).check_password(GOOD)
    with pytest.raises(CodeUnknown):
        first(code)
    assert GOOD not in str(list(AuditEntry.objects.values()))


def test_whoever_has_a_phone_hears_that_a_password_was_chosen_for_them(admin):
    member, _, code = invite(admin, role=Role.LEAD, invited_at=timezone.now())
    phone = make.make_device(member.organization)
    make.make_token(member, phone)
    first(code)
    notice = Notice.objects.get()
    assert (notice.membership, notice.kind) == (member, "password_chosen")
    assert AuditEntry.objects.get(kind="password_set").facts == {"made_by": admin.pk}


def test_who_has_a_password_keeps_it(admin):
    user = make.make_user()
    make.make_member(admin.organization, Role.LEAD, user=user)
    code_of = invite(admin, invited_at=timezone.now())
    EnrolmentCode.objects.filter(pk=code_of[1].pk).update(membership=user.memberships.get())
    with pytest.raises(PasswordThere):
        first(code_of[2])
    assert User.objects.get(pk=user.pk).check_password(make.PASSWORD)
