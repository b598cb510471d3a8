"""The pages of signing in that are not django-allauth's as they are."""

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from django.core.exceptions import ValidationError
from django.forms import CharField, Form, PasswordInput
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.generic import FormView

from backend.sign_in.second_factor import SET_UP
from canvass.services.members.set_first_password import set_first_password
from turf.api.address import client_address
from turf.errors import StoopError


class SetUpSecondFactor(ActivateTOTPView):
    """Who set a factor up has shown it; the session goes on under another key."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the factor, and note that it was shown."""
        response = super().form_valid(form)
        self.request.session[SET_UP] = True
        self.request.session.cycle_key()
        return response


class FirstPasswordForm(Form):
    """A code from an admin, and the password that somebody wants."""

    code = CharField(max_length=40, label="Code from your admin")
    password = CharField(
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
        label="New password",
        help_text="At least 12 characters. Several words are easy to remember.",
    )


class FirstPassword(FormView):
    """Where somebody who was invited chooses a password."""

    form_class = FirstPasswordForm
    template_name = "backend/first_password.html"
    success_url = reverse_lazy("sign_in")

    def form_valid(self, form: FirstPasswordForm) -> HttpResponse:
        """Set it; what is wrong is said at the form."""
        try:
            set_first_password(
                typed=form.cleaned_data["code"],
                password=form.cleaned_data["password"],
                address=client_address(self.request),
                at=timezone.now(),
            )
        except StoopError as error:
            form.add_error("code", str(error))
        except ValidationError as error:
            form.add_error("password", error)
        return self.form_invalid(form) if form.errors else super().form_valid(form)
