"""Files beside the database: whole or not there, private, bounded, of now alone."""

from __future__ import annotations

import asyncio
import errno
import os
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest

from copro_map.base.store.connection import NEXT_REVISION, writing
from copro_map.base.today import current_day
from copro_map.open_data import cache_folder, files
from copro_map.open_data.cache_folder import (
    GRACE_S,
    HALF,
    HALF_S,
    NotMadeError,
    find_kept,
    keep_file,
    kept_digest,
    tidy,
)
from copro_map.open_data.cache_folder import (
    cache_folder as folder_of,
)
from copro_map.open_data.files import keep_tidy, state_of, whole_file

STATE = "a" * 32
TWO_AT_ONCE = """
import time
from copro_map.base.config import load_settings
from copro_map.open_data.cache_folder import keep_file

def write(file):
    file.write(b"abc")
    time.sleep(0.5)

print(keep_file(load_settings(), "a" * 32, "x.csv", write).read_bytes())
"""


def left(settings) -> set[str]:
    """All that is in the folder."""
    folder = folder_of(settings)
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def grow_old(path, seconds: int) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_file_is_written_once_and_for_nobody_else(settings):
    made = []

    def write(file) -> None:
        made.append(file.write(b"abc"))

    first = keep_file(settings, STATE, "x.csv", write)
    assert keep_file(settings, STATE, "x.csv", write) == first
    assert made == [3]
    assert first.read_bytes() == b"abc"
    assert len(kept_digest(first)) == 32
    assert find_kept(settings, STATE, "x.csv.gz") is None
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    for folder in (first.parent, first.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_what_cannot_be_written_is_said_and_leaves_nothing(settings, code):
    def write(file) -> None:
        file.write(b"abc")
        raise OSError(code, "no")

    with pytest.raises(NotMadeError) as refused:
        keep_file(settings, STATE, "x.csv", write)
    assert refused.value.status == 503
    assert left(settings) == set()


def test_a_slip_of_ours_leaves_nothing_either(settings):
    def write(file) -> None:
        file.write(b"abc")
        raise ValueError("a slip")

    with pytest.raises(ValueError, match="a slip"):
        keep_file(settings, STATE, "x.csv", write)
    assert left(settings) == set()


def test_what_is_of_another_state_goes_once_nobody_can_be_reading_it(settings):
    old = keep_file(settings, "b" * 32, "x.csv", lambda file: file.write(b"old"))
    keep_file(settings, STATE, "x.csv", lambda file: file.write(b"new"))
    assert old.exists()
    grow_old(old.parent, GRACE_S + 1)
    half = folder_of(settings) / f"{HALF}1"
    half.write_bytes(b"")
    tidy(settings, STATE)
    assert not old.exists()
    assert half.exists()
    grow_old(half, HALF_S + 1)
    tidy(settings, STATE)
    assert {x.partition("/")[0] for x in left(settings)} == {STATE}


def test_there_is_never_too_much(settings, monkeypatch):
    monkeypatch.setattr(cache_folder, "MOST_MB", 1)
    for n in range(4):
        made = keep_file(
            settings, STATE, f"{n}.csv", lambda file: file.write(bytes(600_000))
        )
        grow_old(made, 100 - n)
    kept = [x for x in left(settings) if "/" in x]
    assert len(kept) == 2
    assert made.exists()


def test_threads_that_want_the_same_file_write_it_once(settings):
    made = []

    def write(file) -> None:
        time.sleep(0.05)
        made.append(file.write(b"abc"))

    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda _: keep_file(settings, STATE, "x.csv", write), range(8))
        assert len({*found}) == 1
    assert made == [3]


def test_whoever_waits_too_long_is_told_so(settings, monkeypatch):
    monkeypatch.setattr(cache_folder, "WAIT_S", 0.01)
    with (
        cache_folder._waiting(),
        pytest.raises(NotMadeError, match="Ask again in a minute"),
        ThreadPoolExecutor(1) as pool,
    ):
        pool.submit(keep_file, settings, STATE, "x.csv", lambda _: None).result()


def test_two_processes_at_once_give_the_same_file(settings):
    environment = {**os.environ, "COPRO_MAP_DB": str(settings.database)}
    words = [sys.executable, "-c", TWO_AT_ONCE]
    both = [
        subprocess.Popen(  # noqa: S603 - ours
            words, env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = {one.communicate(timeout=60)[0] for one in both}
    assert told == {"b'abc'\n"}
    assert len([x for x in left(settings) if "/" in x]) == 1


def test_what_the_records_are_now_has_a_name_of_its_own(network, monkeypatch):
    day = current_day()
    first = state_of(network, day)
    assert state_of(network, day) == first
    assert state_of(network, day.replace(year=2040)) != first
    with writing(network.database) as database:
        database.conn.execute(NEXT_REVISION)
    second = state_of(network, day)
    assert second != first
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example")
    assert state_of(network, day) not in (first, second)


def test_records_that_change_meanwhile_are_written_again(network, monkeypatch):
    write, times = files.write_file, []

    def slow(*given) -> None:
        write(*given)
        times.append(1)
        if len(times) == 1:
            with writing(network.database) as database:
                database.conn.execute(NEXT_REVISION)

    monkeypatch.setattr(files, "write_file", slow)
    found = whole_file(network, "indicators", "csv")
    assert len(times) == 2
    assert found.parent.name == state_of(network, current_day())


def test_files_of_another_time_go_also_if_nobody_asks(network, monkeypatch, caplog):
    old = keep_file(network, STATE, "x.csv", lambda file: file.write(b"old"))
    grow_old(old.parent, GRACE_S + 1)
    slept = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        raise asyncio.CancelledError

    monkeypatch.setattr(files.asyncio, "sleep", sleep)
    for settings in (network, replace(network, database=network.database / "no")):
        with suppress(asyncio.CancelledError):
            asyncio.run(keep_tidy(settings))
    assert not old.parent.exists()
    assert slept == [files.EVERY_S] * 2
    assert "cannot be tidied" in caplog.text


def test_where_nothing_was_asked_for_there_is_nothing_to_tidy(settings):
    tidy(settings, STATE)
    assert not folder_of(settings).exists()
