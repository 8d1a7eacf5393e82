"""The records behind 1.1, 2.3, 3.1 and 3.2, recounted in SQL."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.store.entries import public_assets
from copro_map.assets.store.history import entry_history
from copro_map.audits.listing import AUDIT_COLUMNS
from copro_map.base.definitions import load_definitions
from copro_map.base.errors import DatabaseError
from copro_map.base.store.connection import reading
from copro_map.indicators.known import Evidence, frames_at, read_known, records_at
from copro_map.indicators.rules.projects import coproduced_projects
from copro_map.search.search import all_assets
from copro_map.surveys.figures import ACTIVITY_COLUMNS
from tests.conftest import PROJECT
from tests.samples import change, query, remember, row, write_csv
from tests.search.rules.test_matching import vary

pytestmark = pytest.mark.usefixtures("years_later")

START = date(2017, 4, 1)
# Of the checks of ``vary`` (2026-01-11 to 2026-09-11) some fall on an edge.
DAYS = [
    date(2015, 6, 1),
    date(2026, 5, 10),
    date(2026, 5, 11),
    date(2026, 11, 22),
    date(2027, 3, 11),
    date(2027, 3, 12),
    date(2028, 1, 1),
]
SEEN = "verification = 'confirmed' AND verified_on <> '' AND verified_on <= :day"
ONCE = """verification IN ('confirmed', 'stale') AND verified_on <> ''
    AND verified_on <= :day"""
FRESH = f"{SEEN} AND date(verified_on, '+12 months') >= :day"
ALIVE = f"""
SELECT id FROM asset WHERE status = 'published' AND {FRESH}
UNION SELECT organisation_id FROM asset
WHERE status = 'published' AND kind IN ('project', 'offer', 'request') AND {FRESH}
AND organisation_id IS NOT NULL
UNION SELECT organisation_id FROM sign
WHERE date <= :day AND date(date, '+12 months') >= :day
UNION SELECT organisation_id FROM held_audit JOIN asset ON id = asset_id
WHERE organisation_id IS NOT NULL AND status = 'published'
AND date <= :day AND date(date, '+12 months') >= :day
"""  # noqa: S608
MEMBERS = """
SELECT id FROM asset JOIN wanted_sector USING (sector) WHERE status = 'published'
AND kind = 'practitioner' AND practitioner_type <> 'individual'
"""
PROJECTS = "SELECT id FROM asset WHERE status = 'published' AND kind = 'project'"
WITH_BODY = f"{PROJECTS} AND coalesce(organisation_id, '') || organisation <> ''"
STAGES = "SELECT asset_id FROM asset_stage"
NEW = f"{WITH_BODY} AND start_year >= :first AND start_year <= :year"
STAGED = f"""{PROJECTS} AND (start_year IS NULL OR start_year <= :year)
AND id IN ({STAGES})"""
AUDITED = f"""{PROJECTS} AND id IN
(SELECT asset_id FROM held_audit WHERE complete AND date <= :day)"""  # noqa: S608
ADVANCED = f"""{PROJECTS} AND (
    SELECT level FROM held_audit AS audit
    WHERE asset_id = asset.id AND complete AND date <= :day
    ORDER BY date DESC, audit.rowid DESC LIMIT 1) IN ('intermediate', 'transformative')
"""  # noqa: S608
RECOUNTS = {
    ("1.1", "ids"): f"{MEMBERS} AND id IN ({ALIVE})",
    ("1.1", "unverified_ids"): f"""{MEMBERS} AND id NOT IN ({ALIVE})
        AND verification <> 'stale' AND NOT coalesce({SEEN}, 0)""",
    ("1.1", "lapsed"): f"""{MEMBERS} AND id NOT IN ({ALIVE})
        AND (verification = 'stale' OR coalesce({SEEN}, 0))""",
    ("2.3", "ids"): f"{NEW} AND {ONCE}",
    ("2.3", "unverified_ids"): f"{NEW} AND NOT coalesce({ONCE}, 0)",
    ("2.3", "long_ago_ids"): f"""{NEW} AND {ONCE}
        AND NOT date(verified_on, '+12 months') >= :day""",
    ("2.3", "no_organisation"): f"{PROJECTS} AND id NOT IN ({WITH_BODY})",
    ("2.3", "year_unknown"): f"{WITH_BODY} AND start_year IS NULL",
    ("2.3", "before_start"): f"{WITH_BODY} AND start_year < :first",
    ("2.3", "not_begun"): f"{WITH_BODY} AND start_year > :year",
    ("3.1", "ids"): f"{STAGED} AND {ONCE}",
    ("3.1", "unverified_ids"): f"{STAGED} AND NOT coalesce({ONCE}, 0)",
    ("3.1", "long_ago_ids"): f"""{STAGED} AND {ONCE}
        AND NOT date(verified_on, '+12 months') >= :day""",
    ("3.1", "no_stage"): f"{PROJECTS} AND id NOT IN ({STAGES})",
    ("3.1", "not_begun"): f"{PROJECTS} AND start_year > :year AND id IN ({STAGES})",
    ("3.2", "ids"): f"{ADVANCED} AND {SEEN}",
    ("3.2", "of_ids"): f"{AUDITED} AND {SEEN}",
    ("3.2", "unverified_ids"): f"{ADVANCED} AND NOT coalesce({SEEN}, 0)",
    ("3.2", "unverified_of_ids"): f"{AUDITED} AND NOT coalesce({SEEN}, 0)",
    ("3.2", "unaudited"): f"{PROJECTS} AND id NOT IN ({AUDITED})",
}
ORGANISATIONS = "SELECT id FROM asset WHERE kind = 'practitioner' AND rowid % 5 = 0"
AUDITABLE = "SELECT id FROM asset WHERE kind = 'project' AND rowid % 4 < 2"


def evidence_of(settings) -> Evidence:
    """Signs of life and audits of some of the entries, on days near the edges."""
    bodies = [one for (one,) in query(settings.database, ORGANISATIONS)]
    signs = [(one, f"2026-0{1 + n % 9}-11") for n, one in enumerate(bodies)]
    projects = [one for (one,) in query(settings.database, AUDITABLE)]
    levels = ("basic", "intermediate", "transformative")
    held = [
        (one, f"2026-0{1 + (n + k) % 9}-11", levels[(n + 2 * k) % 3], bool((n + k) % 4))
        for n, one in enumerate(projects)
        for k in range(1 + n % 3)
    ]
    return Evidence(
        START,
        pd.DataFrame(signs, columns=list(ACTIVITY_COLUMNS)),
        pd.DataFrame(held, columns=list(AUDIT_COLUMNS)),
    )


def nothing() -> Evidence:
    """Neither activity nor audits; projects of any year count."""
    return Evidence(
        None,
        pd.DataFrame(columns=list(ACTIVITY_COLUMNS)),
        pd.DataFrame(columns=list(AUDIT_COLUMNS)),
    )


def records(settings, day, known=None):
    with reading(settings.database) as database:
        history = entry_history(database)
    frames = frames_at(settings, history, day, known or nothing())
    return records_at(settings, frames)


MORE = (
    "UPDATE asset SET practitioner_type = 'individual'"
    " WHERE kind = 'practitioner' AND rowid % 9 = 3",
    "UPDATE asset SET status = 'draft' WHERE rowid % 10 = 3",
    "UPDATE asset SET sector = 'health' WHERE kind = 'practitioner' AND rowid % 8 = 6",
    "UPDATE asset SET verification = 'confirmed', verified_on = NULL"
    " WHERE rowid % 20 = 4",
)


def recount_tables(settings, known: Evidence) -> None:
    """Put the evidence and the wanted sectors beside the entries, for the recount."""
    for sql in (
        "CREATE TABLE sign (organisation_id, date)",
        "CREATE TABLE held_audit (asset_id, date, level, complete)",
        "CREATE TABLE wanted_sector (sector)",
    ):
        change(settings.database, sql)
    sectors = tomllib.loads((PROJECT.data_dir / "sectors.toml").read_text("utf-8"))
    for sector, words in sectors.items():
        if words.get("group"):
            sql = "INSERT INTO wanted_sector VALUES (?)"
            change(settings.database, sql, sector)
    for frame, sql in (
        (known.activity, "INSERT INTO sign VALUES (?, ?)"),
        (known.audits, "INSERT INTO held_audit VALUES (?, ?, ?, ?)"),
    ):
        for cells in frame.itertuples(index=False):
            change(settings.database, sql, *cells)


def recounted(settings, sql: str, day: date, first: int) -> tuple[str, ...]:
    values = {"day": day.isoformat(), "year": day.year, "first": first}
    for name, value in values.items():
        sql = sql.replace(f":{name}", repr(value))
    return tuple(sorted(one for (one,) in query(settings.database, sql)))


@pytest.mark.parametrize("data", ["real", "varied"])
def test_every_count_is_a_recount_in_sql(network, data):
    known = nothing()
    if data == "varied":
        vary(network)
        for sql in MORE:
            change(network.database, sql)
        remember(network.database)
        known = evidence_of(network)
    recount_tables(network, known)
    sizes = {}
    for day in DAYS:
        found = records(network, day, known)
        assert set(found) >= {code for code, _ in RECOUNTS}
        first = START.year if known.start else 1
        for (code, name), sql in RECOUNTS.items():
            counted = found[code]
            ids = counted.apart.get(name) or getattr(counted, name, ())
            expected = recounted(network, sql, day, first)
            assert ids == expected, (code, name, day)
            sizes.setdefault((code, name), set()).add(len(ids))
    if data == "varied":  # each list is not empty on some day: the recount says much
        assert all(max(size) > 0 for size in sizes.values()), sizes
        assert {key for key, size in sizes.items() if len(size) > 2} >= {
            ("1.1", "ids"),
            ("2.3", "ids"),
            ("3.1", "ids"),
            ("3.2", "ids"),
        }


def test_today_nothing_real_counts_and_all_of_it_is_shown_apart(network):
    found = records(network, date(2026, 11, 22))
    assert all(counted.ids == () for counted in found.values())
    sizes = {code: len(counted.unverified_ids) for code, counted in found.items()}
    assert sizes.pop("3.2") == 0
    assert sizes.keys() == {"1.1", "2.3", "3.1"}
    assert min(sizes.values()) > 30
    assert found["3.2"].of_ids == found["3.2"].unverified_of_ids == ()
    assert len(found["3.2"].apart["unaudited"]) == len(
        query(network.database, PROJECTS)
    )
    assert found["1.1"].apart == {"lapsed": (), "ended": ()}


def test_what_a_body_did_while_known_by_name_is_done_by_its_entry(network, tmp_path):
    body, day = "named-swansea-university", date(2026, 11, 22)
    signs = pd.DataFrame([(body, "2026-10-01")], columns=list(ACTIVITY_COLUMNS))
    known = replace(nothing(), activity=signs)
    assert records(network, day, known)["1.1"].ids == ()
    file = write_csv(
        tmp_path / "in.csv",
        row(id="university", name_en="SWANSEA UNIVERSITY", sector="health"),
    )
    assert not import_network(network, file, today=date(2026, 11, 1)).faults
    assert records(network, day, known)["1.1"].ids == ("university",)


def test_the_entries_of_a_search_give_the_same_records(network):
    """The core takes them from ``all_assets`` just as well: those that ended too."""
    vary(network)
    stages = load_definitions(network.data_dir).terms["stages"]
    with reading(network.database) as database:
        own = public_assets(database)
    day = date(2026, 11, 22)
    assets = all_assets(network)
    words = dict.fromkeys(assets.select_dtypes("category"), object)
    found = coproduced_projects(assets.astype(words), stages, day)
    assert found == coproduced_projects(own, stages, day)
    told = records(network, day)["3.1"]
    assert (told.whose, replace(told, whose="")) == ("all", found)


def test_without_a_database_it_says_what_to_do(settings):
    with pytest.raises(DatabaseError, match="python -m copro_map init"):
        records(settings, date(2026, 11, 22))


class Emptied(dict):
    """What is kept, emptied by another session at the worst of moments."""

    def __setitem__(self, key, value) -> None:
        super().__setitem__(key, value)
        self.clear()


def test_another_session_may_empty_what_is_kept_at_any_moment(network):
    known = read_known(network)
    emptied = replace(known, found=Emptied())
    day = date(2026, 11, 22)
    assert emptied.records(day) == known.records(day)
    assert known.found
    assert not emptied.found
