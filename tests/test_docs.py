"""What the documents say of the code is so: files, modules, commands, rooms."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.catalogue import ROOT

DOCUMENTS = [
    *(
        ROOT / name
        for name in ("README.md", "README.cy.md", "CONTRIBUTING.md", "SECURITY.md")
    ),
    *sorted((ROOT / "docs").glob("*.md")),
]
PLACES = ("copro_map", "tests", "pages", "docs", "data", "boundaries", "static")
# `search.search.search`: a room, modules, and perhaps a name in the last one.
DOTTED = re.compile(r"`((?:ROOMS)(?:\.(?!py`)[a-zA-Z_]\w*)+)`")
TICKED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
MAKE = re.compile(r"\bmake ([a-z0-9]+)`")


def rooms() -> list[str]:
    package = ROOT / "copro_map"
    return sorted(p.name for p in package.iterdir() if (p / "__init__.py").exists())


def targets() -> set[str]:
    text = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z0-9]+):", text, re.MULTILINE))


def names_in(path: Path) -> set[str]:
    """What a module defines, or hands on."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
    return found


def is_there(dotted: str) -> bool:
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        place = ROOT.joinpath("copro_map", *parts[:end])
        module = place.with_suffix(".py")
        if not module.exists():
            module = place / "__init__.py"
        if module.exists():
            rest = parts[end:]
            return len(rest) <= 1 and set(rest) <= names_in(module)
    return False


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_is_there(document):
    text = document.read_text("utf-8")
    named = {
        name
        for name in TICKED.findall(text)
        if name.split("/")[0] in PLACES and re.fullmatch(r"[^*<{ ]+/[^*<{ ]*", name)
    }
    linked = {f"{document.parent.relative_to(ROOT)}/{x}" for x in LINK.findall(text)}
    assert not [name for name in named | linked if not (ROOT / name).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_and_function_that_is_named_is_there(document):
    pattern = re.compile(DOTTED.pattern.replace("ROOMS", "|".join(rooms())))
    named = set(pattern.findall(document.read_text("utf-8")))
    assert not [name for name in named if not is_there(name)]


def test_every_command_of_make_is_explained_and_no_other():
    said = set(MAKE.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert said == targets() - {"help"} | {"help"}


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_in_the_plan(room):
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    plan = text.split("```")[1]
    assert re.search(rf"\b{room}\b", plan)


def test_the_two_commands_come_first():
    for name in ("README.md", "README.cy.md"):
        first = (ROOT / name).read_text("utf-8").split("```sh\n")[1]
        assert re.match(r"make run\b.*\nmake test\b", first)
