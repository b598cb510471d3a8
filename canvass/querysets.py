"""Questions about loans, phones and scripts that are asked in more than one place."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import F, Q

from turf.models import HANDS_OUT, Membership, Role, WalkList
from turf.querysets import STANDING_LOANS, CampaignQuerySet
from turf.tenancy import TenantQuerySet

QUESTION_OWN = timedelta(days=7)
"""For so long an unanswered question is its person's alone: a week has every weekday."""

QUESTION_KEPT = timedelta(days=14)
"""For so long a question stands; then it is gone, with its answer."""


class AssignmentQuerySet(TenantQuerySet):
    """Loans, seen by who holds them."""

    def held_by(self, membership: Any) -> Self:
        """Loans to ``membership``, alone or in a pair, with when they took each up themselves."""
        own = self.for_organization(membership.organization_id).filter(holders=membership)
        return own.annotate(own_accepted_at=F("holder_rows__accepted_at"))

    def seen_by(self, membership: Membership) -> Self:
        """All of the organization's for who lends lists, one's own for everybody else."""
        if membership.role in HANDS_OUT:
            return self.for_organization(membership.organization_id)
        return self.held_by(membership)

    def led_by(self, membership: Membership, at: datetime) -> Self:
        """Those of `seen_by` all of whose holders ``membership`` leads: what they may take back."""
        led = Membership.objects.led_by(membership, at)
        return self.seen_by(membership).exclude(holders__in=_others(led, membership))

    def live(self, at: datetime) -> Self:
        """Loans neither given back nor expired at ``at``."""
        return self.filter(state__in=STANDING_LOANS, expires_at__gt=at)

    def taken_up(self, at: datetime) -> Self:
        """Those of `held_by` that their holder took up: with them come people's names."""
        return self.live(at).filter(own_accepted_at__isnull=False)

    def expired(self, at: datetime) -> Self:
        """Loans that nobody gave back and that ran out by ``at``."""
        return self.filter(state__in=STANDING_LOANS, expires_at__lte=at)

    def walk_lists_seen_by(self, membership: Membership, at: datetime) -> Any:
        """Walk lists, with the people on them, that ``membership`` may see at ``at``.

        All of the organization's for who lends lists; for a canvasser those of their live loans;
        none for everybody else.
        """
        lists = WalkList.objects.for_organization(membership.organization_id)
        if membership.role in HANDS_OUT:
            return lists
        if membership.role != Role.CANVASSER:
            return lists.none()
        return lists.filter(pk__in=self.held_by(membership).live(at).values("walk_list"))


class DeviceQuerySet(TenantQuerySet):
    """Phones, seen by who looks after the people on them."""

    def looked_after_by(self, membership: Membership, at: datetime) -> Self:
        """Those of one's organization on which is nobody whom one does not look after at ``at``."""
        looked_after = Membership.objects.looked_after_by(membership, at)
        phones = self.for_organization(membership.organization_id)
        return phones.exclude(tokens__membership__in=_others(looked_after, membership))


class ShiftQuerySet(CampaignQuerySet):
    """Shifts, seen by who is in them and by who runs them."""

    def seen_by(self, membership: Membership) -> Self:
        """One's own; for a lead those that nobody leads too, for a director or admin all."""
        shifts = self.for_organization(membership.organization_id)
        own = shifts.filter(members__membership=membership)
        if membership.role not in HANDS_OUT:
            return own
        if membership.role != Role.LEAD:
            return shifts
        led = shifts.filter(
            members__membership__role=Role.LEAD,
            members__membership__is_active=True,
            members__membership__user__is_active=True,
        )
        return shifts.filter(Q(pk__in=own.values("pk")) | ~Q(pk__in=led.values("pk")))


class GatedTextQuerySet(TenantQuerySet):
    """Exact texts, by whether they may be read at a door."""

    def with_open_gate(self) -> Self:
        """Only those that somebody approved, letter for letter, and nobody withdrew since."""
        return self.filter(
            published_at__isnull=False,
            withdrawn_at__isnull=True,
            gate_records__decision="approved",
            gate_records__closed_at__isnull=True,
            gate_records__content_hash=F("content_hash"),
        )


class DataQuestionQuerySet(TenantQuerySet):
    """Questions about entries: their person sees them first."""

    def expired(self, at: datetime) -> Self:
        """Those that nobody sees any more at ``at``."""
        return self.filter(raised_at__lte=at - QUESTION_KEPT)

    def standing(self, at: datetime) -> Self:
        """All others."""
        return self.filter(raised_at__gt=at - QUESTION_KEPT)

    def asked_of(self, membership: Membership, at: datetime) -> Self:
        """Those that are asked of ``membership``."""
        return self.standing(at).filter(membership=membership)

    def shown_to(self, membership: Membership, at: datetime) -> Self:
        """Those of people whom ``membership`` looks after, once they answered or had a week to.

        Of who has left, and so could see none, there are none.
        """
        people = Membership.objects.looked_after_by(membership, at).filter(is_active=True)
        return self.standing(at).filter(
            Q(answered_at__isnull=False) | Q(raised_at__lte=at - QUESTION_OWN),
            membership__in=people.exclude(pk=membership.pk).values("pk"),
        )


def _others(members: Any, membership: Membership) -> Any:
    """All of the organization of ``membership`` but ``members``."""
    own = Membership.objects.for_organization(membership.organization_id)
    return own.exclude(pk__in=members.values("pk"))
