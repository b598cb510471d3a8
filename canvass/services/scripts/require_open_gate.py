"""Lets only approved script versions go to phones."""

from canvass.models import ScriptVersion
from canvass.services.scripts.script_problems import GateClosed


def require_open_gate(*, version: ScriptVersion) -> None:
    """Raise GateClosed unless somebody approved exactly this version and nobody withdrew it."""
    if not ScriptVersion.objects.with_open_gate().filter(pk=version.pk).exists():
        raise GateClosed(
            f"Script version {version.pk} has no open gate: let somebody of compliance who is not"
            " its author approve it, or hand out another one"
        )
