"""The page of sealed sheets: a code for each person, printed the evening before."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from canvass.api.enrolment.schema import MOST_AT_ONCE
from canvass.qr import enrolment_link, qr_svg
from canvass.services.devices.make_enrolment_codes import make_enrolment_codes
from turf.models import HANDS_OUT, NEEDS_MFA, Membership
from turf.scope import enter_tenant, seats_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("slips")
def sheets(request: HttpRequest) -> HttpResponse:
    """Ask for whom; answer with the sheet, which is shown this once and kept nowhere."""
    maker, now = _maker(request), timezone.now()
    people = Membership.objects.looked_after_by(maker, now).filter(is_active=True)
    people = people.exclude(Q(role__in=NEEDS_MFA) & ~Q(pk=maker.pk))
    form = SheetForm(request.POST or None, people=people.select_related("user"))
    if request.method != "POST" or not form.is_valid():
        return render(request, "backend/sheets.html", {"form": form, "maker": maker})
    members = list(form.cleaned_data["members"])
    made = make_enrolment_codes(
        members=members, made_by=maker, made_at=now, is_sheet=True, is_desk=True
    )
    origin = request.build_absolute_uri("/").rstrip("/")
    slips = [
        {
            "name": row.membership.user.get_short_name(),
            "code": str(code),
            "qr": qr_svg(enrolment_link(origin, code)),
        }
        for row, code in made
    ]
    context = {"slips": slips, "expires_at": made[0][0].expires_at, "origin": origin}
    return render(request, "backend/sheet.html", context)


class PeopleField(forms.ModelMultipleChoiceField):
    """Members by the names they chose."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and role."""
        return f"{obj.user.get_short_name()}, {obj.get_role_display().lower()}"


class SheetForm(forms.Form):
    """For whom a code is to be printed."""

    members = PeopleField(
        queryset=Membership.objects.none(), widget=forms.CheckboxSelectMultiple, label="People"
    )

    def __init__(self, *args: Any, people: Any) -> None:
        super().__init__(*args)
        self.fields["members"].queryset = people.order_by("user__chosen_name", "pk")  # type: ignore[attr-defined]

    def clean_members(self) -> Any:
        """Refuse more than are made at once."""
        members = self.cleaned_data["members"]
        if len(members) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Choose at most {MOST_AT_ONCE} people at once.")
        return members


def _maker(request: HttpRequest) -> Membership:
    """The seat in whose name codes are made. Raises PermissionDenied without just one."""
    user: Any = request.user
    seats = Membership.objects.filter(user=user, is_active=True, role__in=HANDS_OUT)
    with seats_of(user):
        found = list(seats.select_related("organization")[:2])
    if len(found) != 1:
        raise PermissionDenied
    enter_tenant(found[0].organization_id)
    return found[0]
