"""Contacts in a file of entries: kept beside them, and in nothing that is public."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.store.connection import writing
from copro_map.people.contacts import contacts_of, never_write
from copro_map.people.rules.permissions import MACHINE, Belongs
from tests.samples import dump, row, write_csv

TODAY = date(2026, 11, 29)
COLUMNS = ("contact_email", "contact_language", "contact_source")


def taken(settings, tmp_path, *cells, **how):
    rows = [
        row(id=f"entry-{n}", name_en=f"Entry {n}")
        | dict(zip(COLUMNS, one, strict=True))
        for n, one in enumerate(cells)
    ]
    return import_network(
        settings, write_csv(tmp_path / "list.csv", *rows), today=TODAY, **how
    )


def of(settings, entry="entry-0"):
    return contacts_of(settings, MACHINE, Belongs(entry, frozenset()))


def test_a_file_brings_contacts(settings, tmp_path):
    cells = [
        ("info@example.org", "cy", "https://example.org/cyswllt"),
        ("info@example.org", "Saesneg", "Ffôn"),
        ("info@example.org", "", "owner"),
    ]
    expected = [
        ("cy", "found", "https://example.org/cyswllt", "2026-11-29"),
        ("en", "telephone", "", ""),
        ("", "owner", "", ""),
    ]
    assert not taken(settings, tmp_path, *cells).faults
    before = [of(settings, f"entry-{n}") for n in range(3)]
    for (one,), facts in zip(before, expected, strict=True):
        assert one.address == "info@example.org"
        assert (one.language, one.origin, one.found_at, one.found_on) == facts
    assert not taken(settings, tmp_path, *cells).faults
    assert [of(settings, f"entry-{n}") for n in range(3)] == before


def test_a_row_without_an_address_leaves_what_is_known(settings, tmp_path):
    taken(settings, tmp_path, ("info@example.org", "cy", "owner"))
    assert not taken(settings, tmp_path, ("", "", "")).faults
    assert [x.address for x in of(settings)] == ["info@example.org"]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (("a@example.org; b@example.org", "", "owner"), "contact_email"),
        (("info", "", "owner"), "contact_email"),
        (("info@example.org", "fr", "owner"), "contact_language"),
        (("info@example.org", "cy", ""), "contact_source"),
    ],
)
def test_what_cannot_be_kept_is_told_by_row_and_column(
    settings, tmp_path, cells, column
):
    told = taken(settings, tmp_path, cells, ("info@example.org", "", "owner"))
    assert [(x.row, x.column) for x in told.faults] == [(2, column)]
    assert told.faults[0].reason()
    assert not settings.database.exists() or not of(settings, "entry-1")


def test_whoever_is_never_written_to_is_not_kept_and_nothing_else_is_lost(
    settings, tmp_path
):
    with writing(settings.database) as database:
        never_write(database, "mair@example.org", TODAY)
    told = taken(
        settings,
        tmp_path,
        ("Mair@example.org", "cy", "owner"),
        ("info@example.org", "cy", "owner"),
    )
    assert [(x.row, x.column) for x in told.notes] == [(2, "contact_email")]
    assert not of(settings)
    assert of(settings, "entry-1")
    assert "mair@" not in str(dump(settings.database)).lower()


def test_a_dry_run_keeps_none(settings, tmp_path):
    with writing(settings.database):
        pass
    cells = ("info@example.org", "cy", "owner")
    assert not taken(settings, tmp_path, cells, dry_run=True).faults
    assert not of(settings)


def test_a_column_of_addresses_is_not_taken_by_itself(settings, tmp_path, run):
    rows = [row() | {"email": "info@example.org"}]
    file = write_csv(tmp_path / "list.csv", *rows)
    assert "not read: email" in run("import", file, "--rest", "ignore").out
    assert "info@example.org" not in str(dump(settings.database))
