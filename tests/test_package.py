"""What ``pip install .`` would bring: every room, file and dependency, and no more."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.built import build_wheel
from tests.catalogue import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# Only these may know the dashboard's packages, and only this one the large data's.
OF_THE_SERVER = re.compile(
    r"copro_map/(?:[a-z_]+/(?:page|light)/|frame/|server\.py|desk/clock\.py)|pages/"
)
OF_THE_REFERENCE = "copro_map/geography/build.py"
# Read by pandas and zoneinfo when they meet our files, not imported by name.
UNNAMED = {"pyarrow", "tzdata"}
# The type checker's own: there is nothing to import when the program runs.
OF_TYPES = {"_typeshed"}


def plain(requirement: str) -> str:
    """The name of a distribution, as it compares."""
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def declared(table: list[str]) -> set[str]:
    return {plain(one) for one in table}


def imported() -> dict[str, set[str]]:
    """The distributions that each file imports from."""
    known = packages_distributions()
    found: dict[str, set[str]] = {}
    for path in [*ROOT.glob("copro_map/**/*.py"), *ROOT.glob("pages/*.py")]:
        names = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
        others = names - set(sys.stdlib_module_names) - {"copro_map"} - OF_TYPES
        found[path.relative_to(ROOT).as_posix()] = {
            plain(known.get(name, [name])[0]) for name in others
        }
    return found


def test_every_package_that_is_imported_is_declared_where_it_belongs():
    base = declared(PROJECT["project"]["dependencies"])
    extras = PROJECT["project"]["optional-dependencies"]
    server, reference = declared(extras["server"]), declared(extras["reference"])
    for path, names in imported().items():
        allowed = set(base)
        allowed |= server if OF_THE_SERVER.match(path) else set()
        allowed |= reference if path == OF_THE_REFERENCE else set()
        assert names <= allowed, path


def test_nothing_is_declared_that_is_not_imported():
    named = set().union(*imported().values()) | UNNAMED
    assert declared(PROJECT["project"]["dependencies"]) <= named


def test_every_direct_dependency_is_locked_with_hashes():
    text = (ROOT / "requirements.txt").read_text("utf-8")
    locked = {plain(line) for line in re.findall(r"^\S+==.* \\$", text, re.MULTILINE)}
    extras = PROJECT["project"]["optional-dependencies"]
    direct = declared(PROJECT["project"]["dependencies"]) | declared(extras["server"])
    assert direct <= locked
    assert len(re.findall(r"^\S+==", text, re.MULTILINE)) == len(locked)


def test_every_room_is_listed():
    rooms = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in ROOT.glob("copro_map/**/__init__.py")
    }
    listed = set(PROJECT["tool"]["setuptools"]["packages"])
    assert listed == rooms | {"copro_map.boundaries", "copro_map.reference"}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """The wheel, unpacked as pip does it."""
    folder = tmp_path_factory.mktemp("wheel")
    inside = folder / "site-packages"
    with zipfile.ZipFile(build_wheel(folder)) as wheel:
        wheel.extractall(inside)
    return inside


def test_every_file_that_the_code_reads_is_in_the_wheel(unpacked):
    there = {p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*.*")}
    wanted = set()
    for inside, beside in (
        ("copro_map", ROOT / "copro_map"),
        ("copro_map/boundaries", ROOT / "boundaries"),
        ("copro_map/reference", ROOT / "data"),
    ):
        wanted |= {
            f"{inside}/{path.relative_to(beside).as_posix()}"
            for path in beside.rglob("*.*")
            if path.is_file()
            and "__pycache__" not in path.parts
            and not re.search(r"\.db|README\.md$", path.name)
        }
    assert wanted <= there
    assert not [name for name in there if ".db" in name or "tests/" in name]


def test_what_is_installed_answers_without_the_checkout(unpacked, tmp_path):
    own = {"PYTHONPATH": str(unpacked), "HOME": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-m", "copro_map", "locate", "SY23 1AB", "--json"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], **own},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr.decode()
    assert json.loads(answer.stdout)["areas"]["local_authority"] == "W06000008"
