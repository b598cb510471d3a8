"""Answers an enrolment code with a token: the code finds, the enrolment opens."""

from dataclasses import dataclass
from datetime import datetime

from canvass.enrolment_codes import Code, keyed_hash
from canvass.models import Device, EnrolmentCode
from canvass.models.device import DeviceState
from canvass.services.devices.enrol_device import enrol_device
from canvass.services.devices.enrolment_problems import (
    CodeAnswered,
    CodeExpired,
    CodeForDesk,
    CodeRevoked,
    CodeUnknown,
)
from canvass.services.devices.try_code import try_code
from turf.models import NEEDS_MFA, Membership
from turf.scope import tenant
from turf.transactions import writing


@dataclass(frozen=True, slots=True)
class Answering:
    """The phone that answers: how it calls itself, and ``key``, which it chose for this once.

    ``device`` is the phone as it is known already, for somebody else; None for a new one.
    """

    name: str
    key: str
    app_version: str = ""
    device: Device | None = None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a code is answered with; ``token`` is shown this once."""

    device: Device
    membership: Membership
    token: str


def answer_code(*, typed: str, phone: Answering, address: str, at: datetime) -> Enrolled:
    """Return the device, the member that the code was made for, and a token for both.

    A code can be answered once. A phone that lost the answer asks again with the same key and gets
    a new token in the place of the lost one. Call it outside any transaction. Raises what
    `try_code` raises, CodeUnknown, CodeExpired, CodeRevoked, CodeAnswered, and CodeForDesk for the
    code that somebody else made for who works at a desk.
    """
    return try_code(typed=typed, address=address, at=at, opens=lambda code: _enrol(code, phone, at))


@writing()
def _enrol(code: Code, phone: Answering, at: datetime) -> Enrolled:
    # The row is locked: of two phones at once, the second sees what the first did.
    held = EnrolmentCode.objects.select_for_update().filter(code_hash=code.hash)
    row: EnrolmentCode | None = held.first()
    if row is None:
        raise CodeUnknown("There is no such code: look at it again, or ask your lead for a new one")
    with tenant(row.organization_id):
        return _enrol_with(row, phone, at)


def _enrol_with(row: EnrolmentCode, phone: Answering, at: datetime) -> Enrolled:
    key = keyed_hash("key", phone.key)
    _check(row, key, at)
    device, token = enrol_device(
        membership=row.membership,
        name=phone.name,
        device=row.device or _shared(row, phone),
        app_version=phone.app_version,
        made_by=row.made_by_id,
    )
    if row.answered_at is None:
        row.answered_at, row.answered_key, row.device = at, key, device
        row.save(update_fields=["answered_at", "answered_key", "device"])
    return Enrolled(device, row.membership, token)


def _check(row: EnrolmentCode, key: str, at: datetime) -> None:
    if row.answered_at is not None and row.answered_key != key:
        raise CodeAnswered("Another phone answered this code: ask your lead for a new one")
    is_left = not (row.membership.is_active and row.membership.user.is_active)
    is_off = row.device is not None and row.device.state != DeviceState.ACTIVE
    if row.revoked_at is not None or is_left or is_off:
        raise CodeRevoked("This code was taken back: ask your lead for a new one")
    if row.membership.role in NEEDS_MFA and row.made_by_id != row.membership_id:
        raise CodeForDesk("A password is chosen with this code, at a desk; make your phone's there")
    if at >= row.expires_at:
        raise CodeExpired("The time of this code is over: ask your lead for a new one")


def _shared(row: EnrolmentCode, phone: Answering) -> Device | None:
    """The phone as its organization knows it; elsewhere it is another device."""
    known = phone.device
    is_ours = known is not None and known.organization_id == row.organization_id
    return known if is_ours and known and known.state == DeviceState.ACTIVE else None
