"""What is kept of people stands in nothing that goes out, whatever column it is in."""

from __future__ import annotations

import io
import logging
import re
import shutil
import zipfile
from dataclasses import replace
from itertools import product

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from copro_map.base.config import load_settings
from copro_map.base.store.connection import writing
from copro_map.by_link.light.routes import ROUTES
from copro_map.desk.monday import write_monday
from copro_map.desk.monthly import write_monthly
from copro_map.desk.reminding import write_reminders
from copro_map.people import limits
from copro_map.people.contacts import Given, keep_contact
from copro_map.people.links import make_link
from copro_map.people.mail import send_waiting
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from tests.canaries import CANARY, HIDDEN, NOW, OTHER, SHOWN, fill, unfilled
from tests.listed_pages import listed_pages
from tests.opening import everything, open_page
from tests.people import post_office
from tests.samples import query

# What is spent in tests.canaries.ROWS, in pence or in pounds.
SPENT = r"765[,. ]?432|97[,. ]?351"
STRANGER = "stranger@example.org"
COMMANDS = [
    ("search", "Tir Coed", "--json"),
    ("members", "list", "--json"),
    ("search", "canary", "--json"),
    ("check",),
    ("drafts", "list", "--json"),
    ("indicators", "--json"),
]
FILES = [
    *(("export", "--format", x, "--out") for x in ("csv", "xlsx", "geojson")),
    ("report", "--no-money", "--out"),
    ("brief", "W06000008", "--out"),
]
# Pages about an entry or a place: of the shown one, and of the one that is a secret.
ASKED = {
    "pages/entry.py": [{"id": SHOWN}, {"id": HIDDEN}],
    "pages/area.py": [{"code": "W06000008"}],
    "pages/asset_map.py": [{}, {"q": "canary", "near": "SY23 1AB"}],
    "pages/audit.py": [{"entry": OTHER}],
    "pages/members.py": [{}, {"show": "list"}, {"show": "governing"}],
    "pages/contribute.py": [{}, {"entry": HIDDEN}],
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A database with a canary in all that is private, and the key of a draft."""
    folder = tmp_path_factory.mktemp("canaries")
    settings = replace(load_settings({}), database=folder / "copro_map.db")
    return settings, fill(settings, folder)


@pytest.fixture
def kept(filled, settings, caplog):
    """A copy of it; nothing of it is logged."""
    shutil.copyfile(filled[0].database, settings.database)
    limits._limiter.cache_clear()
    with caplog.at_level(logging.DEBUG, "copro_map"):
        yield settings
    ours = [x.getMessage() for x in caplog.records if x.name.startswith("copro_map")]
    assert not leaks("".join(ours))


def leaks(text: str) -> list[str]:
    """Canaries in a text, but for what was asked for: the word, and an entry's id."""
    found = {*re.findall(rf"{CANARY}[\w@.-]*", text), *re.findall(SPENT, text)}
    return sorted(found - {"canary", "canaryid"})


def test_every_column_that_is_not_public_holds_a_canary(filled):
    """A new column is a secret, and filled by itself; a new table fails here first."""
    assert unfilled(filled[0].database) == []


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("words", FILES, ids=" ".join)
def test_no_file_tells_of_it(run, tmp_path, words):
    ending = words[2] if words[0] == "export" else "html"
    file = tmp_path / f"out.{ending}"
    assert run(*words, file).code == 0
    content = file.read_bytes()
    if ending == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(map(parts.read, parts.namelist()))
    text = content.decode("utf-8", "replace")
    assert "Tir Coed" in text or words[0] != "export"
    assert not leaks(text)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_for_the_public_tells_of_it(run, words):
    told = run(*words)
    assert told.out
    assert not leaks(told.out + told.err)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("file", [file for file, _ in listed_pages()])
def test_no_page_for_the_public_tells_of_it(file, filled):
    asked = [*ASKED.get(file, [{}])]
    if file == "pages/contribute.py":
        asked.append({"draft": filled[1]})
    for params, language in product(asked, ("en", "cy")):
        page = open_page(file, language, **params)
        assert not page.exception
        shown = everything(page)
        assert len(shown) > 1_000
        assert not leaks(shown), params
        if params.get("draft"):
            assert "Half an entry" in shown


def test_no_light_page_of_somebody_else_tells_of_it(kept):
    with writing(kept.database) as database:
        given = Given(STRANGER, "cy", "telephone")
        keep_contact(database, OTHER, given, NOW.date())
        links = [
            make_link(database, purpose, NOW, address=STRANGER, **about)
            for purpose, about in (
                ("my_page", {}),
                ("entry", {"entry": OTHER}),
                ("claim", {"entry": HIDDEN}),
                ("version", {"entry": HIDDEN, "goes_to": "1"}),
                ("message", {"entry": SHOWN, "goes_to": "1"}),
                ("talk", {"entry": SHOWN, "goes_to": "1"}),
            )
        ]
    app = Starlette(routes=list(ROUTES))
    for language in ("en", "cy"):
        browser = TestClient(app, "http://localhost")
        paths = [
            *("/my-link", f"/my-link?entry={HIDDEN}", "/sign-in", "/k"),
            *(f"/write?entry={SHOWN}", f"/write?entry={HIDDEN}"),
            *(f"/k/{token}" for token in links),
            "/k?version=1",
        ]
        for path in paths:
            mark = "&" if "?" in path else "?"
            answer = browser.get(f"{path}{mark}lang={language}")
            assert len(answer.text) > 500
            assert not leaks(answer.text), path


def test_no_letter_to_somebody_else_tells_of_it(kept):
    for role in ("officer", "steward", "board"):
        enter_person(
            kept,
            MACHINE,
            address=f"{role}@example.org",
            name=role,
            role=role,
            areas=("CVC-CAVO",) if role == "officer" else (),
            language="cy",
            now=NOW,
        )
    with writing(kept.database) as database:
        given = Given(STRANGER, "", "telephone")
        keep_contact(database, OTHER, given, NOW.date())
    assert write_reminders(kept, NOW)
    write_monday(kept, NOW)
    write_monthly(kept, NOW)
    letters = query(
        kept.database,
        "SELECT subject, body, message_id, cause FROM outbox WHERE address NOT LIKE ?",
        f"%{CANARY}%",
    )
    assert letters
    assert not leaks(str(letters))


@pytest.mark.parametrize("answer", ["250 OK", "550 no", "451 later", post_office.DROP])
def test_nothing_of_it_is_logged_whatever_a_server_says(
    kept, monkeypatch, capfd, answer
):
    with writing(kept.database) as database:
        database.execute("UPDATE outbox SET not_before = created_at")
    with post_office.opened() as (office, port):
        post_office.send_there(monkeypatch, port)
        office.to_data = answer
        send_waiting(kept, NOW)
        assert office.asked
    said = capfd.readouterr()
    assert CANARY not in said.out + said.err
