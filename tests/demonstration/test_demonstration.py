"""A demonstration programme: all of it marked, its figures worth looking at."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.assets.face import find_entry
from copro_map.assets.health import check
from copro_map.assets.store.history import forgotten_entries
from copro_map.base.config import load_settings
from copro_map.base.definitions import add_months, load_definitions
from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import reading
from copro_map.base.store.programme import demonstration_note, programme_of
from copro_map.coverage.face import Ask, cover
from copro_map.demonstration.demonstration import make_demonstration
from copro_map.demonstration.exchange import EXCHANGED
from copro_map.demonstration.made_up import Days
from copro_map.demonstration.surveys import POSITIVE, ROLES, WAVES
from copro_map.geography.areas import load_layers
from copro_map.indicators.charts.statuses import STATUS_WORDS
from copro_map.indicators.course import trend_days
from copro_map.indicators.progress import progress
from copro_map.indicators.snapshots import changed_since, frozen
from copro_map.people.rules.permissions import MACHINE
from copro_map.search.search import all_assets
from copro_map.surveys.by_role import role_split
from copro_map.surveys.figures import held
from copro_map.surveys.waves import load_surveys
from copro_map.talks.judging import said_to_be_abuse
from copro_map.versions.face import waiting
from tests.conftest import PROJECT, all_days_come
from tests.indicators.recount import Recount
from tests.samples import query

TODAY = date(2026, 11, 22)
FEW = 50
MARKED = ("Demonstration", "Arddangosiad")
ITS_OWN = "WHERE id LIKE 'demo-%'"
WELSH = "WHERE name_en = name_cy AND description_en = ''"
OF_ENTRY = "asset_id LIKE 'demo-%' OR asset_id LIKE 'c-%'"
# What must hold of every row of a table, in SQL; a new table has to be thought of here.
SAYS = "well_en LIKE 'Demonstration: %' AND well_cy LIKE 'Arddangosiad: %'"
PLANNED = (
    "words_en = '' AND words_cy = '' OR words_en LIKE 'Demonstration: %' AND "
    "words_cy LIKE 'Arddangosiad: %'"
)
MARKS = {
    "asset": "website = '' AND name_cy LIKE 'Arddangosiad: %' AND "
    "description_cy LIKE 'Arddangosiad%' AND CASE origin "
    "WHEN 'demonstration' THEN id LIKE 'demo-%' AND "
    "source_url LIKE 'Demonstration / Arddangosiad: %' AND "
    "name_en LIKE 'Demonstration: %' AND description_en LIKE 'Demonstration%' AND "
    "(organisation = '' OR organisation LIKE 'Demonstration: %') "
    "WHEN 'contributed' THEN id GLOB 'c-????????' AND "
    "(organisation = '' OR organisation LIKE 'Demonstration: %') AND "
    "(name_en LIKE 'Demonstration: %' OR name_en = name_cy) END",
    **dict.fromkeys(("import_draft", "import_made", "import_row", "owed"), "0"),
    **dict.fromkeys(("workshop", "row_answered"), "0"),
    "location": OF_ENTRY,
    "asset_area": OF_ENTRY,
    "asset_theme": OF_ENTRY,
    "asset_stage": OF_ENTRY,
    "asset_served": OF_ENTRY,
    "asset_history": "substr(asset_id, 1, 2) IN ('de', 'c-') AND "
    "json_extract(content, '$.organisation') IN (SELECT organisation FROM asset)",
    "version_sent": "address LIKE '%@example.org' AND (content LIKE '%Demonstration%' "
    "OR content LIKE '%Arddangosiad%') AND (words IN ('', 'advert') OR "
    "words LIKE 'Demonstration: % / Arddangosiad: %')",
    "consent": "entry IN (SELECT entry FROM version_sent)",
    "contact": "address LIKE '%@example.org' AND entry LIKE 'c-%'",
    "talk": "entry LIKE 'c-%' AND one_address LIKE '%@example.org' AND "
    "(other_address LIKE '%@example.org' OR state = 'held')",
    "meeting": "request || offer GLOB '*c-????????' AND person IS NULL AND "
    "(outcome || 'Demonstration: ' LIKE 'Demonstration: %' OR "
    "outcome LIKE 'Arddangosiad: %') AND (thanks || 'Demonstration: ' LIKE "
    "'Demonstration: %' OR thanks LIKE 'Arddangosiad: %')",
    "lapse_told": "0",
    "talk_word": "words LIKE 'Demonstration: %' OR words LIKE 'Arddangosiad: %'",
    # All of it is marked as sent, so that none of it ever is.
    "outbox": "address LIKE '%@example.org' AND state = 'sent' AND "
    "(subject LIKE '%Demonstration: %' OR subject LIKE '%Arddangosiad: %')",
    "link": "purpose IN ('version', 'message', 'talk')",
    "secret": "1",
    "draft": "FALSE",
    "wave": "name LIKE '% demo' AND entered_by = 'demonstration' AND code = ''",
    "reply": "wave LIKE '% demo' AND source = 'demonstration' AND "
    "entered_by = 'demonstration' AND "
    "(organisation_id = '' OR organisation_id LIKE 'demo-%')",
    "audit": "asset_id LIKE 'demo-%' AND entered_by = 'demonstration'",
    "observation": "source LIKE 'Demonstration: % / Arddangosiad: %' AND "
    "entered_by = 'demonstration'",
    "target_change": "reason LIKE 'Demonstration: %' AND "
    "reason_cy LIKE 'Arddangosiad: %' AND "
    "changed_by = 'board'",
    "snapshot": "label LIKE 'Demonstration, %' AND label_cy LIKE 'Arddangosiad, %'",
    **dict.fromkeys(("narrative", "narrative_draft"), SAYS),
    "approval": "role = 'board' AND narrative IN (SELECT id FROM narrative)",
    "approved_file": "spoken LIKE '%Demonstration: %' OR "
    "spoken LIKE '%Arddangosiad: %'",
    "demonstration": "made_on = '2026-11-22' AND start = '2023-12-01'",
    "outreach": "note || none_by LIKE 'Demonstration: % / Arddangosiad: %' AND "
    "asked_by IN ('', 'officer')",
    "survey_mapping": "0",
    "import_choice": "0",
    "wave_key": "0",
    "invitation_code": "0",
    "change_made": "subject IN ('version', 'narrative', 'approval') OR "
    "(subject = 'snapshot' AND now LIKE 'Demonstration, %')",
    "member": "name_en LIKE 'Demonstration: %' AND name_cy LIKE 'Arddangosiad: %' "
    "AND address LIKE '%@example.org' AND promise NOT GLOB '[^DA]*'",
    **dict.fromkeys(
        ("member_role", "promise_asked"), "member IN (SELECT number FROM member)"
    ),
    "member_given": "words IN ('', 'Demonstration: a morning with us')",
    "seat": "name LIKE 'Demonstration: %'",
    "interest": "words LIKE 'Demonstration: %'",
    "decision": "title_en LIKE 'Demonstration: %' AND title_cy LIKE 'Arddangosiad: %'",
    "event": "name_en LIKE 'Demonstration: %' AND name_cy LIKE 'Arddangosiad: %' "
    "AND about_en LIKE 'Demonstration: %' AND organiser LIKE 'Demonstration: %'",
    "event_moved": "event IN (SELECT number FROM event)",
    "booking": "name LIKE 'Arddangosiad: %' AND address LIKE '%@example.org'",
    "event_attended": "entry LIKE 'demo-%'",
    "event_photo": "0",
    "activity": "label_en LIKE 'Demonstration: %' AND label_cy LIKE 'Arddangosiad: %'",
    **dict.fromkeys(("activity_said", "milestone_said"), PLANNED),
    "plan_evidence": "sort = 'event' AND target IN (SELECT id FROM event) OR "
    "sort = 'entry' AND target LIKE 'demo-%' OR "
    "target LIKE 'https://www.example.org/%' AND words_en LIKE 'Demonstration: %'",
    "research": "entry LIKE 'demo-%' AND fields LIKE '%Demonstration: %'",
    "influence": "body_en LIKE 'Demonstration: %' AND body_cy LIKE 'Arddangosiad: %'",
    "spend": "words LIKE 'Demonstration: / Arddangosiad: %'",
    "forecast": "year = 3",
    "event_was": "0",
    "area_month": "month BETWEEN '2026-06' AND '2026-10'",
    # Nobody has worked in other parts of the desk yet.
    "known_one": "0",
    "pair_judged": "0",
    "place_set": "0",
    "setting": "0",
    "sought": "0",
    "useful": "0",
    "visitor_report": "0",
    # Nobody is made up who works here; what happens by the clock has not yet.
    "claim": "0",
    "identity": "0",
    "identity_used": "0",
    "job_done": "0",
    "lease": "0",
    "letter_stopped": "0",
    "letter_told": "0",
    "never_write": "0",
    "person": "0",
    "signed_in": "0",
    "revision": "1",
    "_sqlite_migrations": "1",
}
# Every date that something was entered on, or said of, by table.
ENTERED = {
    "asset_history": "max(known_from, json_extract(content, '$.verified_on'))",
    "wave": "max(entered_on, closes_on)",
    "reply": "max(entered_on, answered_on)",
    "audit": "max(entered_on, audited_on)",
    "observation": "max(entered_on, period_end)",
    "target_change": "changed_on",
    "snapshot": "max(taken_on, as_at)",
    "narrative": "max(published_on, as_at)",
    "approval": "max(approved_on, as_at)",
    "version_sent": "substr(max(sent_at, proved_at, decided_at), 1, 10)",
    "talk": "substr(last_at, 1, 10)",
    "member": "max(joined_on, left_on, entered_on, seen_on)",
    "event": "max(entered_on, counted_on, outcome_on, cancelled_on)",
    "decision": "decided_on",
    "meeting": "max(asked_on, begun_on, agreed_on, done_on, ended_on)",
}


@pytest.fixture(scope="module")
def made(shown_off, tmp_path_factory):
    """A demonstration as anybody gets it: only read it."""
    path = tmp_path_factory.mktemp("demonstration") / "demo.db"
    shutil.copyfile(shown_off, path)
    return replace(load_settings({}), database=path)


def test_it_has_as_many_entries_as_is_said(made):
    assert query(made.database, "SELECT count(*) FROM asset") == [
        (500 + 3 + EXCHANGED,)
    ]


def test_every_record_of_every_table_is_marked(made):
    tables = query(
        made.database,
        "SELECT name FROM sqlite_master WHERE type = 'table' "
        "AND name NOT LIKE 'asset_text%' AND name NOT LIKE 'asset_word%' "
        "AND name NOT LIKE 'sqlite_%'",
    )
    assert {name for (name,) in tables} == set(MARKS)
    for table, mark in MARKS.items():
        unmarked = f"SELECT * FROM {table} WHERE NOT ({mark})"  # noqa: S608
        assert query(made.database, unmarked) == [], table


def test_a_name_is_a_word_a_kind_a_number_and_an_area(made):
    definitions = load_definitions(made.data_dir)
    layers = load_layers(made.boundaries_dir, made.data_dir)
    labels = [x.label for x in definitions.terms["sectors"].values()]
    labels += [x.label for x in definitions.kinds.values()]
    areas = [x.label for x in layers["local_authority"].areas.values()]
    for language, word in zip(("en", "cy"), MARKED, strict=True):
        kinds = "|".join(re.escape(getattr(x, language).lower()) for x in labels)
        where = "|".join(re.escape(getattr(x, language)) for x in areas)
        whole = re.compile(rf"{word}: ({kinds}) \d+(, ({where}))?")
        names = query(made.database, f"SELECT name_{language} FROM asset {ITS_OWN}")  # noqa: S608
        assert [name for (name,) in names if not whole.fullmatch(name)] == []
        assert len(set(names)) == 500


GAPS = {
    "W06000018": "Caerphilly",
    "W06000010": "Carmarthenshire",
    "W06000006": "Wrexham",
}


@pytest.fixture(scope="module")
def coverage(made):
    """The coverage of authorities by all entries, in a demonstration."""
    return cover(made, Ask(), all_assets(made, TODAY), TODAY)


def test_three_authorities_have_few_entries_for_their_size_and_no_other(coverage):
    classes = coverage.table["for_its_size"]
    assert set(classes.index[classes == "fewer"]) == set(GAPS)
    assert set(classes[classes != "fewer"]) == {"usual"}
    assert {c: coverage.layer.area_label(c).en for c in GAPS} == GAPS


def test_each_gap_has_a_story_of_its_own(made, coverage):
    """Evidence from people, a request that nothing can meet, nobody asked yet."""
    caerphilly, carmarthenshire, wrexham = GAPS
    table = coverage.table
    assert table["asked_on"][carmarthenshire] > ""
    assert table["asked_on"][[caerphilly, wrexham]].to_list() == ["", ""]
    assert table["isolated"][wrexham] > 0
    own = query(
        made.database,
        "SELECT count(*) FROM asset JOIN asset_area ON asset_id = id "
        "WHERE kind = 'request' AND area_code = ?",
        wrexham,
    )
    assert own == [(1,)]
    none = query(
        made.database,
        "SELECT count(*), count(DISTINCT theme), min(area_code), max(area_code), "
        "(SELECT count(*) FROM asset_theme AS a WHERE a.theme = o.theme AND asset_id "
        "IN (SELECT asset_id FROM asset_area WHERE area_code = o.area_code UNION "
        "SELECT asset_id FROM asset_served WHERE area_code = o.area_code)) "
        "FROM outreach AS o WHERE none_on > '' GROUP BY 5",
    )
    assert none == [(2, 2, carmarthenshire, carmarthenshire, 0)]


def test_it_is_kept_how_each_area_stood_and_most_have_grown_since(made, layers):
    kept = query(
        made.database,
        "SELECT month, count(*), sum(entries) FROM area_month GROUP BY 1 ORDER BY 1",
    )
    both = len(layers["local_authority"].areas)
    both += len(layers["county_voluntary_council"].areas)
    assert [month for month, *_ in kept] == [f"2026-{n:02}" for n in range(6, 11)]
    assert {areas for _, areas, _ in kept} == {both}
    sums = [entries for *_, entries in kept]
    assert sums == sorted(set(sums))
    caerphilly = next(iter(GAPS))
    regions = [x.of_authority[caerphilly] for x in layers.values()]
    counted = query(
        made.database,
        "SELECT entries, (SELECT count(DISTINCT asset_id) FROM asset_history WHERE "
        "known_from < date(month || '-01', '+1 month') AND asset_id IN "
        "(SELECT asset_id FROM asset_area WHERE area_code = ?1 UNION SELECT asset_id "
        "FROM asset_served WHERE area_code IN (SELECT value FROM json_each(?2)))) "
        "FROM area_month WHERE area_code = ?1",
        caerphilly,
        json.dumps(regions),
    )
    assert len(counted) == 5
    assert [entries for entries, _ in counted] == [found for _, found in counted]


def test_the_notes_of_audits_are_marked(made):
    notes = query(
        made.database, "SELECT DISTINCT j.value FROM audit, json_each(notes) AS j"
    )
    assert notes
    assert all(word in text for (text,) in notes for word in MARKED)


def test_places_are_real_and_bodies_have_their_authority_and_sector(made, layers):
    assets = all_assets(made)
    known = set(layers["local_authority"].areas)
    assert {own["local_authority"] for own in assets["areas"] if own} == known
    groups = load_definitions(made.data_dir).terms["sectors"]
    is_own = assets.index.str.startswith("demo-")
    bodies = assets[is_own & (assets["kind"] == "practitioner")]
    assert {groups[sector].group for sector in bodies["sector"]} >= {
        "citizens",
        "providers",
        "government",
    }
    assert "academic" in set(bodies["sector"])
    run = assets[is_own & (assets["kind"] != "practitioner")]
    assert set(run["organisation_id"]) <= set(bodies.index)


def test_there_is_some_of_every_kind_of_record(made):
    kinds = dict(query(made.database, "SELECT kind, count(*) FROM asset GROUP BY 1"))
    assert kinds["practitioner"] > kinds["project"]
    assert kinds["project"] > max(kinds["offer"], kinds["request"])
    assert min(kinds["offer"], kinds["request"]) > 30
    said = query(made.database, "SELECT verification, count(*) FROM asset GROUP BY 1")
    assert {word for word, _ in said} == {"confirmed", "stale", "unverified"}
    for table in ("wave", "reply", "audit", "observation", "target_change"):
        corrected = f"SELECT count(*) FROM {table} WHERE supersedes > 0"  # noqa: S608
        assert query(made.database, corrected)[0][0] > 0, table
    assert query(made.database, "SELECT count(*) FROM snapshot") == [(3,)]
    gone = "SELECT count(*) FROM reply WHERE status = 'withdrawn'"
    assert query(made.database, gone) == [(1,)]


def test_the_desk_has_something_to_decide_of_each_kind(made):
    """Counted in SQL, and the queue of the desk as it is read there."""
    sent = query(
        made.database,
        "SELECT state, count(*), sum(is_new = 0), sum(content LIKE '%individual%'), "
        "sum(content NOT LIKE '%description_en%'), "
        "sum(content NOT LIKE '%description_cy%') FROM version_sent GROUP BY 1",
    )
    assert {state: rest for state, *rest in sent} == {
        "accepted": [4, 1, 1, 1, 0],
        "asked": [1, 0, 0, 0, 1],
        "declined": [1, 0, 0, 0, 1],
        "reading": [1, 0, 0, 1, 0],
        "waiting": [10, 1, 1, 1, 7],
    }
    talks = query(made.database, "SELECT state, one_gives, other_gives FROM talk")
    assert talks == [
        *(("open", 0, 0), ("open", 1, 1), ("abuse", 0, 0)),
        *(("open", 1, 0), ("open", 0, 0), ("held", 0, 0)),  # of meetings
    ]
    assert len(said_to_be_abuse(made, MACHINE)) == 1
    lines = waiting(made, MACHINE, TODAY)
    assert sum(line.count for line in lines) == 10


def test_what_is_in_welsh_alone_is_marked_as_welsh_and_has_one_name(made, layers):
    (entry,) = query(made.database, f"SELECT id FROM asset {WELSH}")  # noqa: S608
    definitions = load_definitions(made.data_dir)
    for language in ("en", "cy"):
        with language_in_force(language):
            one = find_entry(all_assets(made), *entry, definitions, layers, TODAY)
        assert (one.name.language, one.description.language) == ("cy", "cy")
        assert one.other_name is None


def test_a_person_stands_at_their_district_and_agreed_to_it(made):
    rows = query(
        made.database,
        "SELECT id, precision, (SELECT count(*) FROM consent WHERE entry = asset.id "
        "AND held = 0 AND withdrawn_on = '') FROM asset JOIN location ON "
        "asset_id = id WHERE practitioner_type = 'individual'",
    )
    assert [row[1:] for row in rows] == [("district", 5)]
    assert {rows[0][0]} <= set(all_assets(made).index)


def test_audits_are_complete_incomplete_waiting_and_withdrawn(made):
    in_force = query(
        made.database,
        "SELECT asset_id, status, level FROM audit AS a WHERE NOT EXISTS "
        "(SELECT 1 FROM audit WHERE supersedes = a.id)",
    )
    statuses = Counter(status for _, status, _ in in_force)
    assert statuses["draft"] == 4
    assert statuses["withdrawn"] == 1
    levels = Counter(level for _, status, level in in_force if status == "checked")
    assert set(levels) == {"", "basic", "intermediate", "transformative"}
    projects = Counter(asset_id for asset_id, _, _ in in_force)
    assert 55 <= len(projects) <= 65
    assert set(projects.values()) >= {1, 2, 3}


def test_citizens_score_lower_more_often_than_higher(made):
    ranks = {"basic": 0, "intermediate": 1, "transformative": 2}
    pairs = query(
        made.database,
        "SELECT c.value, p.value FROM audit, json_each(scores, '$.citizens') AS c "
        "JOIN json_each(scores, '$.professionals') AS p ON p.key = c.key "
        "WHERE status = 'checked'",
    )
    apart = Counter((ranks[c] > ranks[p]) - (ranks[c] < ranks[p]) for c, p in pairs)
    assert apart[-1] > 2 * apart[1] > 0


def test_the_programme_ends_within_weeks_and_says_what_it_is(made):
    programme = programme_of(made, TODAY)
    assert programme.start == date(2023, 12, 1)
    assert TODAY < programme.end <= TODAY + timedelta(31)
    assert "demonstration" in demonstration_note(made)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_days_are_those_of_three_years_that_end_next_month(today):
    days = Days(today)
    assert days.start.day == 1
    assert add_months(days.start, 35) == today.replace(day=1)
    assert len(days.imports) in (35, 36)
    assert list(days.imports) == sorted(set(days.imports))
    assert days.start < days.imports[0] < days.by_year[0]
    assert list(days.by_year) == sorted(days.by_year)
    assert max(*days.imports, *days.by_year) <= today


@pytest.mark.parametrize("today", [date(2026, 12, 1), date(2028, 2, 29)])
def test_nothing_is_dated_after_the_day_it_is_made(settings, today):
    make_demonstration(settings, today, FEW)
    for table, latest in ENTERED.items():
        last = f"SELECT max({latest}) FROM {table}"  # noqa: S608
        assert query(settings.database, last)[0][0] <= today.isoformat(), table
    assert [x for x in check(settings) if x.is_fault] == []


def test_the_map_is_sound_and_nothing_is_forgotten(made):
    assert [x for x in check(made) if x.is_fault] == []
    with reading(made.database) as database:
        assert forgotten_entries(database) == 0


@cache
def standings_of(settings, day):
    return progress(settings, day).standings


def counted(settings, code, day):
    (one,) = [x for x in standings_of(settings, day) if x.indicator.code == code]
    return one.numerator


@cache
def recounted_3_1(database, day):
    """Indicator 3.1 from the history and the members, in SQL, without the project."""
    return len(Recount(database, PROJECT.data_dir, day).figures["3.1"].records)


@pytest.mark.parametrize(
    ("day", "about"),
    [(date(2024, 12, 1), 18), (date(2025, 12, 1), 32), (TODAY, 54)],
)
def test_3_1_is_what_a_recount_of_the_history_gives(made, day, about):
    found = counted(made, "3.1", day)
    assert found == recounted_3_1(made.database, day)
    assert abs(found - about) <= 3


@pytest.mark.parametrize(
    ("code", "about"), [("1.1", (105, 231, 318)), ("2.3", (14, 39, 54))]
)
def test_counts_follow_a_path_that_meets_some_targets_and_misses_others(
    made, code, about
):
    days = (date(2024, 12, 1), date(2025, 12, 1), TODAY)
    for day, wanted in zip(days, about, strict=True):
        assert abs(counted(made, code, day) - wanted) <= 0.08 * wanted


def test_the_recount_never_falls_and_grows_in_every_quarter(made):
    days = trend_days(date(2023, 12, 1), TODAY)
    found = [recounted_3_1(made.database, day) for day in days]
    assert len(found) == 12
    assert found == sorted(set(found))


@pytest.fixture(scope="module")
def statuses(made):
    """The status words of every indicator on some days of the three years."""
    days = [add_months(date(2024, 1, 1), months) for months in (0, 11, 23, 35)]
    days += [add_months(date(2024, 1, 2), 11), date(2024, 11, 1), TODAY]
    days += [date(2026, 12, 2)]
    with all_days_come():
        return {
            day: {
                x.indicator.code: (x.status, x.detail) for x in standings_of(made, day)
            }
            for day in days
        }


def test_every_status_occurs_at_some_day(statuses):
    words = {word for day in statuses.values() for word, _ in day.values()}
    assert words == set(STATUS_WORDS)


def test_today_some_are_met_and_others_are_not(statuses):
    assert set(statuses[TODAY].values()) >= {
        ("met", ""),
        ("met", "probably"),
        ("at_risk", ""),
        ("at_risk", "probably"),
        ("not_due_yet", "reported"),
    }
    ended = {word for word, _ in statuses[date(2026, 12, 2)].values()}
    assert ended == {"met", "missed"}


def test_few_citizens_replied_in_the_second_wave_so_it_is_suppressed(statuses):
    for code in ("3.3", "4.3"):
        found = statuses[date(2024, 11, 1)][code]
        assert found == ("no_figure_yet", "too_few_replies")


def test_every_wave_has_a_role_too_small_to_show(made):
    replied = query(
        made.database,
        "SELECT wave, role, count(*) FROM reply AS r WHERE status = 'checked' AND "
        "NOT EXISTS (SELECT 1 FROM reply WHERE supersedes = r.id) GROUP BY 1, 2",
    )
    by_wave: dict[str, list[int]] = {}
    for wave, _, number in replied:
        by_wave.setdefault(wave, []).append(number)
    assert len(by_wave) == len(WAVES)
    assert all(min(numbers) < 10 for numbers in by_wave.values())
    waves = [wave for wave in held(made).results(TODAY) if not wave.baseline]
    for wave in waves:
        rows = role_split(wave.figures["2.2"])
        assert sum(row.is_hidden for row in rows) >= 2
        assert not all(row.is_hidden for row in rows)


def test_between_160_and_300_were_invited_and_a_third_to_two_thirds_replied(made):
    for wave in held(made).results(TODAY):
        figure = wave.levels["2.1"]
        assert 160 <= figure.invited <= 300
        assert 0.35 <= figure.denominator / figure.invited <= 0.6


def test_a_reply_speaks_only_for_a_body_that_was_known_by_then(made):
    spoken = query(
        made.database,
        "SELECT r.wave, r.organisation_id, a.kind, r.role, "
        "(SELECT min(known_from) FROM asset_history WHERE asset_id = a.id), "
        "w.opens_on FROM reply AS r JOIN asset AS a ON a.id = r.organisation_id "
        "JOIN wave AS w ON w.name = r.wave WHERE r.supersedes IS NULL "
        "AND w.supersedes IS NULL",
    )
    assert len(spoken) > 40
    assert {(kind, role) for _, _, kind, role, _, _ in spoken} == {
        ("practitioner", "organisation")
    }
    assert all(known < opens for *_, known, opens in spoken)
    assert max(Counter((wave, body) for wave, body, *_ in spoken).values()) == 1


def test_the_plan_names_the_questions_and_roles_of_the_instrument(made):
    survey = load_surveys(made.data_dir)["members"]
    serving = {q.id for q in survey.questions.values() if q.indicator or q.baseline_of}
    assert set(POSITIVE) == serving
    assert sorted(ROLES) == sorted(survey.roles)
    assert {len(people) for _, people in WAVES} == {len(ROLES)}


def test_something_has_changed_since_the_first_snapshots(made):
    for number in (1, 2):
        assert changed_since(made, number, TODAY)
        assert frozen(made, number).as_at < TODAY
