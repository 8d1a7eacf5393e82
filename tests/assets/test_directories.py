"""Lists of organisations as people have them: eight layouts, few choices each.

Made after what such lists look like in public: invented bodies.
"""

from __future__ import annotations

import json

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.i18n import language_in_force
from copro_map.files.told import Told
from tests.samples import query, row, write_csv

SOURCE = "https://example.org/list"
OF_FILE = {"kind": "organisation", "source_url": SOURCE}
PUBLIC = "SELECT id, name_en, name_cy, website FROM asset_public ORDER BY id"
BASED = (
    "SELECT a.asset_id, a.area_code, l.precision FROM asset_area AS a LEFT JOIN "
    "location AS l USING (asset_id) WHERE layer = 'local_authority' ORDER BY 1"
)


# What people call a name, where they came from.
NAMED = (
    *("Venue", "Title", "Resource Name", "itemLabel", "Enw'r mudiad", "Enw'r hwb"),
    *("CHARITY_NAME", "Name of organisation", "Enw (Cymraeg)"),
)


def csv_of(*lines: str) -> str:
    return "\n".join(lines) + "\n"


INFOENGINE = csv_of(
    "Service Name,Organisation,Service Description,Address,Postcode,Telephone,"
    "Website,Categories",
    'Garddio Gyda\'n Gilydd,Tŷ Gwyrdd,Tir,"1 Stryd Fawr",SY23 1AB,,www.example.org,x',
    "Caffi Trwsio,Tŷ Gwyrdd,Mending things,,CF10 1EP,,http://example.org/caffi,Repair",
)
COUNCIL = csv_of(
    "Cyngor Sir Powys / Powys County Council",
    "",
    "Enw'r sefydliad,Disgrifiad,Cyfeiriad,Cod post,Gwefan,Awdurdod lleol,Nodiadau",
    "Menter y Bryn,Cymuned,Y Neuadd,LD1 5AA,menter.example.org,Cyngor Sir Powys,x",
    "Clwb Cinio,Cinio i bawb,Yr Ysgol,,n/a,Powys County Council,y",
)
CVC = csv_of(
    "Members of Our Voluntary Council;;;",
    "As at 1 April 2026;;;",
    "Organisation name;Type;Town;Web address",
    "Carers’ Circle;Registered Charity;Aberystwyth;carers.example.org",
    "Men's Shed;CIC;Cardigan;",
    "Tŷ'r Ardd;Registered Charity;Borth;https://ardd.example.org",
)
WARM_HUBS = csv_of(
    "Hub Name,Address,Opening hours,Lat,Long,Free wifi?",
    '"Neuadd y Pentref","Stryd y Bont, Bala, LL23 7SR",Mon 10-12,52.91111,-3.59722,Yes',
    '"Warm Welcome","High Street, Cardiff CF10 1EP",Tue 1-3,,,No',
)
CHARITY = csv_of(
    "charity_name\tregistered_charity_number\tdate_of_registration\t"
    "charity_contact_postcode\tcharity_contact_web\tcharity_activities\tlatest_income",
    "BRO HELP\t1000001\t2015-03-02 00:00:00\tCF62 7AA\tbro.example.org\tHelp\t1000",
    "VALE FRIENDS\t1000002\t01/04/2019\tCF10 1EP\t\tFriends\t20",
)
UMAP = json.dumps(
    {
        "type": "umap",
        "layers": [
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "properties": {
                            "name": "Gardd Gymunedol",
                            "description": "A garden",
                        },
                        "geometry": {
                            "type": "Point",
                            "coordinates": [-4.08292, 52.41548],
                        },
                    }
                ],
                "_umap_options": {"name": "Gardens"},
            }
        ],
    }
)
MY_MAPS = csv_of(
    "WKT,name,description",
    '"POINT (-4.08292 52.41548)",Gardd Rhydypennau,A garden',
    '"POINT (-3.59722 52.91111)",Gardd y Bala,',
)
WCVA = csv_of(
    "Name,Enw,Address,Local Authority,Website,Email,Sector,Last updated",
    'Care Together,Gofal Ynghyd,"2 Heol Newydd, Aberaeron SA46 0AT",Ceredigion,'
    "care.example.org,a@example.org,Third sector,31/03/2026",
    'Play Well,,"3 Long Row",Vale of Glamorgan Council,,,sefydliad trydydd sector,'
    "2026-03-01 09:30",
)
WORDS = {"Registered Charity": "third_sector", "CIC": "social_enterprise"}
LAYOUTS = {
    "infoengine.csv": (INFOENGINE, Told(values=OF_FILE, rest=True)),
    "council.csv": (COUNCIL, Told(values=OF_FILE, rest=True)),
    "cvc.csv": (CVC, Told(values=OF_FILE, rest=True)),
    "hubs.csv": (WARM_HUBS, Told(values=OF_FILE, rest=True)),
    "charities.txt": (CHARITY, Told(values=OF_FILE, rest=True)),
    "map.umap": (UMAP, Told(values=OF_FILE, rest=True)),
    "mymaps.csv": (MY_MAPS, Told(values=OF_FILE)),
    "wcva.csv": (WCVA, Told(values=OF_FILE, rest=True)),
}
RIGHT = {
    "infoengine.csv": {
        "caffi-trwsio": ("W06000015", "postcode"),
        "garddio-gyda-n-gilydd": ("W06000008", "postcode"),
    },
    "council.csv": {
        "clwb-cinio": ("W06000023", "area"),
        "menter-y-bryn": ("W06000023", "postcode"),
    },
    "cvc.csv": {
        "carers-circle": ("W06000008", "place"),
        "mens-shed": ("W06000008", "place"),
        "ty-r-ardd": ("W06000008", "place"),
    },
    "hubs.csv": {
        "neuadd-y-pentref": ("W06000002", "postcode"),
        "warm-welcome": ("W06000015", "postcode"),
    },
    "charities.txt": {
        "bro-help": ("W06000014", "postcode"),
        "vale-friends": ("W06000015", "postcode"),
    },
    "map.umap": {"gardd-gymunedol": ("W06000008", "venue")},
    "mymaps.csv": {
        "gardd-rhydypennau": ("W06000008", "venue"),
        "gardd-y-bala": ("W06000002", "venue"),
    },
    "wcva.csv": {
        "care-together": ("W06000008", "postcode"),
        "play-well": ("W06000014", "area"),
    },
}


def write(folder, name):
    file = folder / name
    file.write_text(LAYOUTS[name][0], "utf-8")
    return file


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_with_few_choices_that_are_not_asked_twice(
    settings, tmp_path, name
):
    told = LAYOUTS[name][1]
    assert len(told.columns) + len(told.words) + len(told.values) + told.rest <= 3
    file = write(tmp_path, name)
    asked = import_network(settings, file, dry_run=True).faults
    assert asked
    result = import_network(settings, file, told)
    assert [x.reason() for x in result.faults] == []
    found = {i: (code, how) for i, code, how in query(settings.database, BASED)}
    assert {i: found[i] for i in RIGHT[name]} == RIGHT[name]
    kinds = query(settings.database, "SELECT DISTINCT kind FROM asset_public")
    assert kinds == [("practitioner",)]
    again = import_network(settings, file)
    assert (again.faults, again.added, again.changed) == ((), 0, 0)


def test_what_was_done_is_said_in_the_language_of_the_reader(settings, tmp_path):
    file, told = write(tmp_path, "hubs.csv"), LAYOUTS["hubs.csv"][1]
    notes = import_network(settings, file, told).notes
    english = [note.reason() for note in notes]
    with language_in_force("cy"):
        welsh = [note.reason() for note in notes]
    assert any("LL23 7SR" in text for text in english)
    assert any("neuadd-y-pentref" in text for text in english)
    assert not set(english) & set(welsh)


def test_words_of_others_are_told_once_and_kept(settings, tmp_path):
    file = write(tmp_path, "cvc.csv")
    told = Told({"Type": "sector"}, values=OF_FILE)
    asked = import_network(settings, file, told).faults
    assert [(x.column, x.facts["value"], x.facts["n"]) for x in asked] == [
        ("Type", "Registered Charity", 2),
        ("Type", "CIC", 1),
    ]
    assert "--word" in asked[0].reason()
    assert not import_network(settings, file, Told(told.columns, WORDS, OF_FILE)).faults
    sectors = query(
        settings.database, "SELECT id, sector FROM asset_public ORDER BY id"
    )
    assert [x for _, x in sectors] == [
        "third_sector",
        "social_enterprise",
        "third_sector",
    ]
    other = write_csv(
        tmp_path / "other.csv",
        {
            "Name": "Another",
            "Type": "registered charity",
            "Source": SOURCE,
            "Kind": "Prosiect",
        },
    )
    assert not import_network(settings, other).faults
    assert ("another", "third_sector") in query(
        settings.database, "SELECT id, sector FROM asset_public WHERE kind = 'project'"
    )


def test_an_area_that_there_is_not_is_told_once_and_kept(settings, tmp_path):
    file = write_csv(tmp_path / "in.csv", row(local_authority="Dyfed", place=""))
    (fault,) = import_network(settings, file).faults
    assert '--word "Dyfed=none"' in fault.reason()
    told = Told(words={"Dyfed": "none", "Sir Aberteifi": "Ceredigion"})
    assert not import_network(settings, file, told).faults
    assert query(settings.database, BASED) == []
    both = row(local_authority="SIR ABERTEIFI", serves="dyfed;Powys", place="")
    assert not import_network(settings, write_csv(tmp_path / "in.csv", both)).faults
    assert query(settings.database, BASED) == [("tir-coed", "W06000008", "area")]


def test_the_command_says_what_was_done(run, tmp_path):
    file = write(tmp_path, "hubs.csv")
    choices = ("--set", "kind=organisation", "--set", f"source_url={SOURCE}")
    told = run("import", file, *choices, "--rest", "ignore")
    assert (told.code, "Added: 2" in told.out) == (0, True)
    assert "LL23 7SR" in told.out
    again = json.loads(run("import", file, "--json").out)
    assert again["unchanged"] == 2
    assert again["mapping"]["Hub Name"] == "name_en"
    assert "Opening hours" in again["ignored"]


TIDY = {
    "id": ("Tir Coed!", "id", "tir-coed"),
    "website": ("example.org/a", "website", "https://example.org/a"),
    "source_url": ("www.example.org", "source_url", "https://www.example.org"),
    "source_date": ("29/04/2021 10:30", "source_date", "2021-04-29"),
    "start_year": ("2019.0", "start_year", 2019),
    "end_year": ("31 March 2020", "end_year", 2020),
    "sector": ("Sefydliad TRYDYDD SECTOR", "sector", "third_sector"),
    "kind": ("Sefydliad", "kind", "practitioner"),
    "local_authority": ("n/a", "place", "Aberystwyth"),
}


def test_cells_are_tidied_and_that_is_said(settings, tmp_path):
    rows = [
        row(**{"id": f"row-{n}", "name_en": f"Row {n}", column: given})
        for n, (column, (given, *_)) in enumerate(TIDY.items())
    ]
    result = import_network(settings, write_csv(tmp_path / "in.csv", *rows))
    assert not result.faults
    said = " ".join(note.reason() for note in result.notes)
    for n, (column, (given, kept, now)) in enumerate(TIDY.items()):
        sql = f"SELECT {kept} FROM asset WHERE id IN (?, ?)"  # noqa: S608
        assert query(settings.database, sql, f"row-{n}", now) == [(now,)]
        assert given in said or column in ("sector", "kind")


POINTS = [("52.41532", "-4.08291"), ("-4,08291", "52,41532"), ("52,41532", "-4,08291")]


def test_a_point_is_put_right_where_that_is_certain(settings, tmp_path):
    rows = [
        row(id=f"row-{n}", name_en=f"Row {n}", longitude=x, latitude=y)
        for n, (x, y) in enumerate(POINTS)
    ]
    result = import_network(settings, write_csv(tmp_path / "in.csv", *rows))
    assert not result.faults
    assert len(result.notes) == 3
    where = query(settings.database, "SELECT longitude, latitude FROM location")
    assert where == [(-4.08291, 52.41532)] * 3


def test_a_column_that_is_not_there_leaves_an_entry_as_it_is(settings, tmp_path):
    full = row(postcode="SY23 1AB", themes="environment;food", start_year="2001")
    import_network(settings, write_csv(tmp_path / "in.csv", full))
    few = {name: full[name] for name in ("id", "kind", "name_en", "source_url")}
    before = query(settings.database, "SELECT * FROM asset, location, asset_theme")
    result = import_network(settings, write_csv(tmp_path / "in.csv", few))
    assert (result.unchanged, result.changed) == (1, 0)
    after = query(settings.database, "SELECT * FROM asset, location, asset_theme")
    assert after == before


def test_an_id_of_the_name_is_that_of_the_entry_or_has_a_number(settings, tmp_path):
    import_network(settings, write_csv(tmp_path / "first.csv", row()))
    rows = [
        {"Name": name, "Kind": kind, "Source": SOURCE}
        for name, kind in [("TIR COED", "organisation"), ("Tir Coed", "project")]
    ]
    result = import_network(settings, write_csv(tmp_path / "second.csv", *rows))
    ids = query(settings.database, "SELECT id, kind FROM asset ORDER BY id")
    assert ids == [("tir-coed", "practitioner"), ("tir-coed-2", "project")]
    assert any(
        "(tir-coed)" in x.reason() or "tir-coed" in x.reason() for x in result.notes
    )
    again = import_network(settings, write_csv(tmp_path / "second.csv", *rows))
    assert (again.added, again.changed) == (0, 0)


def test_every_planted_fault_is_named_and_nothing_is_written(settings, tmp_path):
    rows = [
        row(id="one", themes="gardening", website="#N/A"),
        row(id="two", local_authority="Ceridigion", source_url=""),
        row(id="three", themes="gardening", postcode="#REF!", name_en=""),
    ]
    faults = import_network(settings, write_csv(tmp_path / "in.csv", *rows)).faults
    assert sorted((x.row, x.column) for x in faults) == [
        (2, "themes"),
        (2, "website"),
        (3, "local_authority"),
        (3, "source_url"),
        (4, "name_en"),
        (4, "postcode"),
    ]
    assert any("Ceredigion" in x.reason() for x in faults)
    assert not settings.database.exists()


@pytest.mark.parametrize("heading", NAMED)
def test_a_name_is_read_whatever_it_is_called(network, tmp_path, heading):
    path = write_csv(tmp_path / "list.csv", {heading: "Clwb y Bryn", "E-mail": "x"})
    told = Told(values=OF_FILE)
    done = import_network(network, path, told, dry_run=True)
    assert (done.added, done.faults) == (1, ())
    assert done.ignored == ("E-mail",)
