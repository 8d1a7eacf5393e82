"""The table of days: each sweep goes by it, and leaves what is a day younger."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from copro_map.audits.drafts import keep_audit
from copro_map.base.config import load_settings
from copro_map.base.errors import DefinitionError
from copro_map.base.moments import written
from copro_map.base.retention import days, lines
from copro_map.base.store.connection import writing
from copro_map.contribute.drafts import keep_entry
from copro_map.desk.copies import keep_backup, tidy_backups
from copro_map.desk.jobs import JOBS, Done, Job
from copro_map.desk.rules.due import Strikes
from copro_map.desk.running import run_job
from copro_map.desk.writing import Round, write_round
from copro_map.imports.drafts import keep_upload
from copro_map.people.drafts import keep_draft
from copro_map.people.links import make_link
from copro_map.people.persons import enter_person
from copro_map.people.rights import actor_of
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.sessions import begin_session

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
AT, DAY, ADDRESS = written(NOW), NOW.date().isoformat(), "a@example.org"
MARK = "0" * 64
BY_NAME = {job.name: job for job in JOBS}
# What is written for each line that has days, as it is then; and how it is looked for.
# A moment that is in the future then (the end of a link) is AT too.
ROWS = {
    "change_made": {
        **{"id": 9, "at": AT, "role": "steward", "subject": "report"},
        **{"record": "x", "what": "answer", "version": 1},
    },
    "version_sent": {
        **{"entry": "x", "is_new": 1, "content": '{"a": 1}', "language": "cy"},
        **{"address": ADDRESS, "address_key": ADDRESS, "sent_at": AT},
        **{"state": "declined", "decided_at": AT, "words": "no", "note": "why"},
    },
    "claim": {
        **{"entry": "x", "address": ADDRESS, "address_key": ADDRESS},
        **{"proved_at": AT, "decided_at": AT, "agreed": 0},
    },
    "contact": {
        **{"entry": "x", "address": ADDRESS, "address_key": ADDRESS},
        **{"origin": "telephone", "basis": "consent", "is_personal": 1},
        **{"entered_on": DAY, "left_on": DAY},
    },
    "outbox": {
        **{"message_id": "m", "cause": "c", "kind": "told", "address": ADDRESS},
        **{"address_key": ADDRESS, "subject": "s", "body": "b", "is_asked": 1},
        **{"state": "sent", "not_before": AT, "created_at": AT, "changed_at": AT},
    },
    "visitor_report": {
        **{"id": 1, "entry": "x", "what": "other", "words": "w", "said_on": DAY},
        **{"answer": "right", "answered_on": DAY, "note": "n", "change": 9},
    },
    "meeting": {
        **{"request": "x", "begun_by": "asker", "state": "done", "begun_on": DAY},
        **{"done_on": DAY, "thanks": "t", "outcome": "o"},
    },
    "event": {
        **{"id": "e-abcdefghij", "type": "x", "starts_on": DAY, "ends_on": DAY},
        **{"state": "planned", "changed_at": AT, "channel": "desk"},
        **{"entered_on": DAY, "address": ADDRESS, "address_key": ADDRESS},
    },
    "lapse_told": {"entry": "x", "ends": DAY, "told_on": DAY},
    "sought": {"day": DAY, "words": "barn", "kind": "typed", "times": 1},
    "known_one": {
        **{"id": 1, "area_code": "W06000008", "theme": "", "name": "n"},
        **{"place": "p", "told_on": DAY, "role": "officer"},
    },
    "workshop": {"name": "n", "code_mark": MARK, "opened_at": AT, "ends_at": AT},
    "identity_used": {"mark": MARK, "until": written(NOW + timedelta(days=35))},
}
CAME_TO_NOTHING = {"request": "x", "begun_by": "asker", "state": "lapsed"}
CAME_TO_NOTHING |= {"begun_on": DAY, "ended_on": DAY}
WAS = {"change": 9, "event": 1, "was": "{}", "changed_on": DAY}
BOOKED = {"event": 1, "name": "n", "address": ADDRESS, "address_key": ADDRESS}
BOOKED |= {"asked_at": AT, "needs": "w", "needs_on": DAY}
HELD = {"mark": "1" * 32, "entry": "x", "one_address": ADDRESS, "one_key": ADDRESS}
HELD |= {"one_language": "cy", "state": "held", "begun_at": AT, "last_at": AT}
OPEN = HELD | {"mark": "2" * 32, "state": "open", "other_address": "b@example.org"}
MEMBER = {"id": "m-aaaaaaaaaa", "form": "group", "name_en": "n", "promise": "p"}
MEMBER |= {"address": ADDRESS, "address_key": ADDRESS, "state": "held"}
MEMBER |= {"joined_on": DAY, "channel": "form", "entered_on": DAY}
HAS_LEFT = {"id": "m-bbbbbbbbbb", "state": "left", "left_on": DAY}
STAYS = {
    "drafts": "SELECT 1 FROM draft WHERE subject LIKE 'workshop-%'",
    "audit_drafts": "SELECT 1 FROM draft WHERE subject LIKE 'audit%'",
    "form_drafts": "SELECT 1 FROM draft WHERE subject = 'contribute'",
    "import_drafts": "SELECT 1 FROM import_draft",
    "workshops": "SELECT 1 FROM workshop WHERE name <> ''",
    "imports": "SELECT 1 FROM import_row JOIN import_made USING (number) "
    "WHERE name <> ''",
    "versions": "SELECT 1 FROM version_sent WHERE content <> '{}' AND address <> '' "
    "AND words <> '' AND note <> ''",
    "claims": "SELECT 1 FROM claim",
    "contacts_left": "SELECT 1 FROM contact WHERE left_on IS NOT NULL",
    "held_messages": "SELECT 1 FROM talk WHERE state = 'held'",
    "messages": "SELECT 1 FROM talk_word JOIN talk ON talk.number = talk "
    "WHERE state = 'open' AND one_address <> '' AND other_address <> ''",
    "conversations": "SELECT 1 FROM talk",
    "meeting_words": "SELECT 1 FROM meeting WHERE thanks <> '' AND outcome <> ''",
    "organisers": "SELECT 1 FROM event WHERE address <> '' AND address_key <> ''",
    "events_told": "SELECT 1 FROM event WHERE state = 'sent'",
    "event_changes": "SELECT 1 FROM event_was WHERE was <> ''",
    "bookings": "SELECT 1 FROM booking WHERE state = 'in'",
    "booking_needs": "SELECT 1 FROM booking WHERE needs <> '' AND needs_on <> ''",
    "bookings_held": "SELECT 1 FROM booking WHERE state = 'held'",
    "meetings_ended": "SELECT 1 FROM meeting WHERE state = 'lapsed'",
    "closed_told": "SELECT 1 FROM lapse_told",
    "letters": "SELECT 1 FROM outbox WHERE address <> '' AND body <> ''",
    "links": "SELECT 1 FROM link",
    "reports": "SELECT 1 FROM visitor_report WHERE words <> '' AND note <> ''",
    "searches": "SELECT 1 FROM sought",
    "members_held": "SELECT 1 FROM member JOIN member_role ON member = member.number "
    "WHERE state = 'held'",
    "members_left": "SELECT 1 FROM member WHERE state = 'left' AND name_en <> '' AND "
    "address <> '' AND promise <> ''",
    "known_ones": "SELECT 1 FROM known_one",
    "sign_ins_used": "SELECT 1 FROM identity_used",
    "jobs": "SELECT 1 FROM job_done WHERE job = 'x' AND due_at < '2026-12'",
    "letters_told": "SELECT 1 FROM letter_told WHERE day = '2026-11-30'",
}
# By moments, or of files: looked at apart.
APART = {"backups", "copies"}


def put(database, table: str, row: dict[str, object]) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - ours
    database.execute(sql, [*row.values()])


def write_of_today(here) -> None:
    """Write something of each line, as of now: by what keeps it, or as it is kept."""
    steward = enter_person(
        here,
        MACHINE,
        **{"address": "s@example.org", "name": "S", "role": "steward", "areas": ()},
        **{"language": "", "now": NOW},
    )
    today = NOW.date()
    keep_audit(here, "", {}, {"date": today}, today, "x")
    keep_entry(here, "", {}, {"kind": "project"}, today)
    with writing(here.database) as database:
        kept = days(here, "drafts")
        keep_draft(database, "", "workshop-1", {"half": "x"}, today, days=kept)
        actor = actor_of(database, steward)
        make_link(database, "my_page", NOW, address=ADDRESS)
        begin_session(database, steward.number, NOW)
    keep_upload(here, actor, "in.csv", b"a", "entries", {}, today)
    run_job(here, Job("x", lambda _here, _now: Done(1), {}, NOON), NOW)
    write_round(here, Round("monday", "c", today, {}), lambda _person: None, NOW)
    with closing(sqlite3.connect(here.database)) as database, database:
        for table, row in ROWS.items():
            put(database, table, row)
        told = {"id": "e-bcdefghijk", "state": "sent"}
        put(database, "event", ROWS["event"] | told)
        put(database, "event_was", WAS)
        for number, state in enumerate(("held", "in"), 3):
            own = {"mark": f"{number}" * 32, "state": state}
            put(database, "booking", BOOKED | own)
        for row in (HELD, OPEN):
            put(database, "talk", row)
        put(database, "meeting", CAME_TO_NOTHING)
        for row in (MEMBER, MEMBER | HAS_LEFT):
            put(database, "member", row)
        put(database, "member_role", {"member": 1, "role": "r", "since": DAY})
        said = {"side": "one", "words": "w", "said_at": AT}
        put(database, "talk_word", said | {"talk": 2})
        put(database, "import_made", {"subject": "entries", "name": "n", "at": AT})
        put(database, "import_row", {"number": 1, "of": "asset", "key": "[1]"})


NOON = Strikes(NOW.time())


def sweep(here, now: datetime) -> None:
    """Let the clock sweep, and do what sweeps its own rows."""
    BY_NAME["sweep"].run(here, now)
    run_job(here, Job("x", lambda _here, _now: Done(1), {}, NOON), now)
    told = Round("monday", f"c {now}", now.date(), {})
    write_round(here, told, lambda _person: None, now)


def test_each_sweep_takes_its_days_from_the_table_and_no_more(settings, blank):
    """By SQL: a day before it is there; a day after it is not."""
    shutil.copyfile(blank, settings.database)
    write_of_today(settings)
    swept = {x: one.days for x, one in lines(settings).items() if one.days is not None}
    assert swept.keys() == STAYS.keys() | APART

    def left() -> set[str]:
        with closing(sqlite3.connect(settings.database)) as database:
            return {x for x, sql in STAYS.items() if database.execute(sql).fetchone()}

    assert left() == STAYS.keys()
    for number in sorted({swept[x] for x in STAYS}):
        theirs = {x for x in STAYS if swept[x] == number}
        sweep(settings, NOW + timedelta(days=number - 1))
        assert left() >= theirs
        sweep(settings, NOW + timedelta(days=number + 1))
        assert not left() & theirs
    assert not left()


def test_a_session_goes_when_it_ends(settings, blank):
    shutil.copyfile(blank, settings.database)
    write_of_today(settings)
    for hours, kept in ((11, 1), (13, 0)):
        BY_NAME["sweep"].run(settings, NOW + timedelta(hours=hours))
        with closing(sqlite3.connect(settings.database)) as database:
            (found,) = database.execute("SELECT count(*) FROM signed_in").fetchone()
        assert found == kept


def test_files_go_by_it_too(settings, blank, monkeypatch):
    monkeypatch.delenv("COPRO_MAP_TODAY", raising=False)
    shutil.copyfile(blank, settings.database)
    folder = settings.backup_folder
    keep_backup(settings, folder, NOW)
    copy = settings.database.with_name(f"{settings.database.name}.before-step")
    other = settings.database.with_name("other.db.before-step")
    for file in (copy, other):
        file.write_bytes(b"x")
        os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    for more, kept in ((-1, 1), (1, 0)):
        days_of = {x: days(settings, x) + more for x in ("backups", "copies")}
        tidy_backups(settings, folder, NOW + timedelta(days=days_of["backups"]))
        assert len([*folder.glob("*.db")]) == kept
        BY_NAME["sweep"].run(settings, NOW + timedelta(days=days_of["copies"]))
        assert copy.exists() == bool(kept)
    assert other.exists()


WRONG = {
    "no end": ("days = 14\n", "", "form_drafts"),
    "two ends": ("until = {", "days = 3\nuntil = {", "contacts"),
    "not a number": ("days = 14", 'days = "14"', "form_drafts.*days"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_the_file_is_named(tmp_path, case):
    old, new, message = WRONG[case]
    here = load_settings({})
    file = tmp_path / "retention.toml"
    shutil.copy(here.data_dir / file.name, file)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DefinitionError, match=f"(?s)retention.toml.*{message}"):
        lines(replace(here, data_dir=tmp_path))


@pytest.mark.parametrize("line", ["contacts", "nothing"])
def test_a_sweep_without_days_is_refused(line):
    with pytest.raises(DefinitionError, match=line):
        days(load_settings({}), line)
