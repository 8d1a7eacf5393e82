"""The house: what the contracts of import-linter cannot say, read from syntax trees.

The contracts stand in pyproject.toml; docs/architecture.md says why.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.catalogue import ROOT

PACKAGE = ROOT / "copro_map"
# Rooms with a subject: seen from outside by their face, and cupboard by cupboard.
SUBJECTS = (
    *("agenda", "areas", "assets", "audits", "by_link", "contribute", "coverage"),
    *("demonstration", "desk", "events", "exchange", "imports", "indicators"),
    *("members", "open_data", "plan"),
    *("privacy", "report", "search"),
    *("surveys", "upkeep", "versions"),
)
GROUND = ("base", "drawing", "files", "frame", "geography", "people", "talks")
# Each may reach the same cupboard of a room below.
CUPBOARDS = ("page", "light", "charts", "rules", "commands", "cached")
# Who else may ask what is kept between two answers: those who answer a browser.
ANSWERING = ("page", "light")
# What each cupboard may take from its own room and from the ground.
OWN = {"rules": ("rules",), "charts": ("charts", "rules"), "store": ("store", "rules")}
BELOW = {
    "rules": ("base", "geography.rules"),
    "charts": ("base", "drawing"),
    "store": ("base",),
}
NOT_PURE = ("config", "store")
DOES_IO = ("io", "os", "pathlib", "random", "requests", "sqlite3", "subprocess", "time")
MOST_LINES_OF_A_ROOM, MOST_LINES_OF_A_MODULE, MOST_LINES_OF_A_PAGE = 7_500, 300, 60
# Functions that others may ask for; classes and constants are not counted.
MOST_ASKED = 8


def source_files() -> list[Path]:
    return sorted([*PACKAGE.rglob("*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"])


def name_of(path: Path) -> str:
    """The dotted name of a module; a page is a way in, so it has its cupboard."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in source_files()}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports(module: str) -> set[str]:
    """The modules that one imports, in whole; names of a module are that module."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in MODULES else node.module)
    return found


def place(module: str) -> tuple[str, str]:
    """The room and the cupboard of a module; "" is a flat one, "face" the face."""
    if not module.startswith("copro_map."):
        return "", "page"
    room, *rest = module.split(".")[1:]
    known = (*CUPBOARDS, "light", "store", "face")
    return room, rest[0] if rest and rest[0] in known else ""


def arrows() -> list[tuple[str, str]]:
    return [(a, b) for a in MODULES for b in sorted(imports(a))]


def test_every_room_is_a_subject_or_common_ground():
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms == {*SUBJECTS, *GROUND, "commands"}


def test_from_outside_a_subject_is_its_face_or_the_same_cupboard():
    found = []
    for one, other in arrows():
        room, cupboard = place(one)
        there, wanted = place(other)
        if other not in MODULES or there not in SUBJECTS or there == room:
            continue
        mine = "commands" if room == "commands" else cupboard
        alike = wanted in CUPBOARDS and wanted == mine
        cached = wanted == "cached" and mine in ANSWERING
        if wanted != "face" and not (alike or cached):
            found.append(f"{one} -> {other}")
    assert not found


def test_a_room_does_not_ask_its_own_face():
    found = [
        f"{one} -> {other}"
        for one, other in arrows()
        if place(other)[1] == "face" and place(other)[0] == place(one)[0]
    ]
    assert not found


@pytest.mark.parametrize("cupboard", OWN)
def test_a_cupboard_takes_only_what_lies_below_it(cupboard):
    found = []
    for one, other in arrows():
        room, own = place(one)
        if own != cupboard or other not in MODULES:
            continue
        there, wanted = place(other)
        inside = there == room and wanted in OWN[cupboard]
        ground = other.removeprefix("copro_map.").startswith(BELOW[cupboard])
        same = cupboard in CUPBOARDS and wanted == cupboard
        if not (inside or ground or same):
            found.append(f"{one} -> {other}")
    assert not found


def test_rules_and_charts_do_not_know_settings_or_the_database():
    found = [
        f"{one} -> {other}"
        for one, other in arrows()
        if place(one)[1] in ("rules", "charts")
        and other.split(".")[1:2] == ["base"]
        and other.split(".")[2:3] != []
        and other.split(".")[2] in NOT_PURE
    ]
    assert not found


def test_rules_have_no_input_or_output():
    found = [
        f"{one} -> {other}"
        for one, other in arrows()
        if place(one)[1] == "rules" and other.split(".")[0] in DOES_IO
    ]
    opened = [
        f"{module}:{node.lineno}"
        for module in MODULES
        if place(module)[1] == "rules"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open"
    ]
    assert not found + opened


@pytest.mark.parametrize("room", SUBJECTS)
def test_a_face_names_what_it_hands_on_and_no_more_than_is_asked(room):
    face = tree(f"copro_map.{room}.face")
    (named,) = (
        ast.literal_eval(node.value)
        for node in face.body
        if isinstance(node, ast.Assign)
    )
    given = {
        alias.name: node.module
        for node in face.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(named) == sorted(given)
    functions = [
        name
        for name, module in given.items()
        if any(
            isinstance(node, ast.FunctionDef) and node.name == name
            for node in tree(module).body
        )
    ]
    assert len(functions) <= MOST_ASKED


def test_a_room_loads_nothing_by_itself():
    loud = [room for room in (*SUBJECTS, *GROUND) if imports(f"copro_map.{room}")]
    assert not loud


def test_what_a_face_hands_on_is_used():
    asked = {
        (node.module, alias.name)
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    ways_in = {"brief_file", "report_file", "make_demonstration", "make_synthetic"}
    ways_in |= {"Waits", "Word", "belongs", "belongs_of_all", "say", "to_confirm"}
    ways_in |= {"undo", "waiting", "words_on"}  # until the desk asks for them
    ways_in |= {"Moved"}  # what comes back, and is read by its fields
    # until the form and the page of whoever sends ask for them
    ways_in |= {"Sent", "Version", "VersionError", "amend_version", "keep_version"}
    ways_in |= {"prove", "version_with", "versions_of", "withdraw_version"}
    ways_in |= {"KEEPS"}  # until privacy asks for them
    unused = [
        f"{room}.{name}"
        for room in SUBJECTS
        for name in ast.literal_eval(
            next(
                node.value
                for node in tree(f"copro_map.{room}.face").body
                if isinstance(node, ast.Assign)
            )
        )
        if (f"copro_map.{room}.face", name) not in asked and name not in ways_in
    ]
    assert not unused


@pytest.mark.parametrize("room", [*SUBJECTS, *GROUND, "commands"])
def test_rooms_and_modules_are_small(room):
    lines = {
        path: len(path.read_text("utf-8").splitlines())
        for path in (PACKAGE / room).rglob("*.py")
    }
    # A released step of the schema is never edited: there are only ever more of them.
    grows = sum(n for path, n in lines.items() if path.parent.name == "migrations")
    assert sum(lines.values()) - grows <= MOST_LINES_OF_A_ROOM
    assert not [p.name for p, n in lines.items() if n > MOST_LINES_OF_A_MODULE]


def test_ways_in_are_short():
    ways = [*ROOT.glob("pages/*.py"), ROOT / "app.py", PACKAGE / "server.py"]
    long = [
        path.name
        for path in ways
        if len(path.read_text("utf-8").splitlines()) > MOST_LINES_OF_A_PAGE
    ]
    assert not long


def test_no_module_is_a_drawer_for_everything():
    assert not {"utils", "helpers", "common", "misc"} & {p.stem for p in source_files()}
