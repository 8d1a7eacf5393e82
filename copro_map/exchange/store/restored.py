"""What a backup is given of meetings when it is put in place.

``earlier`` is the database as it was until now; ``main`` the backup.
"""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.exchange.store.meetings import COLUMNS

NAMES = ", ".join(COLUMNS)
MEETINGS = (
    "DELETE FROM meeting",
    f"INSERT INTO meeting ({NAMES}) SELECT {NAMES} FROM earlier.meeting",  # noqa: S608 - names
    """
INSERT OR IGNORE INTO lapse_told (entry, ends, told_on)
SELECT entry, ends, told_on FROM earlier.lapse_told
""",
)


def carry_meetings(database: Database) -> None:
    """Keep in a backup, inside the caller's transaction, who was brought together."""
    for statement in MEETINGS:
        database.conn.execute(statement)
