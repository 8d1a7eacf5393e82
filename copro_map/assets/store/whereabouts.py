"""Where an id leads: on the map, to what it became, taken off, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

# Of a person nothing is told but that they are on the map, if they are: neither that
# they were, nor what they became. Nor of a body known by name only, as that may be
# somebody's name. One row for any id, so that nothing is to be learned of the time.
WHERE = """
SELECT
    EXISTS (SELECT 1 FROM asset_public WHERE id = :id) AS shown,
    COALESCE((
        SELECT s.became FROM asset_successor AS s
        JOIN asset AS a ON a.id = s.id JOIN asset_public AS p ON p.id = s.became
        WHERE s.id = :id AND 'individual' NOT IN (
            a.practitioner_type, p.practitioner_type)
    ), '') AS became,
    EXISTS (
        SELECT 1 FROM asset WHERE id = :id AND status = 'archived'
            AND practitioner_type <> 'individual' AND origin <> 'named'
    ) AND EXISTS (
        SELECT 1 FROM asset_history WHERE asset_id = :id
            AND json_extract(content, '$.status') = 'published'
    ) AND NOT EXISTS (
        SELECT 1 FROM asset_history WHERE asset_id = :id
            AND json_extract(content, '$.practitioner_type') = 'individual'
    ) AS was_shown
"""


@dataclass(frozen=True)
class Whereabouts:
    """What may be said of an id to anybody.

    ``became`` is the id of the entry on the map that it leads to, or empty;
    ``was_shown`` says that an entry of a body was on the map and was taken off.
    """

    is_shown: bool
    became: str
    was_shown: bool

    @classmethod
    def of(cls, database: Database, entry_id: str) -> Whereabouts:
        """Return what may be said of an id, whatever it is."""
        shown, became, was = database.execute(WHERE, {"id": entry_id}).fetchone()
        return cls(bool(shown), became, bool(was))
