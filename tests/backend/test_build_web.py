"""The web build does what is needed, no more, and says how to mend what fails."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from backend.management.commands import build_web as command
from backend.management.commands.build_web import WEB, WebBuildFailed, build_web

SOURCES = (
    "package.json",
    "package-lock.json",
    "build.mjs",
    "tsconfig.json",
    "style.css",
    "console",
    "shared",
)


@pytest.fixture
def steps(monkeypatch):
    """The steps a build takes; instead of running, each leaves behind what it would make."""
    taken = []

    def run(web: Path, name: str, arguments: list[str]) -> None:
        taken.append(name)
        made = {"npm": "node_modules", "build.mjs": "dist"}.get(name)
        if made:
            (web / made).mkdir(exist_ok=True)
            (web / made / "style.css").write_text("made")

    monkeypatch.setattr(command, "_run", run)
    return taken


@pytest.fixture
def web(tmp_path):
    """A copy of the sources alone."""
    for name in SOURCES:
        source = WEB / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    return tmp_path


TSC = "node_modules/typescript/bin/tsc"


def quietly(web, **options):
    return build_web(web=web, say=lambda line: None, **options)


def test_a_fresh_copy_is_installed_checked_and_bundled_and_then_left_alone(web, steps):
    assert quietly(web) is True
    assert steps == ["npm", TSC, "build.mjs"]

    assert quietly(web) is False
    assert steps == ["npm", TSC, "build.mjs"]


def test_a_changed_source_is_bundled_again_without_installing(web, steps):
    quietly(web)
    (web / "console" / "map.ts").write_text("export {};")
    steps.clear()

    assert quietly(web) is True
    assert steps == [TSC, "build.mjs"]


def test_a_changed_lock_is_installed_again(web, steps):
    quietly(web)
    lock = web / "package-lock.json"
    lock.write_text(lock.read_text() + "\n")
    steps.clear()

    quietly(web)
    assert steps == ["npm", TSC, "build.mjs"]


def test_what_was_built_from_a_removed_source_goes(web, steps):
    quietly(web)
    (web / "dist" / "old.js").write_text("old")
    quietly(web, is_forced=True)
    assert not (web / "dist" / "old.js").exists()


def test_a_failed_check_keeps_the_last_build_and_names_the_step_and_the_next_command(
    web, steps, monkeypatch
):
    quietly(web)
    (web / "console" / "map.ts").write_text("let wrong: number = 'no';")

    def fail(web, name, arguments):
        raise WebBuildFailed(f"said\nThe web build failed in {name}: {command.MENDING}")

    monkeypatch.setattr(command, "_run", fail)
    with pytest.raises(WebBuildFailed, match=r"failed in .*tsc: .*manage.py build_web"):
        quietly(web)
    assert (web / "dist" / "style.css").exists()


def test_a_step_that_fails_says_what_it_said(tmp_path):
    with pytest.raises(WebBuildFailed, match=r"(?s)the reason.*failed in step"):
        command._run(tmp_path, "step", ["sh", "-c", "echo the reason >&2; exit 3"])


def test_without_node_the_wheels_node_runs_npm_and_the_bundler(web, monkeypatch):
    commands = []
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(command, "_run", lambda web, name, arguments: commands.append(arguments))

    command._npm(web, "ci")
    command._node(web, "build.mjs")

    for arguments in commands:
        assert Path(arguments[0]).name == "node"
        assert Path(arguments[0]).is_file()
    assert Path(commands[0][1]).is_file()


def test_the_command_ends_with_the_mending_line_on_its_own(monkeypatch):
    def fail(**options):
        raise WebBuildFailed("no disk: make room")

    monkeypatch.setattr(command, "build_web", fail)
    with pytest.raises(CommandError, match="no disk: make room"):
        call_command("build_web")


def test_packages_are_pinned_and_the_lock_names_no_place_to_get_them():
    package = json.loads((WEB / "package.json").read_text())
    pinned = {**package["dependencies"], **package["devDependencies"]}
    lock = json.loads((WEB / "package-lock.json").read_text())

    assert all(version[0].isdigit() for version in pinned.values())
    assert not any("resolved" in entry for entry in lock["packages"].values())
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)
