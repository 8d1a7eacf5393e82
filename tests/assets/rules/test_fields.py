"""The list of fields agrees with the tables, the view and the vocabularies."""

from __future__ import annotations

from copro_map.assets.rules.fields import COLUMNS, FIELDS, SEARCHED
from copro_map.base.definitions import load_definitions
from tests.samples import query

TABLE = "SELECT name FROM pragma_table_info('asset')"
VIEW = "SELECT name FROM pragma_table_info('asset_public')"
# What an import never writes: it is found, confirmed, or kept for the program itself.
OTHERS = {
    *("organisation_id", "verification", "verified_on", "verified_role"),
    *("opens_on", "closes_on", "paused_until", "ended_on", "changed_on"),
    *("agreement", "taken"),
}
RECKONED = {"verified_month"}  # of verified_on, when it is shown
INWARD = {"status", "fingerprint", "version", "file", "became", "merged", "taken_off"}
INWARD |= {"source_id"}
PLACE = {"longitude", "latitude", "precision"}


def names(database, sql: str) -> set[str]:
    return {name for (name,) in query(database, sql)}


def test_the_table_of_entries_has_a_column_for_each_field(network):
    assert names(network.database, TABLE) == {"id", *COLUMNS} | OTHERS | INWARD


def test_the_view_has_what_the_list_calls_public_and_nothing_else(network):
    public = {field.name for field in FIELDS if field.public}
    in_tables_of_their_own = {"themes", "stages", "served"}
    wanted = (public - in_tables_of_their_own - RECKONED) | OTHERS | PLACE
    assert names(network.database, VIEW) == wanted


def test_every_field_has_a_name_and_a_column_of_its_own(settings):
    terms = load_definitions(settings.data_dir).terms
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    assert len({field.column for field in FIELDS}) == len(FIELDS)
    for field in FIELDS:
        listed = field.holds in ("word", "words")
        assert (field.vocabulary in terms) == listed, field.name


def test_what_is_searched_is_what_the_index_is_made_of():
    assert SEARCHED == {
        "name": ("name_en", "name_cy"),
        "description": ("description_en", "description_cy"),
        "organisation": ("organisation",),
        "place": ("place",),
    }
