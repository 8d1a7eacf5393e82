"""Entries that are persons, in the text index: found by what they agreed to alone."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.assets.rules.fields import SEARCHED
from copro_map.base.store.migrations.exchange import CODES_NOW

PERSON = "individual"  # as ``people.rules.consents`` has it
IS_PERSON = "SELECT 1 FROM asset WHERE id = ? AND practitioner_type = 'individual'"
TOPIC = "SELECT topic FROM asset_text WHERE asset_id = ?"
CLEAR = "DELETE FROM asset_text WHERE asset_id = ?"
TEXTS = {
    column: " || ' ' || ".join(f"a.{name}" for name in names)
    for column, names in SEARCHED.items()
}
ADD = f"""
INSERT INTO asset_text (asset_id, name, description, organisation, place, topic)
SELECT a.id, {TEXTS["name"]}, iif(s.description, {TEXTS["description"]}, ''),
    iif(s.description, {TEXTS["organisation"]}, ''),
    iif(s.place, {TEXTS["place"]}, ''),
    iif(s.description AND s.place,
        COALESCE(NULLIF(:topic, ''), {CODES_NOW.format(id=":id")}), '')
FROM asset AS a JOIN asset_shown AS s ON s.id = a.id AND s.name
WHERE a.id = :id
"""  # noqa: S608 - no values


def find_person(database: Database, entry: str) -> bool:
    """Let a person be found by what they agree to now; say whether it is a person.

    Inside the caller's transaction. The further words by which they were found stay, if
    all that these tell is agreed to.
    """
    if not database.conn.execute(IS_PERSON, [entry]).fetchone():
        return False
    topic = database.conn.execute(TOPIC, [entry]).fetchone()
    database.conn.execute(CLEAR, [entry])
    told = {"id": entry, "topic": topic[0] if topic else ""}
    database.conn.execute(ADD, told)
    return True
