"""Looks whether an export may go to whom it is meant for."""

from dataclasses import dataclass
from datetime import datetime

from canvass.models import RecipientKind
from canvass.services.exports.name_takes_sides import name_takes_sides
from turf.errors import StoopError
from turf.models import Membership, Organization
from turf.models.organization import Profile

OWN_USE = "own use"
CANVASS = "canvass"
LONGEST = 200
TAKES_SIDES = frozenset({RecipientKind.CANDIDATE, RecipientKind.PARTY, RecipientKind.PAC})


class RecipientRefused(StoopError):
    """An organization that takes no sides was to hand data to somebody who does."""

    code = "recipient_refused"


class RecipientUnclear(StoopError):
    """An export does not say well enough for whom it is, or what for."""

    code = "recipient_unclear"


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom an export is and what for; ``kind`` None says that nobody named it.

    ``purpose`` may be left out for own use alone. ``made_by`` is who hands it out, None for the
    command line.
    """

    name: str = OWN_USE
    purpose: str = ""
    kind: RecipientKind | None = None
    made_by: Membership | None = None


def check_recipient(
    *, organization: Organization, recipient: Recipient, at: datetime
) -> RecipientKind:
    """Return what kind of recipient it is; own use needs no kind.

    Raises RecipientUnclear, and RecipientRefused where the organization's profile is ``c3_strict``
    and the recipient a candidate, a party or a PAC, by its kind or by its name.
    """
    kind = _kind_of(recipient)
    if organization.profile != Profile.C3_STRICT or kind == RecipientKind.OWN:
        return kind
    if kind in TAKES_SIDES:
        raise RecipientRefused(
            f"An organization of profile c3_strict hands nothing to a {kind.label.lower()}: "
            "export for your own use, and share no file with them"
        )
    if name_takes_sides(organization=organization, name=recipient.name, at=at):
        raise RecipientRefused(
            f"{recipient.name!r} names a candidate, a party or an office that is voted on: an"
            " organization of profile c3_strict hands them nothing, whatever kind they are said"
            " to be"
        )
    return kind


def _kind_of(recipient: Recipient) -> RecipientKind:
    """What kind was said or follows. Raises RecipientUnclear."""
    is_own = recipient.name == OWN_USE and recipient.kind in (None, RecipientKind.OWN)
    purpose = recipient.purpose or (CANVASS if is_own else "")
    for words in (recipient.name, purpose):
        if not words.strip() or len(words) > LONGEST or not words.isprintable():
            raise RecipientUnclear(
                f"Name recipient and purpose in 1 to {LONGEST} letters without control characters"
            )
    kind = recipient.kind
    if kind is None and recipient.name == OWN_USE:
        kind = RecipientKind.OWN
    if kind is None or (kind == RecipientKind.OWN and recipient.name != OWN_USE):
        others = ", ".join(sorted(set(RecipientKind.values) - {RecipientKind.OWN}))
        raise RecipientUnclear(f"Say what kind of recipient {recipient.name!r} is: {others}")
    return kind
