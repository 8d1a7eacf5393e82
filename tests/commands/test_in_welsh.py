"""The command line in Welsh: help, and what typer itself says of a fault."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po
from typer.main import get_command

from copro_map.base.i18n import CATALOGUE, set_language, t
from copro_map.commands.cli import app
from copro_map.commands.spoken import (
    FAULTS,
    every_command,
    fault_in_words,
    texts_of,
)

ENGLISH = ("Usage", "Options", "Commands", "Arguments", "Show this", "[required]")


def paths(command, *before: str) -> list[tuple[str, ...]]:
    below = getattr(command, "commands", {})
    return [before] + [x for n, one in below.items() for x in paths(one, *before, n)]


@pytest.fixture
def welsh(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_LANG", "cy")
    monkeypatch.setenv("COLUMNS", "200")
    yield
    set_language("en")


@pytest.mark.usefixtures("welsh")
def test_help_says_nothing_in_english(run):
    command = get_command(app)
    written = {x for one in every_command(command) for x in texts_of(one)}
    same = {x for x in written if t(x) == x}
    for words in paths(command):
        told = run(*words, "--help").out
        assert told.strip(), words
        whole = " ".join(told.replace("│", " ").split())
        assert not [x for x in ENGLISH if x in whole], words
        found = [x for x in written - same if " ".join(x.split()) in whole]
        assert not [x for x in found if len(x.split()) > 1], words


def test_help_is_english_again_afterwards(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("COPRO_MAP_LANG", "cy")
    assert "Defnydd:" in run("search", "--help").out
    monkeypatch.setenv("COPRO_MAP_LANG", "en")
    told = run("search", "--help").out
    assert "Usage:" in told
    assert "Show this message and exit." in told
    assert "<str>" in told


@pytest.mark.usefixtures("welsh")
@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("surveys", "open"), "Mae hwn ar goll: 'ton'."),
        (("surveys", "open", "x"), "Mae'r opsiwn hwn ar goll: '--survey'."),
        (("search", "--nope"), "Nid oes opsiwn o'r fath: --nope"),
        (("serch",), "Oeddech chi'n golygu: 'search'?"),
        (("init", "--entries"), "Mae angen gwerth ar ôl yr opsiwn hwn: '--entries'."),
        (("init", "--demo=3"), "Nid yw'r opsiwn hwn yn cymryd gwerth: '--demo'."),
        (("init", "a", "b"), "Mae gormod o eiriau ar y llinell: a b"),
        (("init", "--entries", "x"), "'--entries': rhowch rif cyfan"),
        (("init", "--entries", "0"), "rhowch rif nad yw'n llai na 1"),
    ],
)
def test_faults_of_typing_are_told_in_welsh(run, words, part):
    answer = run(*words)
    assert answer.code == 2
    assert part in answer.err
    assert not [x for x in ("Usage", "Try ", "Error") if x in answer.err]


def test_each_fault_is_found_in_its_english_words():
    set_language("cy")
    told = {fault_in_words(x.format(name="a", others="b", words="c", reason="d", n=1))
            for x in FAULTS}  # fmt: skip
    set_language("en")
    assert len(told) == len(FAULTS)
    assert not told & {fault_in_words(x) for x in FAULTS}


def test_the_catalogue_is_read_as_babel_reads_it():
    with CATALOGUE.open("rb") as file:
        messages = {str(x.id): str(x.string) for x in read_po(file) if x.id}
    set_language("cy")
    told = {x: t(x) for x in messages}
    set_language("en")
    assert told == messages
