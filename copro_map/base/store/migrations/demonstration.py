"""What marks a database of invented records."""

from __future__ import annotations

from sqlite_utils import Database

# One row marks a database of invented records; the programme then starts on that day.
DEMONSTRATION = """
CREATE TABLE demonstration (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    start TEXT NOT NULL CHECK (start IS date(start, '+0 days')),
    made_on TEXT NOT NULL CHECK (made_on IS date(made_on, '+0 days'))
) STRICT
"""


def mark(database: Database) -> None:
    """Make the table of the one row that marks a demonstration."""
    database.execute(DEMONSTRATION)
