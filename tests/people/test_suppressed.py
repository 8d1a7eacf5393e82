"""The list of who asked to be forgotten: marks that nobody reads, in its own file."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.forgotten import ForgottenListError, list_in
from copro_map.base.whom import Whom
from copro_map.frame import visitors
from copro_map.people.suppressed import (
    Forgotten,
    add_forgotten,
    come_back,
    fault,
    forgotten,
    hand_on,
    merge,
)

DAY, LATER = date(2026, 11, 30), date(2026, 12, 5)
MAIR, NAME, ENTRY = "mair@example.org", "mair quillfeather", "c-quixotic"
WHOM = Whom(frozenset({MAIR}), frozenset({ENTRY}), frozenset({NAME}))


@pytest.fixture
def known(settings):
    """Somebody was forgotten."""
    add_forgotten(settings, WHOM, DAY)
    return settings


def lines(settings, folder=None) -> list[str]:
    folder = folder or settings.backup_folder
    return list_in(folder).read_text().splitlines()


def on_list(settings) -> tuple[bool, ...]:
    gone = forgotten(settings)
    return gone.address(MAIR), gone.entry(ENTRY), gone.name(NAME)


def test_nobody_is_forgotten_at_first_and_nothing_is_made(settings):
    come_back(settings, [MAIR], DAY)
    hand_on(settings, settings.database.parent / "elsewhere")
    assert forgotten(settings) == Forgotten()
    assert not list_in(settings.backup_folder).exists()
    assert not settings.secret_file.exists()


def test_who_was_forgotten_is_known_again_and_nobody_else(known):
    gone = forgotten(known)
    assert on_list(known) == (True, True, True)
    assert not any([gone.address("x@example.org"), gone.entry(NAME), gone.name(MAIR)])


def test_a_mark_is_keyed_and_tells_nothing(known, tmp_path):
    head, *marks = lines(known)
    text, key = "\n".join(marks), bytes.fromhex(known.secret_file.read_text())
    assert len(key) == 32
    assert len(marks) == 3
    assert all(re.fullmatch(r"[0-9a-f]{64} 2026-11-30 gone", x) for x in marks)
    for word in (MAIR, ENTRY, NAME):
        for kind in ("", "address", "entry", "name", f"address\n{word}"):
            for sign in ("", "\n", "\0", ":", " "):
                tried = f"{kind}{sign}{word}".encode()
                assert hashlib.sha256(tried).hexdigest() not in text
                assert hmac.digest(b"", tried, "sha256").hex() not in text
                assert hmac.digest(key[::-1], tried, "sha256").hex() not in text
        assert word not in text
    assert hmac.digest(key, f"address\n{MAIR}".encode(), "sha256").hex() in text
    other = replace(known, database=tmp_path / "other" / "copro_map.db")
    add_forgotten(other, WHOM, DAY)
    assert not {x[:64] for x in lines(other)} & {x[:64] for x in marks}
    assert lines(other)[0] != head


def test_list_and_key_are_for_nobody_else_and_lie_apart(known):
    key, file = known.secret_file, list_in(known.backup_folder)
    assert [x.stat().st_mode & 0o777 for x in (key, file)] == [0o600, 0o600]
    assert not key.is_relative_to(known.backup_folder)
    inside = replace(known, key_file=known.backup_folder / "the.key")
    with pytest.raises(ForgottenListError, match="must not lie in the folder"):
        add_forgotten(inside, WHOM, DAY)
    assert not inside.secret_file.exists()


def test_who_comes_back_is_not_on_the_list_until_forgotten_again(known):
    come_back(known, [MAIR], LATER, [NAME])
    assert on_list(known) == (False, True, False)
    come_back(known, [MAIR], LATER, [NAME])
    add_forgotten(known, WHOM, LATER)
    assert on_list(known) == (True, True, True)
    assert [x.split()[2] for x in lines(known)[1:]] == [
        *("gone", "gone", "gone", "back", "back", "gone", "gone"),
    ]


def test_copies_of_the_list_are_merged_whichever_is_older(known, tmp_path):
    copy = tmp_path / "copies"
    hand_on(known, copy)
    first = lines(known, copy)
    come_back(known, [MAIR], LATER)
    add_forgotten(known, Whom(frozenset({"x@example.org"})), LATER)
    merge(known, copy, copy, tmp_path / "nothing")
    assert on_list(known) == (False, True, True)
    # An older list is in our place, and the newer one beside the backup.
    hand_on(known, copy)
    assert lines(known, copy) == lines(known)
    list_in(known.backup_folder).write_text("\n".join(first) + "\n")
    assert on_list(known) == (True, True, True)
    merge(known, copy)
    assert on_list(known) == (False, True, True)
    assert forgotten(known).address("x@example.org")


def test_what_was_half_written_counts_for_nothing(known):
    file = list_in(known.backup_folder)
    file.write_text(file.read_text() + "0123456789abc")
    assert on_list(known) == (True, True, True)
    add_forgotten(known, Whom(frozenset({"x@example.org"})), LATER)
    assert forgotten(known).address("x@example.org")


def test_whoever_was_killed_before_the_key_was_there_changed_nothing(known):
    file = list_in(known.backup_folder)
    known.secret_file.unlink()
    file.write_text(file.read_text().splitlines()[0] + "\n")
    assert on_list(known) == (False, False, False)
    add_forgotten(known, WHOM, DAY)
    assert on_list(known) == (True, True, True)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda key, _: key.unlink(), "COPRO_MAP_KEY_FILE"),
        (lambda key, _: key.write_text("ab" * 32), "another key"),
        (lambda key, _: key.write_text("rubbish"), "no key"),
        (lambda _, file: file.unlink(), "is missing"),
        (lambda _, file: (file.unlink(), file.mkdir()), "cannot be read"),
    ],
)
def test_a_list_or_key_that_is_not_there_is_said_and_nobody_is_taken_for_known(
    known, spoil, words
):
    spoil(known.secret_file, list_in(known.backup_folder))
    for ask in (
        lambda: forgotten(known),
        lambda: add_forgotten(known, WHOM, LATER),
        lambda: come_back(known, [MAIR], LATER),
    ):
        with pytest.raises(ForgottenListError, match=words) as raised:
            ask()
        told = visitors.words(raised.value)
        assert str(known.database.parent) not in told
    assert fault(known)
