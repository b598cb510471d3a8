"""The form of signing in."""

from allauth.account.forms import LoginForm


class SignIn(LoginForm):
    """A username and a password; the fields are named as password managers expect."""

    def add_prefix(self, field_name: str) -> str:
        """Call on the page ``username`` what django-allauth calls ``login``."""
        return super().add_prefix("username" if field_name == "login" else field_name)
