"""Whatever somebody changes is noted: every answer that writes for an actor."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache

from copro_map.people import persons
from copro_map.people.rules.permissions import MACHINE
from tests.catalogue import ROOT
from tests.people.conftest import NOW

WRITES = "copro_map.base.store.connection.writing"
NOTES = "copro_map.people.changes.note"
# What answers for somebody begins with these.
OF_AN_ACTOR = ["settings", "actor"]
# Somebody of each room: if one is not found, what is found is not all.
KNOWN = {"say", "settle", "enter_contact", "decide", "enter_person", "send_again"}


@cache
def trees() -> Mapping[str, ast.Module]:
    paths = (ROOT / "copro_map").rglob("*.py")
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(
            path.read_text("utf-8")
        )
        for path in paths
    }


@cache
def names_of(module: str) -> Mapping[str, str]:
    """What each name of a module stands for: a function of it, or of another."""
    found = {}
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    for node in trees()[module].body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = f"{module}.{node.name}"
    return found


@cache
def functions() -> Mapping[str, ast.FunctionDef]:
    return {
        f"{module}.{node.name}": node
        for module, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def meant(name: str) -> str:
    """The function that a name means in the end, through faces."""
    module, _, last = name.rpartition(".")
    while name not in functions() and module in trees():
        further = names_of(module).get(last, name)
        if further == name:
            break
        name = further
        module, _, last = name.rpartition(".")
    return name


def asked_by(function: str) -> Iterator[str]:
    module = function.rpartition(".")[0]
    names = names_of(module)
    for node in ast.walk(functions()[function]):
        if isinstance(node, ast.Name) and node.id in names:
            yield meant(names[node.id])
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield meant(f"{names.get(node.value.id, '')}.{node.attr}")


@cache
def reached_from(function: str) -> frozenset[str]:
    seen, left = {function}, [function]
    while left:
        for other in asked_by(left.pop()):
            if other not in seen:
                seen.add(other)
                if other in functions():
                    left.append(other)
    return frozenset(seen)


def writers() -> list[str]:
    """The answers of an actor that write, by what they do and not by their names."""
    return [
        name
        for name, node in functions().items()
        if [x.arg for x in node.args.args][:2] == OF_AN_ACTOR
        and WRITES in reached_from(name)
    ]


def test_every_answer_that_writes_for_somebody_notes_it():
    found = writers()
    assert {name.rpartition(".")[2] for name in found} >= KNOWN
    assert [name for name in found if NOTES not in reached_from(name)] == []


def test_one_that_forgets_fails_every_test_that_asks_it(here, monkeypatch, unnoted):
    monkeypatch.setattr(persons, "note", lambda *_: None)
    facts = {"name": "Nia", "role": "steward", "areas": (), "language": "", "now": NOW}
    persons.enter_person(here, MACHINE, address="nia@example.org", **facts)
    assert "enter_person" in unnoted[0]
    unnoted.clear()  # or this one fails too
