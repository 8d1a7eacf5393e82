"""The rows of a file with faults, as a sheet to mend and to bring in again."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from copro_map.base.i18n import t
from copro_map.files.reading import WRONG
from copro_map.files.rows import Fault
from copro_map.files.xlsx import Printed, to_workbook
from copro_map.imports.choosing import faults_to_show
from copro_map.imports.importer import Tried
from copro_map.imports.rules.reasons import plain_reason


def _reason(faults: Sequence[Fault]) -> str:
    """Return what is wrong with a row, each fault by its column."""
    told = (
        f"{one.column}: {plain_reason(one)}" if one.column else plain_reason(one)
        for one in faults
    )
    return "\n".join(dict.fromkeys(told))


def to_mend(tried: Tried, name: str) -> bytes:
    """Return the rows with faults as an XLSX workbook, under the header of the file.

    The cells with faults are marked, and the first column says what is wrong; it is not
    read when the file is brought in again. ``name`` is the file's.
    """
    headings = [one.heading for one in tried.columns]
    wrong = faults_to_show(tried)
    lines = sorted({one.row for one in wrong} & tried.cells.keys())
    faults = [[one for one in wrong if one.row == line] for line in lines]
    cells = [tried.cells[line] for line in lines]
    table = pd.DataFrame(
        [[_reason(own), *row] for own, row in zip(faults, cells, strict=True)],
        columns=[WRONG.text(), *headings],
        dtype=object,
    )
    marked = frozenset(
        (fault.column, row)
        for row, own in enumerate(faults)
        for fault in own
        if fault.column in headings
    )
    about = [
        (t("Rows to mend"), name),
        (
            t("What to do"),
            t(
                "Mend the marked cells and save. Bring this file in like the first. "
                "The first column is not read."
            ),
        ),
    ]
    printed = Printed(marked=marked)
    return to_workbook({t("Rows to mend"): table}, about, "General", printed)
