"""Walks a version with made-up answers, for whoever writes or checks it."""

from collections.abc import Mapping

from canvass.models import ScriptVersion
from canvass.scripts.branching import Answer, Interview, judge_interview
from canvass.scripts.problem import Refused
from canvass.scripts.read_script import read_script
from canvass.services.scripts.read_version import read_version
from canvass.services.scripts.script_problems import DocumentRefused


def preview_path(*, version: ScriptVersion, answers: Mapping[str, Answer]) -> Interview:
    """Return the way these answers lead. Raises DocumentRefused for what cannot be walked."""
    try:
        script = read_script(read_version(version=version))
    except Refused as refused:
        problems = refused.problems
    else:
        return judge_interview(script, answers)
    raise DocumentRefused(problems)
