"""Bodies that are known only as the runner of other entries."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from copro_map.assets.checks import ID
from copro_map.assets.health import check
from copro_map.assets.importing import import_network
from copro_map.assets.own_areas import own_area
from tests.samples import change, dump, query, real_rows, row, write_csv

NAMED = "SELECT id, name_en FROM asset_public WHERE origin = 'named'"
LINKS = "SELECT id, organisation_id FROM asset WHERE id = ?"


def project(**cells: str) -> dict[str, str]:
    start = {"id": "garden", "kind": "project", "name_en": "Garden"}
    return row(**{**start, "organisation": "Grŵp Gardd", **cells})


@pytest.fixture
def take(settings, tmp_path):
    """Import rows into one database; each call is one file."""

    def import_rows(*rows):
        result = import_network(settings, write_csv(tmp_path / "in.csv", *rows))
        assert not result.faults
        return result

    return import_rows


def test_each_body_named_only_as_runner_is_a_practitioner_once(network):
    rows = real_rows()
    organisations = [r for r in rows if r["kind"] == "organisation"]
    own = {r[c] for r in organisations for c in ("name_en", "name_cy")}
    expected = {r["organisation"] for r in rows} - own - {""}
    named = query(network.database, NAMED)
    assert Counter(name for _, name in named) == Counter(expected)
    assert len(expected) > 40


def test_a_named_body_has_a_source_and_nothing_made_up(network, gazetteer):
    rows = query(
        network.database,
        "SELECT a.name_en, a.source_url, a.description_en, a.place, a.sector, "
        "l.longitude FROM asset_public AS a LEFT JOIN location AS l "
        "ON l.asset_id = a.id WHERE a.origin = 'named'",
    )
    sources: dict[str, set[str]] = {}
    for one in real_rows():
        sources.setdefault(one["organisation"], set()).add(one["source_url"])
    for name, source, *rest in rows:
        assert source in sources[name]
        # Of a council or a board the area is known by its name, and so its sector.
        assert rest == ["", "", "", None] or own_area(gazetteer, name)
        assert rest[:2] == ["", ""]


def test_every_organisation_is_linked_to_the_practitioner_of_that_name(network):
    linked = query(
        network.database,
        "SELECT a.id, a.organisation, p.name_en, p.name_cy, p.kind FROM asset AS a "
        "LEFT JOIN asset AS p ON p.id = a.organisation_id WHERE a.organisation <> ''",
    )
    assert len(linked) == sum(bool(r["organisation"]) for r in real_rows())
    for asset_id, organisation, name_en, name_cy, kind in linked:
        assert organisation in (name_en, name_cy), asset_id
        assert kind == "practitioner"


def test_two_projects_of_one_body_name_it_once(take, settings):
    take(project(), project(id="shed", name_en="Shed"))
    assert query(settings.database, NAMED) == [("named-grwp-gardd", "Grŵp Gardd")]


def test_a_body_with_a_row_of_its_own_is_not_named(take, settings):
    take(project(), row(id="gardd", name_en="Garden Group", name_cy="Grŵp Gardd"))
    assert query(settings.database, NAMED) == []
    assert query(settings.database, LINKS, "garden") == [("garden", "gardd")]


def test_a_named_body_is_retired_when_its_own_row_arrives(take, settings):
    take(project())
    assert len(query(settings.database, NAMED)) == 1
    take(row(id="gardd", name_en="Grŵp Gardd"))
    assert query(settings.database, NAMED) == []
    assert query(settings.database, LINKS, "garden") == [("garden", "gardd")]
    before = dump(settings.database)
    assert take(project()).unchanged == 1
    assert dump(settings.database) == before


def test_the_same_name_in_another_spelling_is_stored_and_counted_right(take, settings):
    rows = [
        project(organisation="Grŵp Gardd"),
        project(id="shed", name_en="Shed", organisation="Grwp Gardd"),
    ]
    result = take(*rows)
    stored = query(settings.database, "SELECT COUNT(*) FROM asset")[0][0]
    texts = query(settings.database, "SELECT COUNT(*) FROM asset_text")[0][0]
    assert result.added == stored == texts


def test_the_same_name_in_another_spelling_is_unchanged_the_second_time(take, settings):
    rows = [
        project(organisation="Grŵp Gardd"),
        project(id="shed", name_en="Shed", organisation="Grwp Gardd"),
    ]
    take(*rows)
    before = dump(settings.database)
    assert take(*rows).changed == 0
    assert dump(settings.database) == before


def test_every_body_is_linked_however_its_name_is_spelt(take, settings):
    take(
        project(organisation="Grŵp Gardd"),
        project(id="shed", name_en="Shed", organisation="Grwp Gardd"),
    )
    links = query(
        settings.database,
        "SELECT organisation_id IS NOT NULL FROM asset WHERE kind = 'project'",
    )
    assert links == [(1,), (1,)]


@pytest.mark.parametrize("name", ["???", "日本", "🏴", "{{7*7}}", "<b>Grŵp</b>"])
def test_a_body_of_any_name_gets_an_id_that_may_travel_to_the_map(take, settings, name):
    take(project(organisation=name))
    ((asset_id, stored),) = query(settings.database, NAMED)
    assert stored == name
    assert ID.fullmatch(asset_id)


def test_two_bodies_without_a_latin_letter_are_two(take, settings):
    take(
        project(organisation="日本"),
        project(id="shed", name_en="Shed", organisation="中国"),
    )
    assert {n for _, n in query(settings.database, NAMED)} == {"日本", "中国"}


def test_a_runner_that_is_taken_away_is_no_longer_linked(take, settings):
    take(project(), row(id="gardd", name_en="Grŵp Gardd"))
    take(project(organisation=""))
    assert query(settings.database, LINKS, "garden") == [("garden", None)]


def test_a_body_that_nobody_names_any_more_is_no_longer_shown(take, settings):
    take(project())
    take(project(organisation=""))
    assert query(settings.database, NAMED) == []


def test_a_retired_body_comes_back_when_its_row_takes_another_name(take, settings):
    take(project())
    take(row(id="gardd", name_en="Grŵp Gardd"))
    take(row(id="gardd", name_en="Gerddi Cymru"), project())
    assert [name for _, name in query(settings.database, NAMED)] == ["Grŵp Gardd"]


def test_named_bodies_leave_the_totals_right(take, settings):
    take(project(), project(id="shed", name_en="Shed", organisation="Y Sied"))
    assert [f for f in check(settings) if f.is_fault] == []


def test_a_project_that_turns_out_to_be_the_body_that_ran_it_is_one_entry(
    take, settings
):
    """Filed as its own project, then corrected: the twin leads to the entry."""
    shed = {"id": "sied", "name_en": "Y Sied Goed"}
    other = project(organisation="Y Sied Goed")
    take(project(**shed, organisation="Y Sied Goed"), other)
    assert query(settings.database, NAMED) == [("named-y-sied-goed", "Y Sied Goed")]
    corrected = row(**shed, kind="organisation", organisation="")
    assert take(corrected, other).changed == 1
    assert query(settings.database, NAMED) == []
    sql = "SELECT id, kind, became FROM asset WHERE name_en = 'Y Sied Goed' ORDER BY id"
    assert query(settings.database, sql) == [
        ("named-y-sied-goed", "practitioner", "sied"),
        ("sied", "practitioner", None),
    ]
    assert query(settings.database, LINKS, "garden") == [("garden", "sied")]
    before = dump(settings.database)
    take(corrected, other)
    assert dump(settings.database) == before


@pytest.mark.parametrize(
    ("name", "welsh"),
    [
        ("Hywel Dda University Health Board", "Bwrdd Iechyd Prifysgol Hywel Dda"),
        ("Gwent Public Services Board", "Bwrdd Gwasanaethau Cyhoeddus Gwent"),
        ("Powys Association of Voluntary Organisations (XYZ)",
         "Cymdeithas Mudiadau Gwirfoddol Powys (XYZ)"),
        ("Swansea Council", "Cyngor Abertawe"),
        ("City of Cardiff Council", "Cyngor Caerdydd"),
        ("Torfaen CBC", ""),
        ("Conwy Town Council", ""),
        ("Powys Gardeners", ""),
        ("Grŵp Gardd", ""),
    ],
)  # fmt: skip
def test_a_body_that_is_an_area_has_the_welsh_name_of_the_area(
    take, settings, name, welsh
):
    take(project(organisation=name))
    sql = "SELECT name_en, name_cy FROM asset WHERE origin = 'named'"
    assert query(settings.database, sql) == [(name, welsh)]


def test_an_older_database_gets_the_welsh_names_at_the_next_import(take, settings):
    take(project(organisation="Gwynedd Council"))
    change(settings.database, "UPDATE asset SET name_cy = '' WHERE origin = 'named'")
    forget = "UPDATE asset SET fingerprint = json_remove(fingerprint, '$.name_cy')"
    change(settings.database, forget)
    take(project(organisation="Gwynedd Council"))
    sql = "SELECT name_cy FROM asset WHERE origin = 'named'"
    assert query(settings.database, sql) == [("Cyngor Gwynedd",)]


def test_a_body_named_in_either_language_is_one_body(take, settings):
    take(
        project(organisation="Cyngor Gwynedd"),
        project(id="shed", name_en="Shed", organisation="Gwynedd Council"),
    )
    assert query(settings.database, NAMED) == [
        ("named-gwynedd-council", "Gwynedd Council")
    ]
    links = "SELECT DISTINCT organisation_id FROM asset WHERE kind = 'project'"
    assert query(settings.database, links) == [("named-gwynedd-council",)]


def test_every_welsh_name_of_a_body_has_a_basis_and_says_if_it_is_confirmed(settings):
    with (settings.data_dir / "names_of_bodies.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({r["name_en"] for r in rows}) == len(rows) > 70
    for r in rows:
        assert r["name_cy"]
        assert r["basis"]
        assert r["confirmed"] == ("no" if "general knowledge" in r["basis"] else "yes")
    by_name = {r["name_en"]: r["name_cy"] for r in rows}
    for r in real_rows():
        assert r["name_cy"] == by_name.get(r["name_en"], r["name_cy"])
