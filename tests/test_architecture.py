"""The tree keeps its promises: who may import whom, how long a file is, how things are called."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"backend", "turf", "canvass", "fixtures", "tests"}
FILES = {
    "manage.py",
    "pyproject.toml",
    "README.md",
    "Makefile",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "requirements.lock",
    ".gitignore",
    ".editorconfig",
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "base"}
# Django looks an engine up by this name.
ALLOWED_NAMES = {Path("backend/spatialite/base.py"), Path("backend/postgis/base.py")}
PURE = ("turf.cutting", "canvass.availability", "canvass.scripts", "canvass.sync", "canvass.rates")
PURE_MAY = {"numpy", "scipy", "shapely", *sys.stdlib_module_names}
IMPURE_STDLIB = {"os", "pathlib", "socket", "sqlite3", "http", "urllib", "subprocess", "tempfile"}
IMPORTING_MAY = PURE_MAY | {"pyogrio", "pyproj", "usaddress", "rapidfuzz", "turf"}
LAYERS = {"models": 0, "services": 2, "reports": 2, "documents": 2, "simulation": 2}
LAYERS |= {"api": 3, "management": 3, "apps": 3}
APPS = {"turf": 0, "canvass": 1, "backend": 2}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(line) for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def sources() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def module_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def is_below(module: str, folders: tuple[str, ...]) -> bool:
    return any(module == folder or module.startswith(folder + ".") for folder in folders)


def layer(module: str) -> int:
    """Models and what they stand on are 0, pure folders 1, services 2, what serves them 3."""
    parts = module.split(".")
    if is_below(module, (*PURE, "turf.importing")):
        return 1
    return LAYERS.get(parts[1], 0) if len(parts) > 1 else 0


def test_the_top_of_the_tree_holds_only_what_is_agreed() -> None:
    tops = {path.parts[0] for path in tracked() if not path.parts[0].startswith(".")}
    assert {top for top in tops if (ROOT / top).is_dir()} == FOLDERS
    assert {top for top in tops if (ROOT / top).is_file()} <= FILES


@pytest.mark.parametrize("path", sources(), ids=str)
def test_no_file_is_long_and_no_name_means_anything(path: Path) -> None:
    limit = 500 if path.parts[0] == "tests" else 400
    assert len((ROOT / path).read_text().splitlines()) <= limit
    assert path in ALLOWED_NAMES or path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", [p for p in sources() if p.parts[0] in APPS], ids=str)
def test_data_flows_one_way(path: Path) -> None:
    module, app = module_of(path), path.parts[0]
    for imported in imports(path):
        other = imported.split(".")[0]
        if other not in APPS:
            continue
        assert APPS[other] <= APPS[app], f"{module} imports {imported}: {app} is below {other}"
        if app == other and app != "backend" and layer(module) < 3:
            is_word_list = is_below(imported, ("canvass.rates",)) and "models" in path.parts
            assert is_word_list or layer(imported) <= layer(module), f"{module} <- {imported}"


@pytest.mark.parametrize("path", [p for p in sources() if p.parts[0] in APPS], ids=str)
def test_pure_folders_stay_pure(path: Path) -> None:
    module = module_of(path)
    roots = {(name.split(".")[0], name) for name in imports(path)}
    if is_below(module, PURE):
        for root, name in roots:
            assert root in PURE_MAY - IMPURE_STDLIB or is_below(name, PURE), f"{module} <- {name}"
    if is_below(module, ("turf.importing",)):
        for root, name in roots:
            assert root in IMPORTING_MAY, f"{module} imports {name}"
            is_ours = is_below(name, ("turf.importing", "turf.errors"))
            assert root != "turf" or is_ours, f"{module} imports {name}"


@pytest.mark.parametrize("path", [p for p in sources() if p.parts[0] != "tests"], ids=str)
def test_every_module_and_public_function_says_what_it_is(path: Path) -> None:
    tree = ast.parse((ROOT / path).read_text())
    assert path.read_text() == "" or ast.get_docstring(tree), f"{path} has no docstring"
    for node in tree.body:
        is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
        assert not is_public or ast.get_docstring(node), f"{path}: {node.name} has no docstring"


def test_nothing_names_a_registry_host_or_a_folder_that_strangers_do_not_have() -> None:
    hosts = ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "deb.deb" + "ian")
    beside = "../" + "shared"
    for path in tracked():
        if path.suffix in {".png", ".ico"}:
            continue
        text = (ROOT / path).read_text(errors="replace")
        assert not any(host in text for host in hosts), path
        assert beside not in text or path.parts[0] == "tests", path
