"""The command ``desk``: an address printed on the machine, and who is entered by it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from copro_map.base.config import ROOT
from copro_map.base.today import current_moment
from copro_map.people.links import LinkError
from copro_map.people.persons import person_at
from copro_map.people.sessions import who
from copro_map.people.signing_in import sign_in
from tests.samples import query

ADDRESS = re.compile(r"(https?://[^/]+)/k/([\w-]{43})")


@pytest.fixture
def here(settings, blank, monkeypatch):
    """An installation with a database, and nothing told of names and ports."""
    shutil.copyfile(blank, settings.database)
    for name in ("ADDRESS", "HOST", "HOSTS", "PORT"):
        monkeypatch.delenv(f"COPRO_MAP_{name}", raising=False)
    return settings


def opened(settings, printed: str, **by):
    """Who is signed in by an address that was printed."""
    found = ADDRESS.fullmatch(printed)
    assert found
    signed = sign_in(settings, found[2], current_moment(), **by)
    assert signed.goes_to == "/desk"
    return who(settings, signed.token, current_moment())


def test_it_signs_in_as_administrator_once_on_this_machine(here, run):
    answer = run("desk", "--json").json
    assert list(answer) == ["address"]
    assert answer["address"].startswith("http://localhost:8501/k/")
    with pytest.raises(LinkError, match="another machine"):
        opened(here, answer["address"])
    actor = opened(here, answer["address"], is_local=True)
    assert (actor.role, actor.address) == ("administrator", "")
    with pytest.raises(LinkError, match="works once"):
        opened(here, answer["address"], is_local=True)


def test_what_it_prints_says_until_when_and_where(here, run):
    said = run("desk").out
    assert "within 10 minutes" in said
    assert "on this machine" in said
    assert opened(here, said.split()[-1], is_local=True).role == "administrator"
    link = "SELECT made_at, ends_at FROM link ORDER BY made_at DESC"
    made, ends = (datetime.fromisoformat(x) for x in query(here.database, link)[0])
    assert ends - made == timedelta(minutes=10)
    assert abs(datetime.now(UTC) - made) < timedelta(minutes=5)


def test_one_for_anywhere_has_the_address_of_the_site(here, run, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example.org/")
    monkeypatch.setenv("COPRO_MAP_HOSTS", "map.example.org")
    answer = run("desk", "--anywhere", "--json").json
    assert answer["address"].startswith("https://map.example.org/k/")
    assert opened(here, answer["address"]).role == "administrator"
    refused = run("desk")
    assert refused.code == 1
    assert "localhost" in refused.err
    assert "--anywhere" in refused.err
    monkeypatch.setenv("COPRO_MAP_HOSTS", "map.example.org, localhost")
    monkeypatch.setenv("COPRO_MAP_PORT", "8802")
    assert "http://localhost:8802/k/" in run("desk").out


def test_it_enters_a_person_changes_them_and_signs_them_in(here, run):
    words = ("--person", "Mair@Example.org", "--json")
    officer = ("--role", "officer", "--area", "cavo", "--area", "Powys")
    answer = run("desk", *words, *officer, "--name", "Mair", "--language", "cy").json
    mair = person_at(here, "mair@example.org")
    assert mair is not None
    assert (mair.name, mair.role, mair.language) == ("Mair", "officer", "cy")
    assert mair.areas == ("CVC-CAVO", "CVC-PAVO")
    actor = opened(here, answer["address"], is_local=True)
    assert (actor.person, actor.areas) == (mair.number, {"CVC-CAVO", "CVC-PAVO"})
    # What is not told again stays as it was.
    run("desk", *words, "--area", "Abertawe")
    changed = person_at(here, "mair@example.org")
    assert changed is not None
    assert (changed.number, changed.name, changed.areas) == (
        mair.number,
        "Mair",
        ("CVC-SCVS",),
    )
    run("desk", *words, "--role", "steward", "--name", "Mair Jones")
    changed = person_at(here, "mair@example.org")
    assert changed is not None
    assert (changed.role, changed.name, changed.areas) == ("steward", "Mair Jones", ())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--role", "steward"), "add --person"),
        (("--person", "a@example.org"), "Add --role"),
        (("--person", "a@example.org", "--role", "owner"), "no such role"),
        (("--person", "a@example.org", "--role", "officer"), "say which"),
        (
            ("--person", "a@example.org", "--role", "officer", "--area", "Kent"),
            "county_voluntary_council",
        ),
        (("--person", "a", "--role", "steward"), "not an e-mail address"),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_entered(here, run, words, says):
    refused = run("desk", *words)
    assert refused.code == 1
    assert says in refused.err
    assert query(here.database, "SELECT COUNT(*) FROM person") == [(0,)]
    assert query(here.database, "SELECT COUNT(*) FROM link") == [(0,)]


def test_without_a_database_it_says_how_to_make_one(settings, run):
    refused = run("desk")
    assert refused.code == 1
    assert "python -m copro_map init" in refused.err
    assert not settings.database.exists()


@pytest.mark.parametrize("target", ["run", "demo"])
def test_make_prints_an_address_before_the_server_starts(target):
    """Whoever has a fresh clone has no other way in."""
    environment = {**os.environ, "MAKEFLAGS": ""}
    told = subprocess.run(
        ["make", "--dry-run", "--old-file=.venv/run", target],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    steps = ["copro_map init", "copro_map desk", "copro_map.server"]
    assert sorted(steps, key=told.index) == steps
