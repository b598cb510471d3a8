"""Who owns the data, and who works in it."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from turf.querysets import MembershipQuerySet
from turf.tenancy import TenantModel, one_of


class Profile(models.TextChoices):
    """How strict the nonpartisan rules are."""

    C3_STRICT = "c3_strict"
    C4 = "c4"


class Organization(models.Model):
    """The nonprofit that owns the data; the tenant. ``phone`` is the number anybody may call.

    Where ``requires_mfa``, staff of the roles in `NEEDS_MFA` sign in with a second factor.
    """

    slug = models.SlugField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True)
    profile = models.CharField(max_length=20, choices=Profile.choices, default=Profile.C3_STRICT)
    requires_mfa = models.BooleanField(default=True)

    class Meta:
        constraints = [one_of("profile", Profile, "organization_profile_known")]

    def __str__(self) -> str:
        return self.slug


class User(AbstractUser):
    """Somebody who signs in; a chosen name, and no other name is asked."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    chosen_name = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """Return the chosen name, the only one there is."""
        return self.chosen_name or self.username

    def get_short_name(self) -> str:
        """Return the chosen name, the only one there is."""
        return self.get_full_name()


class Role(models.TextChoices):
    """What a member does in an organization."""

    ADMIN = "admin"
    DIRECTOR = "director"
    LEAD = "lead"
    CANVASSER = "canvasser"
    ANALYST = "analyst"
    COMPLIANCE = "compliance"


HANDS_OUT = frozenset({Role.ADMIN, Role.DIRECTOR, Role.LEAD})
"""Who lends lists, and so sees them all and who has them."""

HOLDS = HANDS_OUT | {Role.CANVASSER}
"""To whom a list can be lent."""

NEEDS_MFA = frozenset({Role.ADMIN, Role.DIRECTOR, Role.COMPLIANCE, Role.ANALYST})
"""Who sees or decides about more than a team's lists, and works at a desk."""


class Membership(TenantModel):
    """A user's place in an organization, and the scope of their sync."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "user", name="membership_once"),
            one_of("role", Role, "membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"
