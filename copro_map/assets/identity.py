"""Is a row the entry that is there, or another one? By its id, its name, its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from rapidfuzz import fuzz, process

from copro_map.assets.naming import row_names
from copro_map.assets.rules.likeness import NUMBERS
from copro_map.assets.rules.records import Asset
from copro_map.assets.store.identity import Held
from copro_map.base.i18n import N_
from copro_map.files.rows import Fault, Row
from copro_map.geography.areas import BASE_LAYER

TAKEN = N_(
    "This id belongs to another entry, {name}, from the file {file}. Give the row an "
    "id of its own. If it is the same entry, write its name as it is there, or give "
    "this file that name."
)
TWIN = N_(
    "This looks like an entry that is there: {name} ({id}). It was taken as a new one. "
    "If it is the same, give the row that id."
)
BECAME = N_("Until now {name} was known by name only. This is its entry now.")
LIKE_ENOUGH = 90  # per cent, rapidfuzz.fuzz.ratio of folded names
MOST_COMPARED = 2_000_000  # pairs of names; with more of them only equal ones are told


def file_key(path: Path) -> str:
    """Return what a file is known by: its name without the folder.

    Examples
    --------
    >>> file_key(Path("lists/Our Members.CSV"))
    'our members.csv'
    """
    return normalize("NFC", path.name).casefold()


@dataclass(frozen=True)
class Origin:
    """Where the rows of a file come from.

    ``file`` as ``file_key``, ``usual`` that of entries of which it is not known;
    ``exported`` says that the file was written by an export.
    """

    file: str
    usual: str
    exported: bool = False


def taken_ids(
    rows: Iterable[Row],
    faults: Iterable[Fault],
    held: Mapping[str, Held],
    origin: Origin,
) -> Iterator[Fault]:
    """Yield a fault for each row whose id is that of an entry of another file.

    If it has the name of that entry, in either language, it is the same entry. Of rows
    that are wrong already nothing is said.
    """
    wrong = {fault.row for fault in faults}
    for row in () if origin.exported else rows:
        entry = None if row.number in wrong else held.get(row.cells["id"])
        file = entry.file or origin.usual if entry else origin.file
        if entry and file != origin.file and not entry.names & row_names(row):
            yield row.fault("id", TAKEN, name=entry.name, file=file)


class Twins:
    """Finds the entry, of those that are there, that a new one may be."""

    def __init__(self, held: Mapping[str, Held], new: int) -> None:
        self.by_name: dict[tuple[str, str], dict[str, list[Held]]] = {}
        for one in held.values():
            group = "named" if one.origin == "named" else ""
            for name in one.names:
                names = self.by_name.setdefault((one.kind, group), {})
                names.setdefault(name, []).append(one)
        self.closely = len(held) * new <= MOST_COMPARED

    def _alike(self, kind: str, name: str) -> Iterator[Held]:
        names = self.by_name.get((kind, ""), {})
        if name in names:
            yield from names[name]
        elif self.closely:
            near = process.extract(
                name, names.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH
            )
            for found, *_ in near:
                if NUMBERS.findall(found) == NUMBERS.findall(name):
                    yield from names[found]

    def told(self, row: Row, asset: Asset) -> Iterator[Fault]:
        """Yield what a steward should know of a new entry: that it may be there."""
        kind, authority = asset.text("kind"), asset.areas.get(BASE_LAYER, "")
        for name in row_names(row):
            for body in self.by_name.get((kind, "named"), {}).get(name, [])[:1]:
                yield row.fault("name_en", BECAME, name=body.name)
                return
        for name in row_names(row):
            for one in self._alike(kind, name):
                if not authority or one.authority in ("", authority):
                    yield row.fault("name_en", TWIN, name=one.name, id=one.id)
                    return
