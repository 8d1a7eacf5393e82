"""The areas of a layer by their size, as a table whose rows are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from copro_map.base.i18n import t
from copro_map.coverage.charts.weighing import dot_row, dots_of, wales_row
from copro_map.coverage.finding import finding
from copro_map.coverage.gaps import Coverage
from copro_map.drawing.dot_range import DotRow, Dots


@dataclass(frozen=True, eq=False)
class Weighed:
    """The areas of a layer by their size; names in the language in force."""

    coverage: Coverage

    @cached_property
    def table(self) -> pd.DataFrame:
        """The figures, as ``Coverage.table``: whoever says them rounds."""
        return self.coverage.table

    def row(
        self, code: str, href: str = "", *, own: bool = False, inner: bool = False
    ) -> DotRow:
        """Return the row of one area, by its code."""
        facts = {str(name): value for name, value in self.table.loc[code].items()}
        name = self.coverage.layer.area_label(code).text()
        return replace(dot_row(name, facts, href, own=own, inner=inner), code=code)

    def wales(self) -> DotRow:
        """Return the row of all Wales."""
        rate = self.coverage.wales["rate_per_100k"]
        return wales_row(rate, self.coverage.apart.placed)

    def drawn(self, rows: Iterable[DotRow], caption: str) -> Dots:
        """Return rows as a table, beside the rate of Wales."""
        return dots_of(rows, self.coverage.wales["rate_per_100k"], caption)

    def ranked(
        self, link: Callable[[str], str] | None = None, own: Sequence[str] = ()
    ) -> Dots:
        """Return every area, the fewest for its size first."""
        order = self.table.sort_values("rate_per_100k", kind="stable").index
        rows = (
            self.row(code, link(code) if link else "", own=code in own)
            for code in map(str, order)
        )
        return self.drawn(rows, t("The fewest for their size first"))

    def finding(self) -> str:
        """Return what was found, in one place and in plain words."""
        return finding(self.coverage)
