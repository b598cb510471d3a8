"""Addresses of signing in: of django-allauth's those alone that are needed."""

from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as ShowFactorAgain
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import DeactivateTOTPView
from django.contrib.auth.views import LogoutView
from django.urls import path

from backend.sign_in.views import FirstPassword, SetUpSecondFactor

PAGES = "backend/second_factor/"

sign_in = LoginView.as_view(template_name="backend/sign_in.html")

urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    # The name by which django-allauth looks for it.
    path("sign-in/", sign_in, name="account_login"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("first-password/", FirstPassword.as_view(), name="first_password"),
    path(
        "sign-in/code/",
        AuthenticateView.as_view(template_name=PAGES + "show.html"),
        name="mfa_authenticate",
    ),
    path(
        "sign-in/again/",
        ReauthenticateView.as_view(template_name=PAGES + "again.html"),
        name="account_reauthenticate",
    ),
    path(
        "sign-in/again/code/",
        ShowFactorAgain.as_view(template_name=PAGES + "again.html"),
        name="mfa_reauthenticate",
    ),
    path("second-factor/", IndexView.as_view(template_name=PAGES + "index.html"), name="mfa_index"),
    path(
        "second-factor/set-up/",
        SetUpSecondFactor.as_view(template_name=PAGES + "set_up.html"),
        name="mfa_activate_totp",
    ),
    path(
        "second-factor/turn-off/",
        DeactivateTOTPView.as_view(template_name=PAGES + "turn_off.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "second-factor/recovery-codes/",
        ViewRecoveryCodesView.as_view(template_name=PAGES + "recovery_codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/recovery-codes/new/",
        GenerateRecoveryCodesView.as_view(template_name=PAGES + "new_recovery_codes.html"),
        name="mfa_generate_recovery_codes",
    ),
]
