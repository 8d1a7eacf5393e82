"""The letter on the first of the month, beside what the tables say of each area."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from copro_map.assets.importing import import_network
from copro_map.base.store.connection import writing
from copro_map.coverage.face import Ask, cover
from copro_map.desk import monthly
from copro_map.desk.jobs import JOBS
from copro_map.desk.running import run_job
from copro_map.exchange.face import unmet_needs
from copro_map.people.consents import keep_consents
from copro_map.people.contacts import never_write
from copro_map.people.persons import enter_person, switch_off
from copro_map.people.rules.permissions import MACHINE
from copro_map.search.face import all_assets
from copro_map.upkeep.face import Word, say
from tests.conftest import PROJECT
from tests.english import english_words
from tests.samples import change, query, row, write_csv

(MONTHLY,) = (job for job in JOBS if job.name == "monthly")
BOUNDARIES = PROJECT.boundaries_dir
# Whose an entry is, from the boundaries' own files: that of its base; else those of all
# that it serves; nobody's if it is for all Wales.
WHOSE = """
CREATE TEMP VIEW whose AS
SELECT asset_id AS entry, area_code AS council FROM asset_area
WHERE layer = 'county_voluntary_council'
UNION
SELECT s.asset_id, c.area FROM asset_served AS s
JOIN member AS m ON m.area = s.area_code
JOIN member AS c ON c.authority = m.authority AND c.area LIKE 'CVC-%'
WHERE s.asset_id NOT IN (SELECT asset_id FROM asset_area
        WHERE layer = 'county_voluntary_council')
    AND s.asset_id NOT IN (SELECT asset_id FROM asset_served
        WHERE area_code = 'W92000004')
"""
OVER = "MIN(COALESCE(end_year, 9999) || '-12-31', COALESCE(NULLIF(closes_on, ''), 'X'))"
NEW = f"""
SELECT id FROM asset WHERE status = 'published' AND {OVER} >= :today AND
    (SELECT MIN(known_from) FROM asset_history WHERE asset_id = asset.id AND
        json_extract(content, '$.status') = 'published')
    BETWEEN :first AND :last
"""  # noqa: S608 - ours
# Nobody confirmed it in the last six months, or somebody wrote about it.
CONFIRM = """
SELECT id FROM asset WHERE status = 'published' AND (
    verification <> 'confirmed' OR verified_on <= date(:today, '-6 months') OR
    (SELECT word FROM asset_word_said WHERE asset_id = asset.id ORDER BY id DESC)
        IN ('change', 'moved', 'not_us'))
"""
REQUESTS = f"""
SELECT id FROM asset WHERE status = 'published' AND kind = 'request' AND
    verification = 'confirmed' AND verified_on >= date(:today, '-12 months') AND
    opens_on <= :today AND paused_until < :today AND {OVER} >= :today
"""  # noqa: S608 - ours
MOVED = """
SELECT now.area_code FROM area_month AS now JOIN area_month AS was USING (area_code)
WHERE now.month = '2026-11' AND was.month = '2026-10' AND
    (now.entries, now.record, now.known) <> (was.entries, was.record, was.known)
"""
# Where something would be told though all were confirmed.
BUSY = """
SELECT council FROM whose JOIN asset ON id = entry
WHERE kind = 'request' OR id IN
    (SELECT asset_id FROM asset_word_said WHERE word = 'change')
"""
COUNCIL_OF = """
SELECT authority, area FROM member WHERE area LIKE 'CVC-%'
"""
LETTERS = "SELECT cause, language, body, address, subject FROM outbox ORDER BY number"


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+00:00")


@contextmanager
def on(day: str) -> Iterator[datetime]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COPRO_MAP_TODAY", day)
        yield at(day)


def wrote(here, day: str, *, keep: bool = False) -> int:
    """Do the job on a day; return how many letters it wrote.

    ``keep``: with keeping how the areas stood, which takes as long as all the rest.
    """
    with on(day) as now, pytest.MonkeyPatch.context() as patch:
        if not keep:
            patch.setattr(monthly, "keep_month", lambda *_: 0)
        return run_job(here, MONTHLY, now).done


def enter(here, role: str, number: object, areas=(), language="en") -> int:
    return enter_person(
        here,
        MACHINE,
        address=f"{role}{number}@example.org",
        name="Rhywun Rhywle",
        role=role,
        areas=areas,
        language=language,
        now=datetime(2026, 10, 1, tzinfo=UTC),
    ).number


def _of_councils(name: str) -> list[str]:
    with (BOUNDARIES / "county_voluntary_council.csv").open(encoding="utf-8") as file:
        return sorted({one[name] for one in csv.DictReader(file)})


def councils() -> list[str]:
    return _of_councils("area_code")


def authorities() -> list[str]:
    return _of_councils("member_code")


def _import(here, folder, day: str, *rows) -> None:
    done = import_network(
        here, write_csv(folder / f"{day}.csv", *rows), today=date.fromisoformat(day)
    )
    assert not done.faults


NEWCOMERS = (
    *({"id": f"new-{n}", "name_en": f"Newydd {n}"} for n in range(7)),
    {"id": "gwent", "name_en": "Gwent", "place": "", "local_authority": "",
     "serves": "Newport;Torfaen"},
    {"id": "all", "name_en": "Pawb", "place": "", "local_authority": "All Wales",
     "serves": "All Wales"},
    {"id": "over", "name_en": "Wedi bod", "end_year": "2025"},
)  # fmt: skip


@pytest.fixture(scope="module")
def november(once, imported, tmp_path_factory):
    """The real entries in November 2026: some came, some were spoken of, some asked."""

    def make(path) -> None:
        shutil.copyfile(imported, path)
        here, folder = replace(PROJECT, database=path), tmp_path_factory.mktemp("in")
        keep = "INSERT INTO area_month VALUES (?, '2026-10', ?, 0, 'none', ?, ?)"
        for code in {*councils(), *authorities()}:
            change(path, keep, f"2026-10/{code}", code, "not_asked", "2026-11-01")
        rows = [row(**one) for one in NEWCOMERS]
        with on("2026-11-12") as now:
            _import(here, folder, "2026-11-12", *rows)
            _say(here, now)
        with on("2026-12-01"):
            _import(here, folder, "2026-12-01", row(id="later", name_en="Wedyn"))

    return once("november", make)


def _say(here, now) -> None:
    """Requests are opened, closed and paused; others confirmed, or asked about."""
    asked = "SELECT id FROM asset WHERE kind = 'request' ORDER BY id"
    words = (
        *(Word("open", how="web") for _ in range(6)),
        Word("open", how="web", closes_on="2026-11-20"),
        Word("open", how="web", opens_on="2026-12-24"),
        Word("paused", how="web", until="2026-12-15"),
    )
    for (one,), word in zip(query(here.database, asked), words, strict=False):
        say(here, MACHINE, one, word, now)
    others = "SELECT id FROM asset WHERE kind = 'project' ORDER BY id LIMIT 12"
    for nth, (one,) in enumerate(query(here.database, others)):
        word = Word("change", note="Enw") if nth % 3 == 0 else Word("right", how="web")
        say(here, MACHINE, one, word, now)


@pytest.fixture
def here(settings, november):
    shutil.copyfile(november, settings.database)
    return settings


def told(body: str, words: str) -> int:
    found = re.search(rf"{words}: (\d+)", body)
    return int(found[1]) if found else 0


def entries(body: str) -> set[str]:
    return set(re.findall(r"/entry\?id=([\w-]+)", body))


def _tables(here):
    """The database with whose each entry is, from the files of the boundaries."""
    import sqlite3

    tables = sqlite3.connect(here.database)
    tables.execute("CREATE TEMP TABLE member (area, authority)")
    for file in BOUNDARIES.glob("*.csv"):
        with file.open(encoding="utf-8") as lines:
            pairs = [(x["area_code"], x["member_code"]) for x in csv.DictReader(lines)]
        tables.executemany("INSERT INTO member VALUES (?, ?)", pairs)
    alone = "INSERT INTO member SELECT DISTINCT authority, authority FROM member"
    tables.execute(alone)
    tables.execute(WHOSE)
    return tables


def shown_as_moved(here) -> set[str]:
    """What moved: authorities, and a council of several beside them."""
    moved = {code for (code,) in query(here.database, MOVED)}
    with (BOUNDARIES / "county_voluntary_council.csv").open(encoding="utf-8") as file:
        counted = Counter(one["area_code"] for one in csv.DictReader(file))
    return {code for code in moved if counted.get(code, 2) > 1}


def in_vain(here) -> dict[str, int]:
    """How many cannot be met, by council as its page says; "" is all of Wales."""
    day = date(2026, 12, 1)
    assets = all_assets(here, day)
    table = cover(here, Ask("county_voluntary_council"), assets, day).table
    found = (table["isolated"] + table["crowded_out"]).astype(int).to_dict()
    return found | {"": len(unmet_needs(here, assets, day))}


def said_by_category(body: str) -> int:
    """What the lines of the categories add up to."""
    lines = re.findall(r"- .+: (\d+); the longest is open for ", body)
    links = re.findall(r"/exchange\?(?:area=[\w-]+&)?kind=request", body)
    assert bool(lines) == bool(links)
    return sum(map(int, lines))


def test_nineteen_officers_are_told_what_the_tables_say_of_their_area(here):
    of = {enter(here, "officer", n, (code,)): code for n, code in enumerate(councils())}
    steward = enter(here, "steward", "")
    for role in ("board", "administrator", "evaluator", "member"):
        enter(here, role, "")
    tables = _tables(here)
    time = {"today": "2026-12-01", "first": "2026-11-01", "last": "2026-11-30"}

    def found(sql: str, council: str) -> set[str]:
        whose = "SELECT entry FROM whose WHERE council = :council"
        own = f"{sql} {f'AND id IN ({whose})' if council else ''}"
        return {x for (x,) in tables.execute(own, time | {"council": council})}

    lacking = in_vain(here)
    assert sum(lacking.values()) > lacking[""] > 2
    wrote(here, "2026-12-01", keep=True)
    letters = {one[0]: one[2] for one in query(here.database, LETTERS)}
    moved = shown_as_moved(here)
    assert "W06000008" in moved  # Ceredigion: seven came
    council_of = dict(tables.execute(COUNCIL_OF)) | {x: x for x in councils()}
    seen = set()
    for number, code in {**of, steward: ""}.items():
        new, waits, asked = (found(sql, code) for sql in (NEW, CONFIRM, REQUESTS))
        body = letters.pop(f"monthly 2026-11 {number}", "")
        assert bool(body) == bool(new or waits or asked or lacking[code])
        assert told(body, "Asked for, and nobody can give it yet") == lacking[code]
        assert said_by_category(body) == lacking[code]
        assert told(body, "New on the map") == len(new)
        assert told(body, "Entries to confirm now") == len(waits)
        assert told(body, "Requests that are open now") == len(asked)
        named = entries(body)
        assert named <= new | asked
        assert len(named) == min(5, len(new)) + min(5, len(asked))
        seen.add((len(new), len(asked)))
        links = set(re.findall(r"/area\?code=([\w-]+)", body))
        here_moved = {x for x in moved if not code or council_of[x] == code}
        assert told(body, "Areas where something moved") == len(here_moved)
        assert links <= here_moved
        assert len(links) == min(len(here_moved), 10)
    assert not letters  # nobody else is written to
    assert {(7, 0), (9, 6)} & seen, seen
    assert len(seen) > 4  # the areas differ, or nothing was compared


def test_nothing_is_told_twice_and_a_month_left_out_is_told_in_the_next(here):
    enter(here, "officer", "", ("CVC-CAVO",))
    assert [wrote(here, day) for day in ("2026-12-01", "2026-12-02")] == [1, 0]
    change(here.database, "DELETE FROM job_done")
    assert wrote(here, "2026-12-03") == 0  # the outbox knows the letter by its cause
    # No server in January: in February it tells of December and of January.
    assert wrote(here, "2027-02-01") == 1
    (_, _, first, *_), (_, _, second, *_) = query(here.database, LETTERS)
    assert told(first, "New on the map") == 7
    assert "New on the map: 1 (1 December 2026 to 31 January 2027)" in second
    assert not entries(first) & entries(second)


def test_who_gets_none(here):
    """Switched off, another role, unsubscribed, never to be written to, nothing new."""
    numbers = {
        name: enter(here, "officer", name, ("CVC-CAVO",))
        for name in ("stays", "off", "role", "stopped", "never")
    }
    assert wrote(here, "2026-12-01") == 5
    switch_off(here, MACHINE, numbers["off"], now=at("2026-12-05"))
    enter_person(here, MACHINE, address="officerrole@example.org", name="X",
                 role="board", areas=(), language="", now=at("2026-12-05"))  # fmt: skip
    stop = "INSERT INTO letter_stopped VALUES (?, 'monthly', '2026-12-05')"
    change(here.database, stop, numbers["stopped"])
    with writing(here.database) as database:
        never_write(database, "officernever@example.org", date(2026, 12, 5))
    for month in ("2027-01", "2027-02", "2027-03"):
        assert wrote(here, f"{month}-01") == 1
    last = query(here.database, LETTERS)[-3:]
    assert {one[3] for one in last} == {"officerstays@example.org"}
    # All that is there was confirmed of late, and nothing came: no letter.
    right = "UPDATE asset SET verification = 'confirmed', verified_on = '2027-03-20'"
    change(here.database, right)
    busy = {x for (x,) in _tables(here).execute(BUSY)}
    quiet = enter(here, "officer", "quiet", (min({*councils()} - busy),))
    wrote(here, "2027-04-01")
    assert f"monthly 2027-03 {quiet}" not in dict(
        one[:2] for one in query(here.database, LETTERS)
    )


def test_a_letter_is_in_its_readers_language_and_names_nobody(here):
    for language in ("cy", "en", ""):
        enter(here, "steward", language, language=language)
    person = "UPDATE asset SET practitioner_type = 'individual' WHERE id = 'new-6'"
    known = """
        INSERT INTO asset_history (asset_id, known_from, content) SELECT asset_id,
        known_from, json_set(content, '$.practitioner_type', 'individual')
        FROM asset_history WHERE asset_id = 'new-6'"""
    change(here.database, person)
    with writing(here.database) as database:
        agreed = ("name", "where"), "1", "en", date(2026, 11, 1), "mair@example.org"
        keep_consents(database, "new-6", *agreed, "my_page")
    change(here.database, known)
    wrote(here, "2026-12-01")
    welsh, english, both = (one[2:5:2] for one in query(here.database, LETTERS))
    names = {x for (x,) in query(here.database, "SELECT name_en FROM asset")}
    said = [x for x in "\n".join(welsh).split("\n") if x[2:] not in names]
    assert not english_words(x for x in said if "[[/" not in x)
    token = re.compile(r"/k/[\w-]+")
    both, parts = (
        token.sub("/k/-", x) for x in (both[0], f"{welsh[0]}\n\n---\n\n{english[0]}")
    )
    assert both == parts
    assert welsh[1] == "Y map asedau: Tachwedd 2026"
    for body in (welsh[0], english[0]):
        assert "Newydd 6" not in body
        assert "Rhywun" not in body
        assert "@" not in body
        assert all(
            f"lang={x}" in body for x in (["cy"] if body is welsh[0] else ["en"])
        )
    assert "A person who practises co-production" in english[0]
