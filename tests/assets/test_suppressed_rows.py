"""A file with somebody in it who asked to be forgotten: their rows are left out."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.reading import Read
from copro_map.assets.rules.records import Asset
from copro_map.assets.suppressing import without_forgotten
from copro_map.base.errors import CoproMapError
from copro_map.base.forgotten import Marks
from copro_map.base.whom import Whom
from copro_map.files.rows import Row
from copro_map.people.suppressed import Forgotten, add_forgotten, come_back
from tests.samples import dump, query, row, write_csv

TODAY = date(2026, 11, 30)
NAME = "Mair Quillfeather"
MAIR = {"name_en": NAME, "name_cy": NAME}
AT = {
    "contact_email": "Mair@Example.org",
    **{"contact_language": "cy", "contact_source": "owner"},
}
PERSON = {"kind": "practitioner"}
WHOM = Whom(
    frozenset({"mair@example.org"}),
    frozenset({"c-quixotic"}),
    frozenset({"mair quillfeather"}),
)
LEFT = "Somebody in this row asked to be forgotten, so it was left out."
CELL = "Whoever this is asked to be forgotten, so this cell was left out."
NO_CONTACT = dict.fromkeys(AT, "")
ROWS = (
    row(**PERSON, **MAIR | {"id": "c-quixotic"}, **NO_CONTACT),
    row(**PERSON, id="p-2", name_en="Somebody Else", **AT),
    row(**PERSON, id="p-3", name_en=" MAIR  Quillfeather", **NO_CONTACT),
    row(
        id="a-project", kind="project", name_en="Tyfu", organisation="Mair Quillfeather"
    )
    | AT,
    row(id="a-body", kind="project", **MAIR, **NO_CONTACT),
    row(**PERSON, id="p-4", name_en="Ann Other", **NO_CONTACT),
)


def taken(settings, tmp_path, *rows):
    file = write_csv(
        tmp_path / "list.csv", *(dict.fromkeys(ROWS[3], "") | x for x in rows)
    )
    return import_network(settings, file, today=TODAY)


def entries(settings) -> dict[str, str]:
    return dict(query(settings.database, "SELECT id, organisation FROM asset"))


def test_rows_of_who_was_forgotten_are_left_out_and_said_so(settings, tmp_path):
    add_forgotten(settings, WHOM, TODAY)
    result = taken(settings, tmp_path, *ROWS)
    assert not result.faults
    told = {(x.row, x.column, x.reason()) for x in result.notes}
    assert told >= {
        *((2, "id", LEFT), (3, "contact_email", CELL), (4, "id", LEFT)),
        *((5, "contact_email", CELL), (5, "organisation", CELL)),
    }
    assert not {x for x in told if x[0] > 5 and x[2] in (LEFT, CELL)}
    assert entries(settings) == dict.fromkeys(("a-project", "a-body", "p-2", "p-4"), "")
    assert not query(settings.database, "SELECT * FROM contact")
    before = dump(settings.database)
    assert taken(settings, tmp_path, *ROWS).unchanged == 4
    assert dump(settings.database)["asset"] == before["asset"]


def test_a_person_is_left_out_by_the_address_too():
    gone = Marks(bytes(32), {Marks(bytes(32)).of("address", "m@x.org"): ("gone",)})
    line = Row(2, {"contact_email": "M@X.org"})
    for kind, left in (("individual", 0), ("organisation", 1)):
        one = Asset("a", {"kind": "practitioner", "practitioner_type": kind})
        read = Read([line], (), (), None, None)
        rows, entries, notes = without_forgotten(read, [one], Forgotten(gone), ())
        assert (len(rows.rows), len(entries), len(notes)) == (left, left, 1)


def test_a_namesake_on_the_map_stays_and_who_came_back_is_taken(settings, tmp_path):
    assert not taken(settings, tmp_path, ROWS[2]).faults
    add_forgotten(settings, WHOM, TODAY)
    assert taken(settings, tmp_path, *ROWS).changed == 0
    assert {"p-3"} == entries(settings).keys() - {"a-project", "a-body", "p-2", "p-4"}
    come_back(settings, WHOM.keys, TODAY, WHOM.names)
    taken(settings, tmp_path, *ROWS)
    assert entries(settings).keys() == {x["id"] for x in ROWS} - {"c-quixotic"}
    assert entries(settings)["a-project"] == NAME


def test_without_the_list_nothing_is_taken(settings, tmp_path):
    add_forgotten(settings, WHOM, TODAY)
    taken(settings, tmp_path, ROWS[4])
    before = dump(settings.database)
    settings.secret_file.unlink()
    with pytest.raises(CoproMapError, match="COPRO_MAP_KEY_FILE"):
        taken(settings, tmp_path, *ROWS)
    assert dump(settings.database) == before
