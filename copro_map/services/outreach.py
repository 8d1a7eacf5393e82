"""The outreach ledger as a frame, and as a file that can be imported again."""

from __future__ import annotations

import pandas as pd

from copro_map.config import Settings
from copro_map.store.connection import reading
from copro_map.store.outreach import outreach_rows
from copro_map.views.tables import to_csv


def ledger(settings: Settings) -> pd.DataFrame:
    """Return who was asked where, as ``store.outreach.outreach_rows`` describes it.

    It changes only when ``services.search.data_revision`` grows.

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

    Importing it again changes nothing. Errors as ``ledger``.
    """
    return to_csv(ledger(settings))
