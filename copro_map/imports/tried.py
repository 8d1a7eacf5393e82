"""What is shown of a file before it is brought in, the same for every subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from copro_map.files.columns import split_list
from copro_map.files.rows import IGNORE, ImportResult, Row, Seen
from copro_map.files.told import Column
from copro_map.imports.importer import Meaning, Strange, Tried, Twin

MOST_PREVIEWED, MOST_SAMPLES = 10, 3


def samples(seen: Seen) -> dict[str, tuple[str, ...]]:
    """Return the first different values of each column, by its heading.

    Examples
    --------
    >>> from copro_map.files.rows import Column
    >>> lines = [(2, ["a", ""]), (3, ["a", "x"]), (4, ["b", ""])]
    >>> samples(Seen((Column("One"), Column("Two")), lines))
    {'One': ('a', 'b'), 'Two': ('x',)}
    """
    found: dict[str, dict[str, None]] = {one.heading: {} for one in seen.columns}
    for _, cells in seen.lines:
        for column, cell in zip(seen.columns, cells, strict=False):
            own = found[column.heading]
            if cell and len(own) < MOST_SAMPLES:
                own[cell] = None
    return {heading: tuple(own) for heading, own in found.items()}


def _in_words(meaning: Meaning, cell: str) -> str:
    """Return a cell as people read it: each of its words by its name."""
    if not meaning.words:
        return cell
    parts = (meaning.words.get(one) for one in split_list(cell))
    named = [
        label.text() if label else one
        for label, one in zip(parts, split_list(cell), strict=True)
    ]
    return ", ".join(named)


def previewed(
    rows: Sequence[Row], meanings: Sequence[Meaning]
) -> tuple[dict[str, str], ...]:
    """Return the first rows as they will look: what they say, by the label of it.

    Examples
    --------
    >>> from copro_map.base.i18n import Label
    >>> food = {"food": Label("Food", "Bwyd")}
    >>> theme = Meaning("theme", Label("Theme", "Thema"), words=food)
    >>> previewed([Row(2, {"theme": "food", "note": ""})], [theme])
    ({'Theme': 'Food'},)
    """
    return tuple(
        {
            one.label.text(): _in_words(one, cell)
            for one in meanings
            if (cell := row.cells.get(one.name, ""))
        }
        for row in rows[:MOST_PREVIEWED]
    )


def _strange(result: ImportResult, meanings: Sequence[Meaning]) -> tuple[Strange, ...]:
    """Return the words of vocabularies that nobody understands, by the faults."""
    known = {one.name for one in meanings if one.words}
    counted: Counter[tuple[str, str]] = Counter()
    for fault in result.faults:
        field = result.mapping.get(fault.column, fault.column)
        value, rows = fault.facts.get("value"), fault.facts.get("n", 1)
        if field in known and value and isinstance(rows, int):
            counted[field, str(value)] += rows
    return tuple(Strange(*key, rows) for key, rows in counted.items())


def _faulty(result: ImportResult) -> Mapping[int, tuple[str, ...]]:
    """Return the rows with faults as they stand in the file, by their line."""
    wrong = {fault.row for fault in result.faults}
    return {line: tuple(cells) for line, cells in result.seen.lines if line in wrong}


def _offered(column: Column, known: Collection[str]) -> Column:
    """Return a column as it can be chosen.

    What our own exports say besides is left out on the page, and told to nobody: the
    import knows it by its name.
    """
    if column.meaning in known:
        return column
    return replace(column, meaning=IGNORE)


def tried(
    result: ImportResult, meanings: Sequence[Meaning], twins: tuple[Twin, ...] = ()
) -> Tried:
    """Return what a file is, and what it did or would do, for somebody to look at."""
    seen = result.seen
    known = {one.name for one in meanings} | {IGNORE}
    return Tried(
        result=result,
        columns=tuple(_offered(one, known) for one in seen.columns),
        guesses={x: guess for x, guess in seen.nearest.items() if guess in known},
        samples=samples(seen),
        preview=previewed(seen.rows, meanings),
        twins=twins,
        strange=_strange(result, meanings),
        cells=_faulty(result),
        rows=len(seen.lines),
    )
