"""Rows of which a steward says which entry they are: now, or of a file before."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from copro_map.assets.checks import kind_of
from copro_map.assets.naming import row_names
from copro_map.base.i18n import N_
from copro_map.files.rows import Fault, Row

SKIP, BOTH = "skip", "both"
MARK_BYTES = 16
GONE = N_(
    "The entry that this row was said to be is not there any more. Say again which it "
    "is."
)
LEFT_OUT = N_("Left out, as it was said of these rows before. Rows: {n}.")
NO_ANSWERS: Mapping[int, str] = {}


def _mark(*said: object) -> str:
    text = json.dumps(said, ensure_ascii=False)
    return blake2b(text.encode(), digest_size=MARK_BYTES).hexdigest()


def whole_mark(row: Row) -> str:
    """Return what a row is known by that is left out: all that it says.

    One that is mended is another row.

    Examples
    --------
    >>> one, other = Row(2, {"name_en": "A", "place": ""}), Row(9, {"name_en": "A"})
    >>> whole_mark(one) == whole_mark(other)
    True
    """
    return _mark("whole", sorted((x, y) for x, y in row.cells.items() if y))


def row_marks(rows: Sequence[Row]) -> list[str]:
    """Return what each row is known by: its kind, its names, and its own id, if any.

    Of several that are alike in these the order tells.
    """
    times: dict[str, int] = {}
    found = []
    for row in rows:
        names = sorted(row_names(row))
        one = _mark(kind_of(row.cells["kind"]), names, row.cells["id"])
        times[one] = times.get(one, 0) + 1
        found.append(one if times[one] == 1 else _mark(one, times[one]))
    return found


@dataclass(frozen=True)
class Answers:
    """What is said of rows that may be there already.

    ``told`` is said of this file, by line: "skip", "both", or the id of an entry;
    ``kept`` of files before, by the mark of a row.
    """

    told: Mapping[int, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answered:
    """Rows of which it is known which entry they are.

    ``known`` are the lines of rows that are an entry, by what was said, ``apart`` those
    that are none that is there; ``marks`` the mark of each row of which it was said
    now, by its line; ``out`` the marks of those that are left out now.
    """

    rows: Sequence[Row]
    faults: Sequence[Fault] = ()
    notes: Sequence[Fault] = ()
    known: Collection[int] = ()
    apart: Collection[int] = ()
    marks: Mapping[int, str] = field(default_factory=dict)
    out: Collection[str] = ()


def without_skipped(rows: Sequence[Row], answers: Answers) -> Answered:
    """Return rows without those that are left out, as is said now or was before."""
    told, kept = answers.told, answers.kept
    now = [row for row in rows if told.get(row.number) == SKIP]
    marks = {row.number: whole_mark(row) for row in rows if kept or row in now}
    before = [
        row
        for row in rows
        if kept.get(marks.get(row.number, ""), BOTH) == "" and row.number not in told
    ]
    gone = {row.number for row in (*now, *before)}
    notes = [before[0].fault("", LEFT_OUT, n=len(before))] if before else []
    left = [row for row in rows if row.number not in gone]
    return Answered(left, notes=notes, out=[marks[row.number] for row in now])


def with_answers(
    rows: Sequence[Row], answers: Answers, held: Collection[str]
) -> Answered:
    """Return rows with the ids of the entries that they are said to be.

    A row that was said to be an entry that is gone since is asked about anew.
    """
    if not (answers.told or answers.kept):
        return Answered(rows)
    found, faults, known, apart, now = [], [], set(), set(), {}
    for row, mark in zip(rows, row_marks(rows), strict=True):
        told = answers.told.get(row.number)
        entry = told or answers.kept.get(mark, "")
        if told:
            now[row.number] = mark
        if entry == BOTH:
            apart.add(row.number)
        elif entry in held:
            known.add(row.number)
            absent = frozenset(row.absent) - {"id"}
            found.append(replace(row, cells=row.cells | {"id": entry}, absent=absent))
            continue
        elif told:
            faults.append(row.fault("name_en", GONE))
        found.append(row)
    return Answered(found, faults, (), known, apart, now)
