"""A survey tool's file whose columns are understood."""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.files.rows import Row


@dataclass(frozen=True)
class MappedFile:
    """A file whose columns are understood: rows, and meanings by name of column."""

    name: str
    rows: list[Row]
    meanings: dict[str, str]

    def columns(self, meaning: str) -> list[str]:
        """Return the names of the columns that mean something, however it is read."""
        return [n for n, m in self.meanings.items() if m.partition(":")[0] == meaning]

    def column(self, meaning: str) -> str:
        """Return the name of the column that means something; "" if none does."""
        return next(iter(self.columns(meaning)), "")

    def cell(self, row: Row, meaning: str) -> str:
        """Return what a row has in the column that means something."""
        return row.cells.get(self.column(meaning), "")
