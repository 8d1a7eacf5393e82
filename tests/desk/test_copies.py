"""Restoring: the backup's records, in the same file, and what must outlast it."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import Label
from copro_map.base.store import restoring
from copro_map.base.store.backups import back_up, check_copy
from copro_map.base.store.connection import data_mark, writing
from copro_map.base.store.migrations import migrations
from copro_map.desk.copies import keep_backup, restore, tidy_backups
from copro_map.people.contacts import is_never, keep_contact, never_write
from copro_map.people.links import make_link, open_link
from copro_map.people.outbox import Letter, messages, put
from copro_map.people.persons import enter_person, person_at, switch_off
from copro_map.people.rules.contacts import Given
from copro_map.people.rules.permissions import MACHINE, PUBLIC
from copro_map.people.sessions import begin_session, who
from copro_map.surveys.rules.changing import WaveChange
from tests.killing import older
from tests.samples import change, dump, query
from tests.surveys.survey_samples import open_wave

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
TODAY, HOUR = NOW.date(), timedelta(hours=1)
NEWER = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES "
ENOUGH = 10  # times that somebody writes meanwhile
# What is marked anew, and how the index of words is laid out: a copy has it in one.
MARKED = ("revision", "sqlite_sequence", "asset_text_data", "asset_text_idx")


def records(path) -> dict[str, list[str]]:
    return {x: y for x, y in dump(path).items() if x not in MARKED}


@pytest.fixture
def backup(network, tmp_path):
    """A backup, after which every entry lost its themes."""
    made = back_up(network, tmp_path / "copies", NOW)
    change(network.database, "DELETE FROM asset_theme")
    return made


def test_what_was_backed_up_is_back_and_what_was_there_is_kept(network, backup):
    before, mark = dump(network.database), data_mark(network)
    done = restore(network, backup.file, TODAY)
    assert records(network.database) == records(backup.file)
    assert done.backup == backup
    assert dump(done.kept) == before
    number, _, drawn = data_mark(network).partition(" ")
    assert int(number) > int(mark.split()[0])
    assert drawn != mark.split()[-1]
    assert {x.name for x in network.database.parent.iterdir()} == {
        *("copro_map.db", "copro_map.db.before-restore", "copies"),
    }


def test_the_mark_is_another_each_time(network, backup):
    marks = []
    for _ in range(3):
        restore(network, backup.file, TODAY)
        marks.append(data_mark(network))
    assert len(set(marks)) == 3


def _damaged(path) -> None:
    content = bytearray(path.read_bytes())
    content[5 * 4096 : 9 * 4096] = b"\xff" * 4 * 4096
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_damaged, "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:40_000]), "damaged"),
        (lambda path: path.write_text("Annwyl bawb, " * 999), "no copy of a map"),
        (lambda path: path.write_bytes(b""), "no copy of a map"),
        (lambda path: path.unlink(), "no copy of a map"),
        (lambda path: change(path, "DROP TABLE revision"), "no copy of a map"),
        (
            lambda path: change(path, f"{NEWER} ('copro_map', 'to_come', '')"),
            "newer version",
        ),
    ],
)
def test_what_cannot_be_restored_changes_nothing(network, backup, spoil, words):
    before = dump(network.database)
    spoil(backup.file)
    with pytest.raises(DatabaseError, match=words):
        restore(network, backup.file, TODAY)
    assert dump(network.database) == before
    assert not list(network.database.parent.glob("*before*"))


def test_a_map_of_a_newer_version_is_not_written_over(network, backup):
    change(network.database, f"{NEWER} ('copro_map', 'to_come', '')")
    before = dump(network.database)
    with pytest.raises(DatabaseError, match="newer version"):
        restore(network, backup.file, TODAY)
    assert dump(network.database) == before


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    network, imported, tmp_path
):
    old = older(tmp_path / "old.db", imported)
    entries = query(old, "SELECT id, name_en FROM asset ORDER BY id")
    restore(network, old, TODAY)
    assert (
        query(network.database, "SELECT id, name_en FROM asset ORDER BY id") == entries
    )
    assert not list(migrations.pending(restoring.Database(network.database)))


def test_a_map_of_an_older_version_is_replaced_too(network, imported, backup):
    network.database.unlink()
    older(network.database, imported)
    restore(network, backup.file, TODAY)
    assert records(network.database) == records(backup.file)


@pytest.mark.parametrize("there", ["nothing", "no database", "a log alone"])
def test_where_no_database_can_be_used_one_is_put_there(network, backup, there):
    log = network.database.with_name("copro_map.db-wal")
    network.database.unlink()
    if there == "no database":
        network.database.write_bytes(b"\0" * 4096 + b"rubbish" * 999)
    if there == "a log alone":
        log.write_bytes(b"of another time")
    restore(network, backup.file, TODAY)
    assert records(network.database) == records(backup.file)
    if there == "no database":
        kept = network.database.with_name("copro_map.db.before-restore")
        assert kept.read_bytes().endswith(b"rubbish")


class Others:
    """Somebody who writes and somebody who reads, until it is enough."""

    def __init__(self, settings, entries: int) -> None:
        self.settings, self.entries = settings, entries
        self.kept: list[str] = []
        self.wrong: list[object] = []
        self.end, self.written = threading.Event(), threading.Semaphore(0)
        self.threads = [
            threading.Thread(target=self.go_on, args=[what])
            for what in (self.write, self.read)
        ]

    def go_on(self, what) -> None:
        while not self.end.is_set():
            try:
                what()
            except (DatabaseError, sqlite3.Error) as error:
                self.wrong.append(error)

    def write(self) -> None:
        if len(self.kept) == ENOUGH:
            self.end.wait()
            return
        address = f"nobody{len(self.kept)}@example.org"
        with writing(self.settings.database) as database:
            never_write(database, address, TODAY)
        self.kept.append(address)
        self.written.release()

    def read(self) -> None:
        with closing(sqlite3.connect(self.settings.database)) as database:
            (found,) = database.execute("SELECT count(*) FROM asset").fetchone()
        if found != self.entries:
            self.wrong.append(found)


def test_whoever_reads_and_writes_meanwhile_goes_on_and_loses_nothing(
    network, backup, monkeypatch
):
    others = Others(network, backup.entries)
    carried = restoring._carried

    def slowly(*given):
        """Between the copy of what is there and its replacement somebody writes."""
        if len(others.kept) < ENOUGH:
            others.written.acquire(timeout=5)
        return carried(*given)

    monkeypatch.setattr(restoring, "_carried", slowly)
    for thread in others.threads:
        thread.start()
    restore(network, backup.file, TODAY)
    others.end.set()
    for thread in others.threads:
        thread.join()
    with writing(network.database) as database:
        lost = [x for x in others.kept if not is_never(database, x)]
    assert (others.wrong, lost, bool(others.kept)) == ([], [], True)


def _letter(cause: str) -> Letter:
    words = Label("Still right?", "Dal yn gywir?")
    return Letter(
        address="info@example.org", language="en", subject=words, body=words,
        kind="reminder", cause=cause, is_asked=False,
    )  # fmt: skip


def _keep(settings, *causes: str) -> None:
    with writing(settings.database) as database:
        for cause in causes:
            assert put(database, _letter(cause), NOW)


def _states(settings) -> dict[str, str]:
    return dict(query(settings.database, "SELECT cause, state FROM outbox"))


def test_what_was_sent_since_does_not_wait_again(network, tmp_path):
    _keep(network, "a", "b")
    made = back_up(network, tmp_path / "copies", NOW)
    change(network.database, "UPDATE outbox SET state = 'sent' WHERE cause = 'a'")
    _keep(network, "c")
    ids = query(network.database, "SELECT cause, message_id FROM outbox ORDER BY cause")
    restore(network, made.file, TODAY)
    assert _states(network) == {"a": "sent", "b": "waiting", "c": "waiting"}
    again = "SELECT cause, message_id FROM outbox ORDER BY cause"
    assert query(network.database, again) == ids
    assert len(messages(network, MACHINE)) == 3


def test_what_nobody_knows_of_was_perhaps_sent(network, tmp_path):
    _keep(network, "a")
    made = back_up(network, tmp_path / "copies", NOW)
    network.database.unlink()
    restore(network, made.file, TODAY)
    assert _states(network) == {"a": "perhaps"}


def test_never_is_never_also_after_an_older_backup(network, tmp_path):
    given = Given("mair@example.org", "cy", "telephone")
    with writing(network.database) as database:
        never_write(database, "before@example.org", TODAY)
        keep_contact(database, "tir-coed", given, TODAY)
    made = back_up(network, tmp_path / "copies", NOW)
    with writing(network.database) as database:
        never_write(database, "mair@example.org", TODAY)
    restore(network, made.file, TODAY)
    with writing(network.database) as database:
        assert is_never(database, "before@example.org")
        assert is_never(database, "mair@example.org")
    assert "mair@" not in repr(records(network.database))


@pytest.mark.parametrize("lost", [False, True])
def test_never_is_never_in_another_installation_and_after_a_loss(
    network, imported, tmp_path, lost
):
    other = replace(network, database=tmp_path / "other.db")
    shutil.copyfile(imported, other.database)
    with writing(other.database) as database:
        never_write(database, "theirs@example.org", TODAY)
    made = back_up(other, tmp_path / "copies", NOW)
    with writing(network.database) as database:
        never_write(database, "ours@example.org", TODAY)
    if lost:
        back_up(network, network.backup_folder, NOW)
        network.database.write_bytes(b"x" * 9_000)
    restore(network, made.file, TODAY)
    with writing(network.database) as database:
        for address in ("theirs@example.org", "ours@example.org"):
            assert is_never(database, address)
        never_write(database, "new@example.org", TODAY)
        assert is_never(database, "new@example.org")


def _enter(settings, name: str, role: str = "steward") -> int:
    return enter_person(
        settings, MACHINE, address=f"{name}@example.org", name=name, role=role,
        areas=(), language="", now=NOW,
    ).number  # fmt: skip


def _begin(settings, number: int) -> str:
    with writing(settings.database) as database:
        return begin_session(database, number, NOW)


def test_whoever_was_switched_off_or_demoted_stays_so(network, tmp_path):
    gone, demoted, _ = (
        _enter(network, name, "administrator") for name in ("gone", "demoted", "stays")
    )
    tokens = [_begin(network, number) for number in (gone, demoted)]
    made = back_up(network, tmp_path / "copies", NOW)
    switch_off(network, MACHINE, gone, now=NOW)
    _enter(network, "demoted", "member")
    new = _enter(network, "new")
    signed_in = _begin(network, new)
    restore(network, made.file, TODAY)
    assert not person_at(network, "gone@example.org").active
    assert person_at(network, "demoted@example.org").role == "member"
    assert who(network, tokens[0], NOW) == PUBLIC
    assert who(network, tokens[1], NOW).role == "member"
    actor = who(network, signed_in, NOW)
    assert (actor.person, actor.role) == (new, "steward")


def test_of_another_installation_nobody_becomes_somebody_else(
    network, imported, tmp_path
):
    other = replace(network, database=tmp_path / "other.db")
    shutil.copyfile(imported, other.database)
    theirs = _enter(other, "theirs")
    stale = _begin(other, theirs)
    made = back_up(other, tmp_path / "copies", NOW)
    ours = _enter(network, "ours", "board")
    token = _begin(network, ours)
    assert ours == theirs
    restore(network, made.file, TODAY)
    assert who(network, token, NOW).name == "ours"
    assert who(network, token, NOW).person != theirs
    assert person_at(network, "theirs@example.org").number == theirs
    assert who(network, stale, NOW) == PUBLIC


def test_a_link_that_was_sent_since_still_opens(network, tmp_path):
    made = back_up(network, tmp_path / "copies", NOW)
    with writing(network.database) as database:
        token = make_link(database, "entry", NOW, address="a@b.org", entry="tir-coed")
    restore(network, made.file, TODAY)
    with writing(network.database) as database:
        assert open_link(database, token, NOW).entry == "tir-coed"


def _codes(path) -> list[tuple]:
    return query(path, "SELECT wave, mark, used FROM invitation_code ORDER BY 1, 2")


@pytest.fixture
def invited(network):
    """A wave with four codes; one was used."""
    days = ("2027-02-10", "2027-03-20")
    open_wave(network, WaveChange("members", "2027", {}, "steward", *days), TODAY)
    for number in range(4):
        _add_code(network, f"{number:064}", used=number == 2)
    return network


def _add_code(settings, mark: str, *, used: bool) -> None:
    added = "INSERT INTO invitation_code VALUES ('members', '2027', ?, ?)"
    change(settings.database, added, mark, int(used))


def test_two_backups_do_not_tell_with_which_code_a_reply_came(invited, tmp_path):
    first = keep_backup(invited, tmp_path / "copies", NOW)
    change(invited.database, "UPDATE invitation_code SET used = 1 WHERE mark LIKE '%3'")
    second = keep_backup(invited, tmp_path / "copies", NOW + HOUR)
    assert _codes(first.file) == _codes(second.file)
    assert len(_codes(first.file)) == 4
    assert sum(used for *_, used in _codes(invited.database)) == 2
    old, new = (x.file.read_bytes() for x in (first, second))
    assert old == new


def test_a_code_that_was_used_stays_so_and_the_key_of_a_closed_wave_is_gone(
    invited, tmp_path
):
    made = keep_backup(invited, tmp_path / "copies", NOW)
    change(invited.database, "UPDATE invitation_code SET used = 1 WHERE mark LIKE '%3'")
    before = _codes(invited.database)
    restore(invited, made.file, TODAY)
    assert _codes(invited.database) == before
    restore(invited, made.file, date(2027, 3, 20))
    assert _codes(invited.database) == []
    assert query(invited.database, "SELECT * FROM wave_key") == []


def test_a_wave_that_closes_leaves_no_key_in_any_backup(invited):
    folder, key = invited.backup_folder, "SELECT key FROM wave_key"
    made = keep_backup(invited, folder, NOW)
    assert query(made.file, key)
    tidy_backups(invited, folder, NOW + timedelta(days=18))
    assert query(made.file, key)
    (drawn,) = query(made.file, key)[0]
    tidy_backups(invited, folder, NOW + timedelta(days=20))
    assert query(made.file, key) == _codes(made.file) == []
    assert drawn not in made.file.read_bytes()
    assert list(folder.iterdir()) == [made.file]
    assert check_copy(made.file, made.file) == made.entries


def test_a_wave_that_was_closed_since_gets_no_key_back(invited, tmp_path):
    made = keep_backup(invited, tmp_path / "copies", NOW)
    for table in ("wave_key", "invitation_code"):
        change(invited.database, f"DELETE FROM {table}")  # noqa: S608
    restore(invited, made.file, TODAY)
    assert query(invited.database, "SELECT * FROM wave_key") == []
    assert _codes(invited.database) == []


def test_on_a_new_machine_the_codes_that_were_sent_are_still_good(
    invited, imported, tmp_path
):
    made = keep_backup(invited, tmp_path / "copies", NOW)
    key = query(invited.database, "SELECT key FROM wave_key")
    new = replace(invited, database=tmp_path / "new.db")
    shutil.copyfile(imported, new.database)
    restore(new, made.file, TODAY)
    assert len(_codes(new.database)) == 4
    assert query(new.database, "SELECT key FROM wave_key") == key


def test_nobody_holds_a_job_because_a_backup_says_so(network, tmp_path):
    held = "INSERT INTO lease VALUES (?, 'other:1:ab', '2999-01-01T00:00:00Z')"
    change(network.database, held, "backup")
    made = keep_backup(network, tmp_path / "copies", NOW)
    change(network.database, "DELETE FROM lease")
    change(network.database, held, "send")
    restore(network, made.file, TODAY)
    assert query(network.database, "SELECT job FROM lease") == [("send",)]
    network.database.unlink()
    restore(network, made.file, TODAY)
    assert query(network.database, "SELECT job FROM lease") == []
