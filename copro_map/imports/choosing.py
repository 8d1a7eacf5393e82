"""What somebody chose of a file, and what of it is still to be asked.

A choice is kept under a name of its own: ``column Town`` is a field, ``value kind`` a
text for all rows, ``word sector Charity`` one of our words, ``row 7`` what that row is,
``answer NAME`` what an import asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from copro_map.files.headings import MISSING, NEAREST, NOT_UNDERSTOOD, SEVERAL
from copro_map.files.rows import Fault
from copro_map.files.told import IGNORE, Column, Told
from copro_map.imports.importer import Meaning, Strange, Tried, Twin

COLUMN, VALUE, WORD, ROW = "column ", "value ", "word ", "row "
ANSWER = "answer "
SHEET, OF = "sheet", "of"
SKIP, BOTH, MEND = "skip", "both", "mend"
# What the page asks in its own way, by a control beside each column.
ASKED_ON_THE_PAGE = (MISSING, NEAREST, NOT_UNDERSTOOD, SEVERAL)
# How a column is known. "guess": by nobody, but it may be this; "unknown": not at all.
Known = Literal["told", "kept", "name", "private", "empty", "twice", "guess", "unknown"]


@dataclass(frozen=True)
class Taken:
    """A column as a page asks about it: what it is taken for now, and how it is known.

    ``usual`` is what it is taken for until somebody says otherwise. ``again`` says that
    another column is taken for the same.
    """

    heading: str
    meaning: str
    usual: str
    how: Known
    samples: tuple[str, ...] = ()
    again: bool = False


def _of(said: Mapping[str, Any], what: str) -> dict[str, str]:
    """Return the choices of one sort, by what they are of; no empty ones."""
    return {
        name.removeprefix(what): str(one)
        for name, one in said.items()
        if name.startswith(what) and one
    }


def _usual(column: Column, guesses: Mapping[str, str], others: set[str]) -> str:
    """Return what a column is taken for; a guess only if no other column is that."""
    if column.how != "rest":
        return column.meaning
    guess = guesses.get(column.heading, IGNORE)
    return IGNORE if guess in others else guess


def _how(column: Column, usual: str) -> Known:
    if column.how == "rest":
        return "unknown" if usual == IGNORE else "guess"
    return column.how


def taken(looked: Tried, said: Mapping[str, Any]) -> tuple[Taken, ...]:
    """Return each column as a page asks about it.

    ``looked`` is the file as it is understood without a choice.
    """
    own = _of(said, COLUMN)
    others = {one.meaning for one in looked.columns} - {IGNORE}
    found: list[tuple[Column, str, str]] = []
    for column in looked.columns:
        usual = _usual(column, looked.guesses, others)
        others.add(usual)
        found.append((column, own.get(column.heading, usual), usual))
    times = Counter(meaning for _, meaning, _ in found if meaning != IGNORE)
    return tuple(
        Taken(
            column.heading,
            meaning,
            usual,
            _how(column, usual),
            tuple(looked.samples.get(column.heading, ())),
            times[meaning] > 1,
        )
        for column, meaning, usual in found
    )


def told_of(said: Mapping[str, Any], columns: Iterable[Taken] = ()) -> Told:
    """Return what was chosen as an import takes it.

    What nobody understands is told as it stands on the page, left out too, so that the
    next file like it needs no answer.
    """
    told = {
        one.heading: one.meaning
        for one in columns
        if one.how in ("guess", "unknown") or one.meaning != one.usual or one.again
    }
    return Told(
        columns=told,
        words={word: ours for (_, word), ours in words_of(said).items()},
        values=_of(said, VALUE),
        sheet=str(said.get(SHEET) or ""),
    )


def answers_of(said: Mapping[str, Any]) -> dict[str, str]:
    """Return the answers to what an import asked, by name."""
    return _of(said, ANSWER)


def words_of(said: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return what words of the file are in ours, by their field and the word."""
    found = {}
    for name, ours in _of(said, WORD).items():
        field, _, word = name.partition(" ")
        found[field, word] = ours
    return found


def words_to_ask(strange: Iterable[Strange], said: Mapping[str, Any]) -> list[Strange]:
    """Return the words to ask about: those that are strange, and those answered."""
    found = {(one.field, one.word): one for one in strange}
    for field, word in words_of(said):
        found.setdefault((field, word), Strange(field, word, 0))
    return sorted(found.values(), key=lambda one: (one.field, one.word))


def words_in_sight(
    words: Sequence[Strange], said: Mapping[str, Any], most: int
) -> list[Strange]:
    """Return the words that are asked about now: those answered, and the next ``most``.

    Examples
    --------
    >>> words = [Strange("theme", one, 1) for one in "abc"]
    >>> [one.word for one in words_in_sight(words, {}, 1)]
    ['a']
    >>> [one.word for one in words_in_sight(words, {"word theme a": "food"}, 1)]
    ['a', 'b']
    """
    answered = words_of(said)
    left = [one for one in words if (one.field, one.word) not in answered]
    return [one for one in words if one not in left[most:]]


def rows_of(said: Mapping[str, Any]) -> dict[int, str]:
    """Return what was said of rows, by their lines, as an import takes it.

    Those that are to be mended are left out.
    """
    rows = {int(line): one for line, one in _of(said, ROW).items()}
    return {line: SKIP if one == MEND else one for line, one in rows.items()}


def left_out(said: Mapping[str, Any]) -> dict[int, str]:
    """Return the rows that are left out to be mended, as an import takes it."""
    return dict.fromkeys(to_mend(said), SKIP)


def to_mend(said: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the lines that are left out to be mended."""
    rows = _of(said, ROW).items()
    return tuple(sorted(int(line) for line, one in rows if one == MEND))


def missing(
    looked: Tried,
    columns: Sequence[Taken],
    meanings: Sequence[Meaning],
    said: Mapping[str, Any],
) -> tuple[Meaning, ...]:
    """Return the fields that must be there, that no column says, in their order.

    Also those for which a text for all rows was given, so that it can be changed; not
    those for which one is known from a file before.
    """
    have = {one.meaning for one in columns}
    unsaid = {
        str(one.facts["field"]) for one in looked.faults if one.message == MISSING
    }
    was_read = {one.usual for one in columns}
    given = set(_of(said, VALUE))
    return tuple(
        one
        for one in meanings
        if one.name not in have
        and (one.name in unsaid | given or (one.must and one.name in was_read))
    )


def unanswered(needs: Iterable[Meaning], said: Mapping[str, Any]) -> bool:
    """Say whether a field that must be there has no text for all rows yet."""
    given = _of(said, VALUE)
    return any(one.must and one.name not in given for one in needs)


def is_strange(fault: Fault, strange: Iterable[Strange], tried: Tried) -> bool:
    """Say whether a fault is of a word that the page asks about."""
    name = tried.result.mapping.get(fault.column, fault.column)
    words = {(one.field, one.word) for one in strange}
    return (name, str(fault.facts.get("value", ""))) in words


def faults_to_show(tried: Tried) -> tuple[Fault, ...]:
    """Return what is wrong that the page does not ask about in its own way."""
    return tuple(
        one
        for one in tried.faults
        if one.message not in ASKED_ON_THE_PAGE
        and not is_strange(one, tried.strange, tried)
    )


def twins_left(said: Mapping[str, Any], twins: Iterable[Twin]) -> tuple[Twin, ...]:
    """Return the rows that may be there already of which nobody said what they are."""
    rows = _of(said, ROW)
    return tuple(one for one in twins if str(one.row) not in rows)
