"""A file whose columns are understood by meanings that its subject gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from copro_map.files.rows import Row


@dataclass(frozen=True)
class MappedFile:
    """A file whose columns are understood: rows, and meanings by name of column.

    ``values`` are what every row means that does not say it itself.
    """

    name: str
    rows: list[Row]
    meanings: dict[str, str]
    values: Mapping[str, str] = field(default_factory=dict)

    def columns(self, meaning: str) -> list[str]:
        """Return the names of the columns that mean something, however it is read."""
        return [n for n, m in self.meanings.items() if m.partition(":")[0] == meaning]

    def column(self, meaning: str) -> str:
        """Return the name of the column that means something; "" if none does."""
        return next(iter(self.columns(meaning)), "")

    def cell(self, row: Row, meaning: str) -> str:
        """Return what a row has in the column that means something, or every row."""
        cell = row.cells.get(self.column(meaning), "")
        return cell or self.values.get(meaning, "")
