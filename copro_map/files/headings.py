"""What the columns of a file mean: told, kept from a file before, or by their names.

A meaning is the name of a field, or ``IGNORE``. What nobody understands is asked about,
column by column, with what to write; nothing is left out without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import get_args

from rapidfuzz import fuzz, process
from xlsxwriter.utility import (  # type: ignore[import-untyped] # as in tables
    xl_col_to_name,
)

from copro_map.base.characters import HIDDEN, has_control, shown
from copro_map.base.i18n import N_
from copro_map.files.limits import Cells
from copro_map.files.rows import Fault
from copro_map.files.told import (
    IGNORE,
    NOTHING,
    Column,
    Columns,
    How,
    Told,
    Wanted,
    heading_key,
    headings_of,
    is_contact,
)

DEMONSTRATION = "demonstration"  # the column by which invented records are known
LIKE_ENOUGH = 84  # per cent, rapidfuzz.fuzz.ratio: proposed, never taken
LIKELY = 75  # per cent, rapidfuzz.fuzz.token_set_ratio: shown to somebody who chooses
SURE: tuple[How, ...] = get_args(How)
NO_COLUMN = N_("The file has no such column. Its columns: {columns}.")
NO_MEANING = N_("A column cannot mean this: {meaning}. Use one of: {choices}.")
NO_FIELD = N_("There is no such field. Use one of: {choices}.")
SEVERAL = N_("Several columns are said to mean {field}. Say it of one alone.")
NEAREST = N_(
    "This column is not understood. The nearest: {guess}. If it is that, say so: "
    "{example}. If not: {other}."
)
NOT_UNDERSTOOD = N_(
    "This column is not understood. Say what it is: {example}. Or leave out all that "
    "are not: {rest}. It can be one of: {choices}."
)
MISSING = N_(
    "No column says this: {field}. Name one by its heading or its letter: {example}. "
    "Or say it for all rows: {value}."
)
IS_DEMONSTRATION = N_(
    "The file is of a demonstration: what it holds is invented, and is never mixed "
    "with real records."
)


def _known(wanted: Sequence[Wanted]) -> dict[str, str]:
    """Return the field of each name of a column, the surest last."""
    names = {heading_key(x): one.name for one in wanted[::-1] for x in one.names[::-1]}
    return names | {heading_key(one.name): one.name for one in wanted}


def _near(heading: str, known: Mapping[str, str]) -> str:
    """Return the field whose name a heading is nearest to; "" if it is near none."""
    found = process.extractOne(
        heading_key(heading), list(known), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH
    )
    return known[found[0]] if found else ""


def _likely(heading: str, known: Mapping[str, str]) -> str:
    """Return the field with whose name a heading shares its words; "" if none."""
    found = process.extractOne(
        heading_key(heading),
        list(known),
        scorer=fuzz.token_set_ratio,
        score_cutoff=LIKELY,
    )
    return known[found[0]] if found else ""


def nearest(columns: Columns, wanted: Sequence[Wanted]) -> dict[str, str]:
    """Return the likeliest field of each column that nobody understands, by heading.

    It is only proposed to somebody who chooses, so it may be less near than what an
    import asks about.

    Examples
    --------
    >>> columns = Columns((Column("Web page"), Column("Hue"), Column("Town", "place")))
    >>> nearest(columns, [Wanted("website", ("web",)), Wanted("place")])
    {'Web page': 'website'}
    """
    known = {
        key: name for key, name in _known(wanted).items() if name not in columns.fields
    }
    rest = [one.heading for one in columns.columns if one.how == "rest"]
    found = {heading: _likely(heading, known) for heading in rest}
    return {heading: guess for heading, guess in found.items() if guess}


def knows(wanted: Sequence[Wanted], kept: Told = NOTHING) -> Collection[str]:
    """Return the names of columns that are known, as ``heading_key`` makes them."""
    return {*_known(wanted), *map(heading_key, kept.columns)}


class _Mapper:
    """Says what the columns of one file mean, and what is wrong with what was told."""

    def __init__(self, row: int, wanted: Sequence[Wanted]) -> None:
        self.row = row
        self.known = _known(wanted)
        self.fields = [one.name for one in wanted]
        self.must = [one.name for one in wanted if one.must]
        self.faults: list[Fault] = []

    def fault(self, where: str, message: str, /, **facts: object) -> None:
        self.faults.append(Fault(self.row, where, message, facts))

    def told(self, told: Mapping[str, str], headings: Sequence[str]) -> dict[str, str]:
        """Return what was told, by heading; find what there is not."""
        keys = {heading_key(name): name for name in headings[::-1]}
        letters = {xl_col_to_name(n): name for n, name in enumerate(headings)}
        found = {}
        for given, meaning in told.items():
            name = keys.get(heading_key(given)) or letters.get(given.upper())
            if name is None:
                columns = "; ".join(headings)
                self.fault(shown(given), NO_COLUMN, columns=columns)
            elif meaning not in (*self.fields, IGNORE):
                choices = ", ".join((*self.fields, IGNORE))
                self.fault(name, NO_MEANING, meaning=shown(meaning), choices=choices)
            else:
                found[name] = meaning
        return found

    def ask(self, heading: str) -> None:
        """Ask what a column means, with what it may be."""
        guess = _near(heading, self.known)
        if not guess:
            choices = ", ".join(self.fields)
            example, rest = example_of(heading, "…"), "--rest ignore"
            self.fault(
                heading, NOT_UNDERSTOOD, example=example, rest=rest, choices=choices
            )
            return
        self.fault(
            heading,
            NEAREST,
            guess=guess,
            example=example_of(heading, guess),
            other=example_of(heading, IGNORE),
        )

    def column(self, heading: str, meaning: tuple[str, How], *, ask: bool) -> Column:
        """Return a column; one that nobody understands is asked about, if need be."""
        if heading_key(heading) == DEMONSTRATION and DEMONSTRATION not in self.known:
            self.fault(heading, IS_DEMONSTRATION)
        elif ask and meaning[1] == "rest":
            self.ask(heading)
        return Column(heading, *meaning)

    def check(self, columns: Sequence[Column], told: Told, given: Told) -> None:
        """Name what was told of no field, or of one field twice, and what is missing.

        Also a value for all rows that no cell may hold.
        ``given`` are the values that are known for all rows.
        """
        of_now = Counter(x.meaning for x in columns if x.how == "told")
        for one in columns:
            if one.meaning != IGNORE and one.how == "told" and of_now[one.meaning] > 1:
                self.fault(one.heading, SEVERAL, field=one.meaning)
        for name, value in told.values.items():
            if name not in self.fields:
                self.fault(shown(name), NO_FIELD, choices=", ".join(self.fields))
            elif has_control(value):
                self.fault(name, HIDDEN)
        have = {*(x.meaning for x in columns), *given.values}
        for name in self.must:
            if name not in have:
                example, value = example_of("A", name), f'--set "{name}=…"'
                self.fault("", MISSING, field=name, example=example, value=value)


def example_of(heading: str, meaning: str) -> str:
    """Return what to write on the command line to say what a column means."""
    return f'--map "{heading}={meaning}"'


def _empty(rows: Cells, width: int) -> list[bool]:
    """Say of each column whether no row has anything in it."""
    filled = [False] * width
    for _, cells in rows:
        for number, cell in enumerate(cells[:width]):
            filled[number] |= bool(cell)
    return [not one for one in filled]


def _surest(columns: Sequence[Column], known: Mapping[str, str]) -> Iterator[Column]:
    """Yield the columns; of several for one field only the surest is read."""
    order = {name: number for number, name in enumerate(reversed(list(known)))}

    def rank(one: Column) -> tuple[int, bool, int]:
        key = heading_key(one.heading)
        by_field = key == heading_key(one.meaning)
        return SURE.index(one.how), not by_field, order.get(key, len(order))

    best: dict[str, Column] = {}
    for one in columns:
        best[one.meaning] = min(best.get(one.meaning, one), one, key=rank)
    for one in columns:
        is_read = one.meaning == IGNORE or one is best[one.meaning]
        yield one if is_read else Column(one.heading, IGNORE, "twice")


def map_columns(
    header: Sequence[str],
    rows: Cells,
    wanted: Sequence[Wanted],
    told: Told = NOTHING,
    kept: Told = NOTHING,
    *,
    row: int = 1,
) -> Columns:
    """Return what the columns of a file mean; ``row`` is the line of the header.

    What is told goes before what was told of a file before, and that before the names
    of the fields, spelling apart. A column of which no row has anything is not asked
    about, nor one that tells how to reach somebody: it is left out. A field that must
    be there is asked for, unless a value for all rows is told.

    Examples
    --------
    >>> wanted = [Wanted("name_en", ("name",), must=True), Wanted("place")]
    >>> rows = [(2, ["Tir Coed", "Aberystwyth", "12"])]
    >>> told = Told({"B": "place"}, rest=True)
    >>> found = map_columns(["NAME", "Town", "No."], rows, wanted, told)
    >>> found.mapping, found.ignored, found.faults
    ({'NAME': 'name_en', 'Town': 'place'}, ('No.',), ())
    """
    mapper, headings = _Mapper(row, wanted), headings_of(header)
    names: dict[str, tuple[str, How]] = {
        key: (x, "name") for key, x in mapper.known.items()
    }
    names |= {
        heading_key(name): (meaning, "kept")
        for name, meaning in kept.columns.items()
        if meaning in (*mapper.fields, IGNORE)
    }
    of_now = mapper.told(told.columns, headings)
    names |= {heading_key(name): (x, "told") for name, x in of_now.items()}
    found = []
    for heading, empty in zip(headings, _empty(rows, len(headings)), strict=True):
        how: How = "private" if is_contact(heading) else "rest"
        unknown: tuple[str, How] = (IGNORE, "empty" if empty else how)
        meaning = names.get(heading_key(heading), unknown)
        found.append(mapper.column(heading, meaning, ask=not told.rest))
    mapper.check(found, told, Told(values={**kept.values, **told.values}))
    return Columns(tuple(_surest(found, mapper.known)), tuple(mapper.faults))
