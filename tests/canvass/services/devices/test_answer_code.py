"""A code makes one phone known for one member, once, and gives nothing else."""

import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.enrolment_codes import (
    LENGTH,
    LETTERS,
    Code,
    CodeUnreadable,
    keyed_hash,
    new_code,
    read_code,
)
from canvass.models import (
    AttemptCount,
    AuditEntry,
    Device,
    DeviceToken,
    EnrolmentCode,
    Notice,
)
from canvass.services.attempts.count_attempt import WINDOW, TooManyAttempts
from canvass.services.devices import try_code
from canvass.services.devices.answer_code import Answering, answer_code
from canvass.services.devices.enrolment_problems import (
    CodeAnswered,
    CodeExpired,
    CodeForDesk,
    CodeRevoked,
    CodeUnknown,
    MayNotEnrol,
    MembershipOver,
)
from canvass.services.devices.make_enrolment_codes import (
    SHEET_VALID_FOR,
    VALID_FOR,
    make_enrolment_codes,
)
from canvass.services.devices.revoke_codes import revoke_codes
from canvass.services.devices.revoke_token import revoke_token
from tests import factories as make
from turf.models import NEEDS_MFA, Membership, Role

NOW = datetime(2026, 10, 3, 13, tzinfo=UTC)


@pytest.fixture
def lead(db: None) -> Membership:
    return make.make_member(make.make_organization(), Role.LEAD)


@pytest.fixture
def canvasser(lead: Membership) -> Membership:
    return make.make_member(lead.organization, Role.CANVASSER)


def code_for(member: Membership, lead: Membership, **more: bool) -> Code:
    [(_, code)] = make_enrolment_codes(members=[member], made_by=lead, made_at=NOW, **more)
    return code


def answer(code: Code | str, at: datetime = NOW, key: str = "", **phone):
    asking = Answering(name="phone", key=key or str(uuid.uuid4()), **phone)
    return answer_code(typed=str(code), phone=asking, address="10.1.2.3", at=at)


@given(st.text(alphabet=LETTERS, min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_read_as_it_is_written_however_it_is_typed(letters: str) -> None:
    code = Code(letters)
    typed = str(code).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(str(code)) == read_code(f" {typed} ") == code


@given(st.text(max_size=40))
def test_what_cannot_be_a_code_is_said_to_be_none(typed: str) -> None:
    with suppress(CodeUnreadable):
        assert len(read_code(typed).letters) == LENGTH


@pytest.mark.parametrize(("is_sheet", "valid_for"), [(False, VALID_FOR), (True, SHEET_VALID_FOR)])
def test_a_code_is_good_for_its_time_and_not_longer(canvasser, lead, is_sheet, valid_for) -> None:
    late = code_for(canvasser, lead, is_sheet=is_sheet)
    with pytest.raises(CodeExpired):
        answer(late, at=NOW + valid_for)

    enrolled = answer(late, at=NOW + valid_for - timedelta(seconds=1))

    assert enrolled.membership == canvasser
    assert DeviceToken.objects.get().membership == canvasser


def test_a_code_is_kept_only_as_a_keyed_hash(canvasser, lead) -> None:
    code = code_for(canvasser, lead)
    row = EnrolmentCode.objects.get()
    kept = {str(value) for value in EnrolmentCode.objects.values().get().values()}
    assert not any(code.letters[4:] in value for value in kept)
    assert row.code_hash == keyed_hash("code", code.letters)
    assert len({new_code().letters for _ in range(100)}) == 100


def test_a_code_answered_by_another_phone_is_spent(canvasser, lead) -> None:
    code = code_for(canvasser, lead)
    answer(code)
    with pytest.raises(CodeAnswered):
        answer(code)
    assert Device.objects.count() == 1


def test_a_phone_that_lost_the_answer_asks_again_and_is_the_same_phone(canvasser, lead) -> None:
    code, key = code_for(canvasser, lead), str(uuid.uuid4())
    first, second = answer(code, key=key), answer(code, key=key)
    assert first.device == second.device
    assert first.token != second.token
    assert DeviceToken.objects.count() == 1


def test_a_second_person_on_a_phone_has_a_token_of_their_own_there(canvasser, lead) -> None:
    other = make.make_member(lead.organization, Role.CANVASSER)
    phone = answer(code_for(canvasser, lead)).device

    enrolled = answer(code_for(other, lead), device=phone)

    assert enrolled.device == phone
    assert set(phone.tokens.values_list("membership", flat=True)) == {canvasser.pk, other.pk}


def test_the_same_phone_in_another_organization_is_another_device(canvasser, lead) -> None:
    phone = answer(code_for(canvasser, lead)).device
    elsewhere = make.make_member(make.make_organization(), Role.LEAD)
    enrolled = answer(code_for(elsewhere, elsewhere, is_desk=True), device=phone)
    assert enrolled.device != phone
    assert enrolled.device.organization == elsewhere.organization


def test_a_code_that_was_taken_back_opens_nothing(canvasser, lead) -> None:
    code = code_for(canvasser, lead, is_sheet=True)
    for count in (1, 0):
        rows = EnrolmentCode.objects.all()
        assert revoke_codes(codes=rows, revoked_by=lead, revoked_at=NOW) == count
    with pytest.raises(CodeRevoked):
        answer(code)


def test_a_new_code_takes_the_old_one_back(canvasser, lead) -> None:
    old, new = code_for(canvasser, lead, is_sheet=True), code_for(canvasser, lead)
    with pytest.raises(CodeRevoked):
        answer(old)
    assert answer(new).membership == canvasser


def test_a_code_of_somebody_who_left_opens_nothing(canvasser, lead) -> None:
    code = code_for(canvasser, lead)
    Membership.objects.filter(pk=canvasser.pk).update(is_active=False)
    with pytest.raises(CodeRevoked):
        answer(code)
    with pytest.raises(MembershipOver):
        make_enrolment_codes(
            members=[Membership.objects.get(pk=canvasser.pk)], made_by=lead, made_at=NOW
        )


@pytest.mark.parametrize("maker", Role)
@pytest.mark.parametrize("role", Role)
def test_codes_are_made_for_those_whom_ones_role_looks_after(db, maker, role) -> None:
    organization = make.make_organization()
    by, member = make.make_member(organization, maker), make.make_member(organization, role)
    may = maker == Role.ADMIN or role in {
        Role.DIRECTOR: {Role.LEAD, Role.CANVASSER},
        Role.LEAD: {Role.CANVASSER},
    }.get(maker, set())
    if may and role in NEEDS_MFA:
        with pytest.raises(CodeForDesk):
            answer(code_for(member, by))
    elif may:
        assert answer(code_for(member, by)).membership == member
    else:
        with pytest.raises(MayNotEnrol):
            code_for(member, by)


@pytest.mark.parametrize("role", sorted(NEEDS_MFA))
def test_who_works_at_a_desk_makes_the_code_for_their_phone_there_and_nobody_else(db, role) -> None:
    organization = make.make_organization()
    admin = make.make_member(organization, Role.ADMIN)
    member = make.make_member(organization, role, user=make.make_user())
    for by, is_desk in ((admin, True), (member, False)):
        with pytest.raises(MayNotEnrol):
            code_for(member, by, is_desk=is_desk)
    assert answer(code_for(member, member, is_desk=True)).membership == member


def test_a_code_made_before_somebody_came_to_a_desk_opens_no_phone(canvasser, lead) -> None:
    code = code_for(canvasser, lead, is_sheet=True)
    Membership.objects.filter(pk=canvasser.pk).update(role=Role.COMPLIANCE)
    with pytest.raises(CodeForDesk):
        answer(code)


@pytest.mark.parametrize("is_replayed", [True, False])
def test_who_was_taken_off_a_phone_comes_back_by_no_code_they_used(
    canvasser, lead, is_replayed
) -> None:
    code, key = code_for(canvasser, lead, is_sheet=True), str(uuid.uuid4())
    phone = answer(code, key=key).device
    if is_replayed:
        answer(code, key=key)
    for _ in range(2):
        revoke_token(device=phone, member=canvasser.pk, revoked_by=lead, revoked_at=NOW)
    with pytest.raises(CodeRevoked):
        answer(code, key=key)
    assert DeviceToken.objects.get().revoked_at == NOW


def test_an_answered_code_that_is_taken_back_makes_no_other_token(canvasser, lead) -> None:
    code, key = code_for(canvasser, lead, is_sheet=True), str(uuid.uuid4())
    answer(code, key=key)
    revoke_codes(codes=EnrolmentCode.objects.all(), revoked_by=lead, revoked_at=NOW)
    with pytest.raises(CodeRevoked):
        answer(code, key=key)
    assert DeviceToken.objects.get().revoked_at is None


def test_whoever_has_a_phone_hears_of_another_once_and_the_audit_tells_who_made_the_code(
    canvasser, lead
) -> None:
    answer(code_for(canvasser, lead))
    assert not Notice.objects.exists()
    code, key = code_for(canvasser, lead), str(uuid.uuid4())
    _, other = (answer(code, key=key).device for _ in range(2))
    notice = Notice.objects.get()
    assert (notice.kind, notice.subject) == ("phone_enrolled", f"device:{other.pk}")
    assert notice.membership == canvasser
    facts = AuditEntry.objects.filter(kind="device_enrolled").order_by("-seq")[0].facts
    assert facts == {"member": canvasser.pk, "made_by": lead.pk}


def test_nobody_makes_codes_for_another_organization(lead) -> None:
    stranger = make.make_member(make.make_organization(), Role.CANVASSER)
    with pytest.raises(MayNotEnrol):
        code_for(stranger, lead)


def test_guessing_at_one_code_ends_and_begins_again_when_its_time_is_over(canvasser, lead) -> None:
    code = code_for(canvasser, lead)
    wrong = code.letters[:4] + ("0" * 8 if code.letters[4:] != "0" * 8 else "1" * 8)
    for _ in range(try_code.MOST_BY_PREFIX):
        with pytest.raises(CodeUnknown):
            answer(wrong)
    with pytest.raises(TooManyAttempts) as refused:
        answer(code)
    assert 0 < refused.value.retry_after_s <= WINDOW.total_seconds() + 1
    with pytest.raises(CodeExpired):
        answer(code, at=NOW + WINDOW)


def test_guessing_from_one_address_ends_and_who_is_right_does_not_count(
    canvasser, lead, monkeypatch
) -> None:
    monkeypatch.setattr(try_code, "MOST_BY_ADDRESS", 3)
    for _ in range(5):
        answer(code_for(canvasser, lead))
    for number in range(3):
        with pytest.raises(CodeUnknown):
            answer(f"ZZZ{number}-0000-0000")
    with pytest.raises(TooManyAttempts):
        answer(code_for(canvasser, lead))


def test_neither_codes_nor_addresses_are_kept_of_attempts_or_told_in_the_audit(
    canvasser, lead
) -> None:
    code = code_for(canvasser, lead)
    answer(code)
    kept = str(list(AttemptCount.objects.values())) + str(list(AuditEntry.objects.values()))
    assert "10.1.2.3" not in kept
    assert code.letters[4:] not in kept
    assert [one.kind for one in AuditEntry.objects.order_by("seq")] == [
        "code_made",
        "device_enrolled",
    ]
