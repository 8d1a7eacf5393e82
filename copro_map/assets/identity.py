"""Is a row the entry that is there, or another one? By its id, its name, its file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import normalize

from rapidfuzz import fuzz, process

from copro_map.assets.naming import row_names
from copro_map.assets.rules.likeness import NUMBERS
from copro_map.assets.rules.records import Asset, Location
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


@dataclass(frozen=True)
class Alike:
    """A row that may be an entry that is there, or was taken for it by its name alone.

    ``entry`` is the id of that, ``id`` the one that the row has; ``point`` is where the
    row is, ``there`` where the entry was.
    """

    row: Row
    id: str
    entry: str
    name: str
    point: Location | None = None
    there: Location | None = None


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

    def became(self, row: Row, asset: Asset) -> Iterator[Fault]:
        """Yield that a new entry was known by name only until now, if it was."""
        for name in row_names(row):
            named = self.by_name.get((asset.text("kind"), "named"), {})
            for body in named.get(name, [])[:1]:
                yield row.fault("name_en", BECAME, name=body.name)
                return

    def of(self, row: Row, asset: Asset) -> Iterator[Alike]:
        """Yield the entry that a new one may be, if there is one."""
        kind, authority = asset.text("kind"), asset.areas.get(BASE_LAYER, "")
        for name in row_names(row):
            for one in self._alike(kind, name):
                if not authority or one.authority in ("", authority):
                    yield Alike(row, asset.id, one.id, one.name)
                    return


@dataclass(frozen=True)
class Identity:
    """Of which rows of a file it is to be asked whether they are there already."""

    alike: tuple[Alike, ...]
    notes: tuple[Fault, ...]

    @classmethod
    def of(
        cls,
        rows: Sequence[Row],
        assets: Sequence[Asset],
        held: Mapping[str, Held],
        by_name: Collection[int],
        points: Mapping[str, Location],
    ) -> Identity:
        """Return it of rows and their entries.

        ``by_name`` are the lines of the rows that were taken for an entry by their name
        alone; ``points`` says where each entry is.
        """
        pairs = list(zip(rows, assets, strict=True))
        new = [pair for pair in pairs if pair[1].id not in held]
        twins = Twins(held, len(new))
        notes = [x for row, asset in new for x in twins.became(row, asset)]
        became = {x.row for x in notes}
        alike = [
            *(
                Alike(row, asset.id, asset.id, held[asset.id].name)
                for row, asset in pairs
                if row.number in by_name and asset.id in held
            ),
            *(
                one
                for row, asset in new
                if row.number not in became
                for one in twins.of(row, asset)
            ),
        ]
        told = [
            one.row.fault("name_en", TWIN, name=one.name, id=one.entry)
            for one in alike
            if one.id != one.entry
        ]
        own = {row.number: asset.location for row, asset in pairs}
        placed = (
            replace(one, point=own[one.row.number], there=points.get(one.entry))
            for one in alike
        )
        return cls(tuple(placed), (*notes, *told))
