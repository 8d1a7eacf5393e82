"""What somebody takes back is at once in no byte of any public address.

Also of what was made, kept and fetched before: whoever has it, and asks whether it is
still so, is sent what it is now.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pandas as pd
import pytest

from copro_map.assets.importing import import_network
from copro_map.base.i18n import LANGUAGES
from copro_map.base.store.connection import reading
from copro_map.base.today import WALES
from copro_map.open_data.datasets import FORMATS
from copro_map.people.rules.permissions import Actor, Belongs
from copro_map.privacy.forgetting import forget
from copro_map.privacy.whose import whom_of
from copro_map.privacy.withdrawing import withdraw
from tests.persons import ADDRESS, ID, WORDS, put_person
from tests.samples import row, write_csv

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=WALES)
HERE = Belongs(ID, frozenset())
OWNER = Actor(role="owner", address=ADDRESS, own=frozenset({ID}))
# Words of hers that no consent opens to everybody, and what each of the others opens.
NEVER = (ADDRESS, ADDRESS.partition("@")[0] + "@")
TOLD = {
    "website": ("quillfeather.example",),
    "where": ("Zzyzxton", "-4.08312", "52.41519"),
    "description": ("zephyrine", "awelonol", "Quagmire"),
    "name": ("Quillfeather", "Pluenen", ID),
}
AREA, SERVED = "W06000008", "area=W06000008"
PATHS = (
    *(f"/open/entries.{written}" for written in FORMATS),
    *(f"/open/entries.{x}?{SERVED}" for x in ("csv", "geojson", "json")),
    *(f"/cy/area/{AREA}", "/en/embed", "/en/embed?q=facilitator", "/sitemap.xml"),
    *("/open/datapackage.json", "/open/openapi.json"),
    *(
        path.format(language)
        for language in LANGUAGES
        for path in (
            *("/{}/entry/" + ID, "/{}/entry/tir-coed", f"/{{}}/embed/area/{AREA}"),
            *("/open/feed.atom?lang={}", "/open/entries.json?q=zephyrine&lang={}"),
        )
    ),
)


@pytest.fixture
def mair(settings, tmp_path):
    import_network(settings, write_csv(tmp_path / "in.csv", row()))
    put_person(settings, *WORDS)
    return settings


def _text(path: str, content: bytes) -> str:
    """Return all that stands in an answer, as text."""
    if path.endswith(".xlsx") and content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return " ".join(book.read(x).decode() for x in book.namelist())
    if path.endswith(".parquet") and content[:4] == b"PAR1":
        return str(pd.read_parquet(io.BytesIO(content)).to_csv())
    return content.decode()


@pytest.fixture
def answers(mair, asks, monkeypatch):
    """Return what each address says; asked with the marks of what it said before."""
    monkeypatch.setattr("copro_map.open_data.light.answering.check_limit", _never)
    client, known = asks(mair), {}

    def ask() -> dict[str, str]:
        found = {}
        for path in PATHS:
            tag, text = known.get(path, ("", ""))
            answer = client.get(path, headers={"if-none-match": tag} if tag else {})
            if answer.status_code != 304:
                tag = answer.headers.get("etag", "")
                text = _text(path, answer.content) + str(answer.headers)
            known[path] = tag, text
            found[path] = text
        return found

    return ask


def _never(*_) -> None:
    """Count nothing."""


def _holding(answers: dict[str, str], *words: str) -> dict[str, list[str]]:
    # What an address asks for stands in what it answers, whoever asks it.
    found = {
        path: [x for x in words if x in text and x not in path]
        for path, text in answers.items()
    }
    return {path: words for path, words in found.items() if words}


def test_what_is_taken_back_is_nowhere_at_once(mair, answers):
    found = answers()
    assert not _holding(found, *NEVER)
    gone: tuple[str, ...] = ()
    for field, words in TOLD.items():
        assert _holding(found, *words), field
        withdraw(mair, OWNER, HERE, [field], NOW)
        gone += words
        found = answers()
        assert _holding(found, *gone) == {}


def test_who_is_forgotten_is_nowhere_at_once(mair, answers):
    answers()
    with reading(mair.database) as database:
        whom = whom_of(database, ADDRESS)
    forget(mair, OWNER, whom, NOW)
    words = (*NEVER, *(x for told in TOLD.values() for x in told))
    assert _holding(answers(), *words) == {}
    kept = mair.database.parent.rglob("*-open/*/*")
    whole = {x.name: x.read_bytes() for x in kept if x.is_file()}
    assert whole
    assert not [x for x, y in whole.items() if b"Quillfeather" in y]
