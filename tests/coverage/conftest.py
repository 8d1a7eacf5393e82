"""Importing the outreach ledger into a database that holds the real entries."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.coverage.ledger import import_outreach
from copro_map.files.rows import ImportResult
from tests.samples import dump, write_csv

TODAY = date(2026, 11, 22)


@pytest.fixture
def take_asked(network, tmp_path):
    """Import rows, or a text, into a database that holds the real entries."""

    def import_rows(*rows, content: str | bytes | None = None, **how) -> ImportResult:
        file = tmp_path / "asked.csv"
        if content is None:
            write_csv(file, *rows)
        else:
            file.write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
        return import_outreach(network, file, **{"today": TODAY} | how)

    return import_rows


@pytest.fixture
def refuse_asked(take_asked, network):
    """Import rows among which some are wrong; check that nothing at all changed."""

    def import_rows(*rows, **how) -> list[tuple[int, str, str]]:
        before = dump(network.database)
        try:
            result = take_asked(*rows, **how)
            assert (result.added, result.changed, result.unchanged) == (0, 0, 0)
            return [(f.row, f.column, f.reason()) for f in result.faults]
        finally:
            assert dump(network.database) == before

    return import_rows
