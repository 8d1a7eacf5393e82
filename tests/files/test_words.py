"""A role or a reason that somebody writes: it says something, and reaches nobody."""

from __future__ import annotations

import pytest

from copro_map.base.errors import ImportFileError
from copro_map.files.columns import check_words
from copro_map.files.rows import ImportResult, Row


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Nothing."),
        (" ", "Nothing."),
        ("a@b.org", "This looks like an e-mail"),
        ("officer\x1b[2J", "not seen"),
        ("o\u202eb", "not seen"),
        ("x" * 2_001, "Too long"),
    ],
)
def test_words_that_say_nothing_or_reach_somebody_are_refused(text, told):
    with pytest.raises(ImportFileError, match=told):
        check_words(text, ImportFileError, "Nothing.")


def test_a_role_is_let_through():
    check_words("development officer", ImportFileError, "Nothing.")


class One:
    """A record that supersedes another one, or none."""

    def __init__(self, supersedes: int | None) -> None:
        self.supersedes = supersedes


def test_what_supersedes_is_a_change_and_what_is_not_new_is_as_it_was():
    done = ImportResult.of([One(None), One(4), One(None)], 5, notes=(Row(2, {}),))
    assert (done.added, done.changed, done.unchanged) == (2, 1, 2)
    assert len(done.notes) == 1
