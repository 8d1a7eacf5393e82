"""Where the header of a table is, and which of its lines are no rows of it.

People put a title above a table and a total below it, and spreadsheets leave out the
last cells of a row. All that is left out or filled in is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.files.limits import Cells
from copro_map.files.rows import Fault

HEADER_WITHIN = 30  # lines
LAST_ROWS = 3  # among which a total may stand, or a note
WIDE = 3  # columns
MOST_NAMED = 10  # cells or lines in one message
TOTAL = re.compile(
    r"(?:(?:grand|overall|sub)[ -]?)?totals?|sum|swm|average|mean|cyfartaledd"
    r"|(?:is-)?cyfans(?:wm|ymiau)|cyfanswm (?:mawr|cyfan|terfynol|cyffredinol)"
    r"|total (?:responses|replies|respondents|entries|organisations|number)"
    r"|(?:nifer|cyfanswm) (?:yr )?(?:ymatebion|ymatebwyr|cofnodion)",
    re.IGNORECASE,
)
# How what stands below a table begins, if it is no row of it.
BELOW = re.compile(
    r"(?:sources?|notes?|n\.?b\.?|ffynhonnell|ffynonellau|nod(?:yn|iadau)"
    r"|(?:last )?updated|diweddarwyd|exported|generated|allforiwyd)\b|[©*†]|\(c\)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[-+£€]?[\d\s.,]*\d\s*%?")
ABOVE = N_("Left out, above the header (line {header}): {texts}.")
TOTALS = N_("Left out as a total: {text}.")
NOTE = N_("Left out, below the rows: {text}.")
SHORT = N_("The last cells are missing in these lines, and taken as empty: {lines}.")
BEYOND = N_("{found} cells instead of {expected}: look for a stray comma.")
TRAILING = N_("Left out: the last columns, which are empty ({n}).")


@dataclass(frozen=True)
class Layout:
    """A header and its rows, each as wide as it; what was left out or filled in."""

    header_row: int
    header: tuple[str, ...]
    rows: Cells
    notes: tuple[Fault, ...]
    faults: tuple[Fault, ...]
    skipped: int


def named(things: Sequence[object]) -> str:
    """Return the first of many cells, lines or texts, as a message names them.

    Examples
    --------
    >>> named([2, 5]), named(range(12))
    ('2, 5', '0, 1, 2, 3, 4, 5, 6, 7, 8, 9 …')
    """
    first = ", ".join(map(str, things[:MOST_NAMED]))
    return first + " …" * (len(things) > MOST_NAMED)


def find_header(rows: Cells, known: Callable[[str], bool]) -> tuple[int, int]:
    """Return which of the rows is the header, and how many of its cells are known.

    The one with most known headings. If nothing is known, the first that is at least
    half as full as the fullest.

    Examples
    --------
    >>> rows = [(1, ["Our list", ""]), (2, ["name", "web"]), (3, ["Tŷ Ni", ""])]
    >>> find_header(rows, {"name", "web"}.__contains__)
    (1, 2)
    >>> find_header(rows, {"id"}.__contains__)
    (0, 0)
    """
    first = rows[:HEADER_WITHIN]
    counts = [
        len({cell for cell in cells if cell and known(cell)}) for _, cells in first
    ]
    best = max(counts, default=0)
    if best:
        return counts.index(best), best
    full = [sum(map(bool, cells)) for _, cells in first]
    half = max(full, default=0) / 2
    return next((i for i, n in enumerate(full) if n and n >= half), 0), 0


def best_sheets(
    heads: Mapping[str, Cells], known: Callable[[str], bool]
) -> tuple[list[str], list[str]]:
    """Return the sheets that are known best by their first rows, and the others.

    Of several that are known equally well, or not at all, those with rows below the
    header.

    Examples
    --------
    >>> heads = {
    ...     "Cover": [(1, ["Our list"]), (2, ["name it"])],
    ...     "List": [(1, ["name"]), (2, ["Tŷ Ni"])],
    ...     "Empty": [(1, ["name"])],
    ... }
    >>> best_sheets(heads, {"name"}.__contains__)
    (['List'], ['Cover', 'Empty'])
    """
    found = {name: find_header(rows, known) for name, rows in heads.items()}
    most = max(n for _, n in found.values())
    best = [name for name, (_, n) in found.items() if n == most]
    filled = [name for name in best if len(heads[name]) > found[name][0] + 1]
    best = filled or best
    return best, [name for name in heads if name not in best]


def is_total(cells: Iterable[str]) -> bool:
    """Say whether a row is a total: a word for it, and nothing but numbers beside it.

    Examples
    --------
    >>> is_total(["", "Cyfanswm:", "", "12", "33%"])
    True
    >>> is_total(["Total / Cyfanswm", "3"])
    True
    >>> is_total(["Total", "Cardiff"]), is_total(["12", "Total"])
    (False, False)
    """
    first, *others = [cell for cell in cells if cell]
    words = [word.strip(" :") for word in re.split("[/|]", first)]
    return all(map(TOTAL.fullmatch, words)) and all(map(NUMBER.fullmatch, others))


def is_note(cells: Sequence[str]) -> bool:
    """Say whether a row is a note below a table: one text, that begins as such.

    Examples
    --------
    >>> is_note(["Source: the council, 2026", "", ""]), is_note(["Notes", "x", ""])
    (True, False)
    >>> is_note(["Noteworthy Choir", "", ""])
    False
    """
    return not any(cells[1:]) and bool(BELOW.match(cells[0]))


def _above(rows: Cells, header_row: int) -> list[Fault]:
    if not rows:
        return []
    texts = [shown(next(filter(None, cells))) for _, cells in rows]
    facts = {"header": header_row, "texts": named([f"“{text}”" for text in texts])}
    return [Fault(rows[0][0], "", ABOVE, facts)]


def _rows_alone(rows: Cells, width: int) -> tuple[Cells, list[Fault]]:
    """Return the rows without the totals and notes that end them, which are told.

    In a table of one or two columns, one text may be all that there is to a row.
    """
    kept, notes = rows[:-LAST_ROWS], []
    for number, cells in rows[-LAST_ROWS:]:
        message = ""
        if is_total(cells):
            message = TOTALS
        elif width >= WIDE and is_note(cells):
            message = NOTE
        if message:
            text = shown(" ".join(filter(None, cells)))
            notes.append(Fault(number, "", message, {"text": text}))
        else:
            kept.append((number, cells))
    return kept, notes


def _width(header: Sequence[str], rows: Cells) -> int:
    """Return how many columns have a heading, or something below the header line."""
    used = [i for i, cell in enumerate(header, start=1) if cell]
    for _, cells in rows:
        used += [i for i, cell in enumerate(cells[: len(header)], start=1) if cell]
    return max(used, default=0)


def _of_width(
    rows: Cells, width: int, most: int
) -> tuple[Cells, list[Fault], list[Fault]]:
    """Return the rows that have no more than ``most`` cells, a note, and faults."""
    table: Cells = []
    faults, short = [], []
    for number, cells in rows:
        if any(cells[most:]):
            facts: dict[str, object] = {"found": len(cells), "expected": most}
            faults.append(Fault(number, "", BEYOND, facts))
            continue
        if len(cells) < width:
            short.append(number)
        table.append((number, [*cells, *[""] * width][:width]))
    notes = [Fault(n, "", SHORT, {"lines": named(short)}) for n in short[:1]]
    return table, notes, faults


def lay_out(rows: Cells, known: Callable[[str], bool]) -> Layout:
    """Return a table of stripped cells as its header and rows; empty lines left out.

    A row with something beyond the header is a fault, and is left out too.
    """
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        return Layout(0, (), [], (), (), 0)
    at, _ = find_header(filled, known)
    header_row, header = filled[at]
    below, notes = _rows_alone(filled[at + 1 :], len(header))
    notes = _above(filled[:at], header_row) + notes
    width = _width(header, below)
    if width < len(header):
        facts: dict[str, object] = {"n": len(header) - width}
        notes.append(Fault(header_row, "", TRAILING, facts))
    table, short, faults = _of_width(below, width, len(header))
    skipped = len(filled) - 1 - len(below)
    return Layout(
        header_row,
        tuple(header[:width]),
        table,
        tuple(notes + short),
        tuple(faults),
        skipped,
    )
