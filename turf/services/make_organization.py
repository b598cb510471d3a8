"""Makes an organization, with what is set of it."""

import re
from dataclasses import dataclass
from typing import Any

from turf.errors import StoopError
from turf.models import Organization
from turf.models.organization import Profile
from turf.services.check_names import check_names, slug_of
from turf.transactions import writing

PHONE = re.compile(r"\+?[0-9(][0-9 ().-]{1,28}")


class UnusablePhone(StoopError):
    """What cannot be a telephone number."""

    code = "unusable_phone"


class SettingsStand(StoopError):
    """An organization that is there was to be made with other settings."""

    code = "settings_stand"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set of an organization; None leaves it as it is. Raises UnusablePhone."""

    profile: Profile | None = None
    phone: str | None = None
    requires_mfa: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a number that nobody can call; an empty one is none."""
        if self.phone and not PHONE.fullmatch(self.phone):
            raise UnusablePhone(f"Write the number like +1 215 555 0100, not {self.phone!r}")

    def changes_of(self, organization: Organization) -> dict[str, Any]:
        """Return what of it differs from how ``organization`` is set."""
        given = {
            "profile": self.profile,
            "phone": self.phone,
            "requires_mfa": self.requires_mfa,
        }
        return {
            field: value
            for field, value in given.items()
            if value is not None and value != getattr(organization, field)
        }


@writing()
def make_organization(*, name: str, settings: Settings) -> Organization:
    """Return the organization ``name``, made with ``settings`` where it is new.

    One that is there stays as it is set. Raises UnusableName, UnusableSlug, and SettingsStand
    where ``settings`` say otherwise.
    """
    check_names(name)
    slug = slug_of(name, "organization")
    wanted = settings.changes_of(Organization(slug=slug, name=name))
    organization, is_new = Organization.objects.get_or_create(
        slug=slug, defaults={"name": name, **wanted}
    )
    if not is_new and settings.changes_of(organization):
        raise SettingsStand(
            f"{organization.name} is there already and set otherwise: change it with"
            f" manage.py set_organization --organization {slug}"
        )
    return organization
