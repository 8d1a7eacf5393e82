"""On which day each entry was last changed."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.assets import BEFORE_PLACE, VIEW

# The day on which an entry was last changed: "" if that is not known, or it is made up.
# A confirmation is no change: its day is not public.
CHANGED = """
ALTER TABLE asset ADD COLUMN changed_on TEXT NOT NULL DEFAULT ''
    CHECK (changed_on = '' OR changed_on IS date(changed_on, '+0 days'))
"""
FIRST_DAY = """
UPDATE asset SET changed_on = COALESCE((
    SELECT NULLIF(MIN(known_from), '2000-01-01') FROM asset_history
    WHERE asset_id = asset.id), '')
"""


def days_of_changes(database: Database) -> None:
    """Keep on which day an entry was last changed, as far as that is known."""
    database.execute(CHANGED)
    database.execute(FIRST_DAY)
    (view,) = database.execute(VIEW).fetchone()
    assert BEFORE_PLACE in view
    database.execute("DROP VIEW asset_public")
    database.execute(view.replace(BEFORE_PLACE, f"    a.changed_on,\n{BEFORE_PLACE}"))
