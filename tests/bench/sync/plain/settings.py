"""The project's settings with the plain app's tables and addresses; our own views are away."""

from backend.settings import *  # noqa: F403
from backend.settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = [*_APPS, "tests.bench.sync.plain"]
ROOT_URLCONF = "tests.bench.sync.plain.urls"
