"""The map at rest: everybody reads, nobody writes but who ends it, nothing is lost."""

from __future__ import annotations

import pytest

from copro_map.base.errors import AtRestError, CoproMapError
from copro_map.base.i18n import Label, explain
from copro_map.base.store.connection import prepare, reading, writing
from copro_map.base.store.rest import is_at_rest
from copro_map.desk.copies import keep_backup, restore
from copro_map.desk.jobs import JOBS
from copro_map.desk.running import run_due
from copro_map.people.outbox import messages
from copro_map.people.persons import sign_out_everywhere
from copro_map.people.rules.permissions import MACHINE, RefusedError
from copro_map.people.rules.settings import SettingError
from copro_map.people.sessions import end_session, who
from copro_map.people.settling import setting_on, settle
from copro_map.people.signing_in import ask_to_sign_in, link_of_the_machine, sign_in
from tests.people.conftest import NOW
from tests.samples import dump

DAY = NOW.date()
TOLD = Label("Until noon on Friday.", "Tan ganol dydd ddydd Gwener.")


def switch(here, value: str, actor=MACHINE, **more) -> None:
    given = {"from_on": DAY, "now": NOW} | more
    settle(here, actor, "read_only", Label(value, value), **given)


@pytest.fixture
def at_rest(here, entered):
    entered("steward")
    entered("officer")
    switch(here, "1")
    return here


def test_who_writes_is_told_in_both_languages_and_nothing_is_kept(at_rest, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())
    settle(at_rest, MACHINE, "announcement", TOLD, from_on=DAY, now=NOW)
    before = dump(at_rest.database)
    with pytest.raises(AtRestError) as refused:
        sign_out_everywhere(at_rest, MACHINE, 1, now=NOW)
    english, welsh = (explain(refused.value, x) for x in ("en", "cy"))
    assert english.endswith("try again later. Until noon on Friday.")
    assert welsh.endswith("Tan ganol dydd ddydd Gwener.")
    assert "try again" not in welsh
    assert dump(at_rest.database) == before
    with writing(at_rest.database, keep=False) as database:  # a dry run
        assert is_at_rest(database)


def test_signing_in_and_out_go_on_and_the_link_to_do_so_is_written(at_rest):
    signed = sign_in(at_rest, link_of_the_machine(at_rest, NOW, 1, is_local=False), NOW)
    assert who(at_rest, signed.token, NOW).role == "steward"
    end_session(at_rest, signed.token)
    assert who(at_rest, signed.token, NOW).role == "public"
    ask_to_sign_in(at_rest, "steward@example.org", "", "", NOW)
    assert [x.kind for x in messages(at_rest, MACHINE)] == ["sign_in"]


def test_a_steward_ends_it_and_an_officer_does_not(at_rest):
    steward, officer = (who(at_rest, session(at_rest, n), NOW) for n in (1, 2))
    with pytest.raises(RefusedError):
        switch(at_rest, "", officer)
    switch(at_rest, "", steward)
    sign_out_everywhere(at_rest, MACHINE, 1, now=NOW)


def session(here, number: int) -> str:
    return sign_in(
        here, link_of_the_machine(here, NOW, number, is_local=False), NOW
    ).token


def test_jobs_wait_without_a_noise_and_the_schema_and_backups_go_on(
    at_rest, tmp_path, caplog
):
    before = dump(at_rest.database)
    ran = run_due(at_rest, NOW, JOBS)
    assert {(x.state, x.reason) for x in ran} <= {("at_rest", None), ("not_due", None)}
    assert not caplog.records
    prepare(at_rest.database)
    made = keep_backup(at_rest, tmp_path / "backups", NOW)
    assert dump(at_rest.database) == before
    restore(at_rest, made.file, DAY)
    with reading(at_rest.database) as database:
        assert is_at_rest(database)


def test_it_holds_at_once_and_on_no_other_day(here):
    with pytest.raises(SettingError):
        switch(here, "1", until_on=DAY)
    assert setting_on(here, "read_only", DAY) is None


def test_commands_are_refused_with_the_way_to_end_it(run, here):
    assert run("read-only", "maybe").code == 1
    assert "written by nobody" in run("read-only", "on").out
    refused = run("import", here.network_file)
    assert refused.code == 1
    assert "being mended" in refused.err
    assert "read-only off" in refused.err
    assert run("init").code == 0
    assert run("init", "--empty").code == 0
    assert "at work again" in run("read-only", "off").out
    with writing(here.database):
        pass
    assert issubclass(AtRestError, CoproMapError)
