"""Whatever somebody changes is noted: every answer that writes for an actor."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

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
def modules() -> Mapping[str, Path]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path
        for path in (ROOT / "copro_map").rglob("*.py")
    }


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text("utf-8"))


@cache
def names_of(module: str) -> Mapping[str, str]:
    """What each name of a module stands for: a function of it, or of another."""
    found = {}
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found | {name: f"{module}.{name}" for name in functions(module)}


@cache
def functions(module: str) -> Mapping[str, ast.FunctionDef]:
    """Its functions by name, and the methods of its classes as "Class:method"."""
    found = {x.name: x for x in tree(module).body if isinstance(x, ast.FunctionDef)}
    for owner in tree(module).body:
        if isinstance(owner, ast.ClassDef):
            methods = (x for x in owner.body if isinstance(x, ast.FunctionDef))
            found |= {f"{owner.name}:{x.name}": x for x in methods}
    return found


@cache
def methods_near(module: str) -> Mapping[str, str]:
    """The methods of its own classes, and of those in modules of its room it names."""
    room = module.split(".")[:2]
    named = {name.rpartition(".")[0] for name in names_of(module).values()}
    near = {module, *(x for x in named if x.split(".")[:2] == room and x in modules())}
    return {
        name.partition(":")[2]: f"{one}.{name}"
        for one in near
        for name in functions(one)
        if ":" in name
    }


@cache
def meant(name: str) -> str:
    """The function that a name means in the end, through faces; "" if it is none."""
    module, _, last = name.rpartition(".")
    if module not in modules():
        return ""
    if last in functions(module):
        return name
    further = names_of(module).get(last, name)
    return "" if further == name else meant(further)


def _asked_by(function: str) -> Iterator[str]:
    module, _, name = function.rpartition(".")
    names = names_of(module)
    for node in ast.walk(functions(module)[name]):
        if isinstance(node, ast.Name) and node.id in names:
            yield meant(names[node.id])
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in names:
                yield meant(f"{names[node.value.id]}.{node.attr}")
            else:  # of something that it was given, as by ``with acting(...) as act``
                yield methods_near(module).get(node.attr, "")


@cache
def asked_by(function: str) -> frozenset[str]:
    return frozenset(_asked_by(function)) - {""}


def reached_from(function: str) -> set[str]:
    seen, left = {function}, [function]
    while left:
        new = asked_by(left.pop()) - seen
        seen |= new
        # What lies behind these is theirs: nobody writes for an actor below them.
        left += new - {WRITES, NOTES}
    return seen


def writers() -> list[str]:
    """The answers of an actor that write, by what they do and not by their names."""
    of_actors = (x for x, path in modules().items() if "actor: " in path.read_text())
    return [
        f"{module}.{name}"
        for module in of_actors
        for name, node in functions(module).items()
        if [x.arg for x in node.args.args][:2] == OF_AN_ACTOR
        and not any(isinstance(x, ast.Yield) for x in ast.walk(node))  # its user does
        and WRITES in reached_from(f"{module}.{name}")
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
