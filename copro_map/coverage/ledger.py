"""The outreach ledger as a frame, and as a file that can be imported again."""

from __future__ import annotations

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.coverage.store.outreach import outreach_rows
from copro_map.files.marking import table_file


def ledger(settings: Settings) -> pd.DataFrame:
    """Return who was asked where, as of ``coverage.store.outreach.outreach_rows``.

    It changes only when ``base.store.connection.data_revision`` grows.

    Raises
    ------
    DatabaseError
        If there is no database yet, or one from before the ledger; the message says how
        to bring it up to date.
    """
    with reading(settings.database) as database:
        return outreach_rows(database)


def ledger_csv(settings: Settings) -> bytes:
    """Return the ledger as a CSV file with exactly the header that an import expects.

    Importing it again changes nothing. That of a demonstration has a column more, so
    that no import takes it. Errors as ``ledger``.
    """
    return table_file(settings, ledger(settings), "csv")
