"""Lets only approved texts go to phones and doors."""

from canvass.models import GatedText
from canvass.services.scripts.script_problems import GateClosed


def require_open_gate(*, text: GatedText) -> None:
    """Raise GateClosed unless somebody approved exactly this text and nobody withdrew it."""
    if not type(text).objects.with_open_gate().filter(pk=text.pk).exists():
        raise GateClosed(
            f"{str(text).capitalize()} has no open gate: let somebody of compliance who is not its"
            " author approve it, or hand out another one"
        )
