"""The name and the id of each row: as given, or made of what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from copro_map.assets.checks import kind_of
from copro_map.assets.store.identity import Held
from copro_map.assets.store.persons import PERSON
from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.base.names import drawn_id, fold, is_drawn, name_key
from copro_map.files.headings import MISSING, example_of
from copro_map.files.rows import Fault, Row

OF_NAMES = N_("Ids were made of the names, so {given} is {now}. Rows: {n}.")
SAME = N_(
    "{name} was taken for the entry {id} that is there: it has the name and the kind. "
    "If it is another one, give the row an id."
)
BOTH = N_(
    "Where there is only a Welsh name, it stands for the English one too, such as "
    "{given}. Rows: {n}."
)
OF_BODIES = N_("No column holds names, so the organisations are the entries.")
NAMES = ("name_en", "name_cy")
# The cell of a new entry about a person that holds what its source calls it.
SOURCE_ID = "source_id"
IS_BODY = N_(
    "{id} is the entry of a body or a team here, and a person in this file. Correct it "
    "on its page, or leave the row out."
)


def row_names(row: Row) -> frozenset[str]:
    """Return a row's names in both languages, as all names are compared."""
    return frozenset(fold(row.cells[x]) for x in NAMES if row.cells[x])


def _with(row: Row, absent: frozenset[str], **cells: str) -> Row:
    return replace(row, cells=row.cells | cells, absent=absent)


def with_names(rows: Sequence[Row]) -> tuple[list[Row], list[Fault], list[Fault]]:
    """Return rows that have a name if they say one; notes; and faults.

    A list of organisations may call the name just that. A name that there is in Welsh
    alone is the entry's name.
    """
    if not rows:
        return [], [], []
    absent, notes = frozenset(rows[0].absent), []
    if absent.issuperset(NAMES):
        if "organisation" in absent:
            value, example = '--set "name_en=…"', example_of("A", "name_en")
            facts: dict[str, object] = {
                "field": "name_en",
                "example": example,
                "value": value,
            }
            return list(rows), [], [Fault(0, "", MISSING, facts)]
        notes.append(rows[0].fault("organisation", OF_BODIES))
        absent = (absent - {"name_en"}) | {"organisation"}
        rows = [
            _with(row, absent, name_en=row.cells["organisation"], organisation="")
            for row in rows
        ]
    welsh = [x for x in rows if x.cells["name_cy"] and not x.cells["name_en"]]
    if welsh:
        given = shown(welsh[0].cells["name_cy"])
        notes.append(welsh[0].fault("name_cy", BOTH, given=given, n=len(welsh)))
        absent -= {"name_en"}
    named = [
        _with(row, absent, name_en=row.cells["name_en"] or row.cells["name_cy"])
        for row in rows
    ]
    return named, notes, []


def _candidates(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{n}" for n in count(2))


def with_ids(
    rows: Sequence[Row],
    held: Mapping[str, Held],
    file: str,
    apart: Collection[int] = (),
) -> tuple[list[Row], list[Fault]]:
    """Return rows that have an id, made of the name where they give none; and notes.

    An id of that name that belongs to an entry of the same name and kind is that entry;
    if it belongs to something else, or the row's line is among those ``apart``, a
    number follows it. A person has an id that says nothing, whatever the file says;
    that is how the file knows them again.
    """
    held = {one.source_id: one for one in held.values() if one.source_id} | dict(held)
    used = {row.cells["id"] for row in rows} - {""}
    notes: list[Fault] = []
    made: list[Row] = []
    found = []
    for row in rows:
        if row.cells["id"] or not row.cells["name_en"]:
            found.append(row)
            continue
        taken = used | held.keys() if row.number in apart else used
        asset_id = _id_of(row, held, taken)
        if asset_id in held and held[asset_id].file != file:
            name = shown(row.cells["name_en"])
            own = held[asset_id].id
            notes.append(row.fault("name_en", SAME, name=name, id=own))
        used.add(asset_id)
        found.append(_with(row, frozenset(row.absent) - {"id"}, id=asset_id))
        made.append(found[-1])
    return _persons_by_chance(found, held), [*notes, *_made(made)]


def _is_person(row: Row) -> bool:
    return row.cells.get("practitioner_type") == PERSON


def _persons_by_chance(rows: Iterable[Row], held: Mapping[str, Held]) -> list[Row]:
    """Return rows with the ids of the entries that are there, and of new persons."""
    drawn: dict[str, str] = {}
    found = []
    for row in rows:
        told, absent = row.cells["id"], frozenset(row.absent)
        if told in held:
            row = _with(row, absent, id=held[told].id)  # noqa: PLW2901
        elif _is_person(row) and told and not is_drawn(told):
            own = drawn.setdefault(told, drawn_id())
            row = _with(row, absent, id=own, **{SOURCE_ID: told})  # noqa: PLW2901
        found.append(row)
    return found


def persons_before(rows: Iterable[Row], held: Mapping[str, Held]) -> Iterator[Fault]:
    """Yield a fault for each row of a person whose id is that of another entry."""
    for row in rows:
        entry = held.get(row.cells["id"])
        is_body = entry is not None and entry.practitioner_type != PERSON
        if entry and is_body and _is_person(row) and not is_drawn(entry.id):
            yield row.fault("id", IS_BODY, id=entry.id)


def _id_of(row: Row, held: Mapping[str, Held], used: Collection[str]) -> str:
    """Return the first id of its name that is free, or that of the row's own entry."""
    kind, names = kind_of(row.cells["kind"]), row_names(row)
    for asset_id in _candidates(name_key(row.cells["name_en"])):
        entry = held.get(asset_id)
        is_same = entry is None or (entry.kind == kind and entry.names & names)
        if is_same and asset_id not in used:
            return asset_id
    raise AssertionError  # there are more numbers than rows


def _made(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield a note on ids that were made of names, with the first of them."""
    for row in rows[:1]:
        given, now = shown(row.cells["name_en"]), row.cells["id"]
        yield row.fault("name_en", OF_NAMES, given=given, now=now, n=len(rows))
