"""What a page does that writes, to be killed: it runs in a process of its own.

What is drawn by chance is the same in each run, so that what is left can be compared.
"""

from __future__ import annotations

import random
import secrets
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from copro_map.base.config import Settings, load_settings
from copro_map.base.store.connection import reading, writing
from copro_map.contribute.drafts import keep_whole
from copro_map.contribute.lines import add_line
from copro_map.contribute.rules.workshop import Line
from copro_map.contribute.sending import receipt_of, send
from copro_map.contribute.workshops import open_workshop
from copro_map.imports.batches import Batch
from copro_map.imports.entries import ENTRIES
from copro_map.imports.importer import Given
from copro_map.imports.undoing import undo_import
from copro_map.people.drafts import keep_draft, open_draft
from copro_map.people.rules.permissions import MACHINE
from copro_map.privacy import forgetting
from copro_map.privacy.cleaning import clean
from copro_map.privacy.whose import whom_of
from copro_map.versions.deciding import decide
from copro_map.versions.proving import prove
from copro_map.versions.rules.versions import Decision
from tests.persons import ADDRESS, put_person
from tests.privacy.somebody import keep_owner, traces
from tests.samples import real_rows, row, write_csv

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
TODAY = date(2026, 11, 28)
KEY = "k" * 32
IN = f"1-{KEY}"  # to a workshop
IN_A_HALL = Line("Clwb", "group", "", "SY23 1AB", "mair@example.org", agrees=True)
FILLED = {
    "kind": "project",
    "name_en": "Growing together",
    "name_cy": "Tyfu gyda'n gilydd",
    "description_en": "We grow food, and eat it.",
    "where": "SY23 1AB",
    "served": ["W06000008"],
    "address": "mair@example.org",
    "consents": ["contact"],
    "not_these": True,
    "language": "en",
}


def _send(here: Settings) -> None:
    send(here, KEY, NOON, "192.0.2.1")


def _number(here: Settings) -> int:
    with reading(here.database) as database:
        content = open_draft(database, KEY, "contribute", TODAY)
    receipt = receipt_of(content or {})
    assert receipt
    return receipt.number


def _accept(here: Settings) -> None:
    decide(here, MACHINE, _number(here), Decision("accepted", 1), NOON)


def _forget(here: Settings) -> None:
    with reading(here.database) as database:
        whom = whom_of(database, ADDRESS)
    forgetting.forget(here, MACHINE, whom, NOON)


def _forget_alone(here: Settings) -> None:
    with patch.object(forgetting, "clean", lambda _: 0):
        _forget(here)


def _bring(here: Settings, rows: list[dict[str, str]]) -> int:
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "list.csv", *rows)
        batch = Batch(here, MACHINE, "entries", "", path.name, NOON)
        done = ENTRIES.bring(here, Given(path), batch, NOON, False)
    assert not done.faults
    return batch.number


def _bring_in(here: Settings) -> None:
    told = {"description_en": "Written anew.", "themes": "food"}
    new = row(id="a-new-one", contact_email="info@example.org")
    new["contact_source"] = "owner"
    _bring(here, [*(one | told for one in real_rows()), new])


def _undo_import(here: Settings) -> None:
    undo_import(here, MACHINE, 1, NOON)


def _line(here: Settings) -> None:
    add_line(here, IN, IN_A_HALL, NOON)


ACTS: dict[str, Callable[[Settings], None]] = {
    **{"(send)": _send, "(accept)": _accept, "(forget)": _forget},
    **{"(line)": _line, "(bring in)": _bring_in, "(undo import)": _undo_import},
    "(forget, not cleaned)": _forget_alone,
}


def act(name: str, here: Settings) -> None:
    """Do what is named; what is drawn by chance is drawn alike in each run."""
    drawn = random.Random(1)  # noqa: S311 - the same in every run
    alike = {
        "choice": drawn.choice,
        "randbelow": drawn.randrange,
        "token_bytes": drawn.randbytes,
        "token_hex": lambda n: drawn.randbytes(n).hex(),
        "token_urlsafe": lambda n: drawn.randbytes(n).hex(),
    }
    with patch.multiple(secrets, **alike):
        ACTS[name](here)


def with_draft(path: Path, imported: Path) -> Path:
    """Make a database with the real entries and a form that is filled in."""
    shutil.copyfile(imported, path)
    with writing(path) as database:
        keep_whole(load_settings({}), database, KEY, FILLED, TODAY)
    return path


def with_sent(path: Path, draft: Path) -> Path:
    """Make a database in which that was sent, by somebody who proved their address."""
    shutil.copyfile(draft, path)
    here = replace(load_settings({}), database=path)
    act("(send)", here)
    number = _number(here)
    with writing(path) as database:
        prove(database, number, NOON)
    return path


def with_workshop(path: Path, imported: Path) -> Path:
    """Make a database with the real entries, and a phone that is in a workshop."""
    shutil.copyfile(imported, path)
    here = replace(load_settings({}), database=path)
    open_workshop(here, MACHINE, ("Hall", ""), "", None, NOON)
    with writing(path) as database:
        keep_draft(database, IN, "workshop-1", {"number": 1}, TODAY, days=1)
    return path


def with_import(path: Path, imported: Path) -> Path:
    """Make a database with the real entries, and an import that is to be taken back."""
    shutil.copyfile(imported, path)
    act("(bring in)", replace(load_settings({}), database=path))
    return path


def with_somebody(path: Path, imported: Path) -> Path:
    """Make a database with the real entries, and a person who is to be forgotten."""
    shutil.copyfile(imported, path)
    here = replace(load_settings({}), database=path)
    put_person(here, "name", "description", "where", "website", "contact")
    keep_owner(here)
    return path


def is_forgotten(path: Path, was_begun: bool) -> None:  # noqa: FBT001 - as called
    """Let the clock do what is owed; whoever was out of a table is then in no byte."""
    here = replace(load_settings({}), database=path)
    clean(here)
    files = [path, path.with_name(f"{path.name}-wal")]
    assert bool(traces(x for x in files if x.exists())) is not was_begun
