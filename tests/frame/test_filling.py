"""What is filled in is kept under the one key that the address names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest

from copro_map.base.errors import DatabaseError
from copro_map.frame import filling

LINKED = "of-the-link"


@dataclass
class Form(filling.Filling):
    """A form whose drafts lie in a dictionary; reading them fails so many times."""

    form: ClassVar[str] = "form"
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: int = 0

    def find(self, key: str) -> dict[str, Any] | None:
        if self.faults:
            self.faults -= 1
            raise DatabaseError("It is busy.")
        return self.drafts.get(key)

    def keep(self) -> str:
        key = self.key or f"new-{len(self.drafts)}"
        self.drafts[key] = {**self.drafts.get(key, {}), **self.unkept}
        return key


@pytest.fixture(autouse=True)
def address(monkeypatch):
    """The parameters of the address; what is said above the form is not drawn."""
    named = {filling.DRAFT: LINKED}
    monkeypatch.setattr(filling.state, "get", lambda name: named.get(name, ""))
    monkeypatch.setattr(filling.state, "put", lambda **more: named.update(more))
    return named


@pytest.fixture(autouse=True)
def said(monkeypatch):
    """What is said above the form."""
    words: list[str] = []
    monkeypatch.setattr(filling.st, "warning", words.append)
    return words


def form(**more: Any) -> Form:
    return Form(drafts={LINKED: {"level": "basic", "note": "Minutes"}}, **more)


def test_a_draft_that_could_not_be_read_is_read_before_a_change_is_kept(address, said):
    mine = form(faults=1)
    assert not mine.take_up()
    assert said == ["It is busy."]
    mine.change("note", "half typed")
    assert mine.drafts == {LINKED: {"level": "basic", "note": "half typed"}}
    assert mine.filled == mine.drafts[LINKED]
    assert mine.fault is None
    assert not mine.take_up()
    assert address == {filling.DRAFT: LINKED}
    assert len(said) == 1


def test_nothing_is_kept_elsewhere_while_it_cannot_be_read_and_nothing_lost(said):
    mine = form(faults=3)
    mine.take_up()
    mine.change("note", "half typed")
    mine.take_up()
    mine.change("people", 4)  # and by now it can
    assert list(mine.drafts) == [LINKED]
    assert mine.filled == {"level": "basic", "note": "half typed", "people": 4}
    assert mine.drafts[LINKED] == mine.filled
    assert len(said) == 2


def test_what_was_filled_in_meanwhile_stays_when_the_next_run_reads_it():
    mine = form(faults=2)
    mine.take_up()
    mine.change("note", "half typed")
    assert mine.filled == {"note": "half typed"}
    assert not mine.take_up()
    assert mine.filled == {"level": "basic", "note": "half typed"}
    mine.change("people", 4)
    assert mine.drafts == {
        LINKED: {"level": "basic", "note": "half typed"} | {"people": 4}
    }


def test_one_that_is_kept_no_more_is_said_once_it_can_be_read():
    mine = form(faults=1)
    mine.drafts.clear()
    assert not mine.take_up()
    assert mine.take_up()
    mine.change("note", "mine")
    assert list(mine.drafts) == ["new-0"]


def test_a_fault_is_forgotten_when_the_draft_of_the_visit_is_read_again(said):
    mine = form()
    mine.take_up()
    mine.faults = 1
    mine.take_up()
    assert mine.fault
    mine.take_up()
    assert mine.fault is None
    assert said == []
