"""The file that is about to be brought in: kept with each choice, looked at, tried."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import streamlit as st

from copro_map.base.i18n import current_language
from copro_map.base.store.connection import data_mark
from copro_map.base.today import current_day, current_moment
from copro_map.frame import cache, filling, state
from copro_map.frame.who import actor
from copro_map.imports.choosing import ROW, Taken, left_out
from copro_map.imports.doing import Work, sheets_in
from copro_map.imports.drafts import Upload, open_upload, tell
from copro_map.imports.importer import Importer, Tried
from copro_map.imports.subjects import SUBJECTS

CHOSEN, SEEN = "bring_chosen", "bring_seen"
MOST_SEEN = 4  # answers about the file that a visit keeps
# So many rows are tried after each choice, without a press.
MOST_AT_ONCE = 500


@dataclass
class Chosen(filling.Filling):
    """The file, and what was chosen of it so far."""

    form: ClassVar[str] = "bring"
    upload: Upload | None = None

    def find(self, key: str) -> dict[str, Any] | None:
        """Return what was chosen, if the file is kept still."""
        found = open_upload(cache.settings(), actor(), key, current_day())
        self.upload = found
        return dict(found.told) if found else None

    def keep(self) -> str:
        """Keep what was chosen."""
        self.upload = tell(
            cache.settings(), actor(), self.key, self.unkept, current_day()
        )
        return self.key

    def change_all(self, changes: dict[str, Any]) -> None:
        """Keep several changes at once."""
        *first, (name, value) = changes.items()
        self.unkept.update(first)
        self.change(name, value)

    @property
    def file(self) -> Upload:
        """The file as it is kept, with what could not be kept yet."""
        assert self.upload is not None  # it was taken up
        return Upload(
            self.upload.key,
            self.upload.subject,
            self.upload.name,
            self.upload.size,
            {name: one for name, one in self.filled.items() if one is not None},
        )

    @property
    def importer(self) -> Importer | None:
        """The subject that the file is of; None if there is none of that name."""
        return SUBJECTS.get(self.file.subject)


def taken_up() -> tuple[Chosen | None, bool]:
    """Return the file that the address names, and whether that is kept no more."""
    key = state.get(filling.DRAFT)
    if not key:
        st.session_state.pop(CHOSEN, None)
        return None, False
    held: Chosen | None = st.session_state.get(CHOSEN)
    chosen = held if held and held.key == key else Chosen(key=key)
    st.session_state[CHOSEN] = chosen
    is_gone = chosen.take_up()
    return (None, True) if is_gone or chosen.upload is None else (chosen, False)


def _seen(what: str, chosen: Chosen, make: Callable[[], Any], *on: object) -> Any:
    """Keep an answer about the file for the visit, by all that it depends on."""
    file = chosen.file
    mark = json.dumps(
        [what, file.key, file.subject, current_language(), *on],
        sort_keys=True,
        default=str,
    )
    known: dict[str, Any] = st.session_state.setdefault(SEEN, {})
    if mark not in known:
        known[mark] = make()
        while len(known) > MOST_SEEN:
            known.pop(next(iter(known)))
    return known[mark]


def _work(importer: Importer) -> Work:
    return Work(cache.settings(), actor(), importer, current_moment())


def sheets(chosen: Chosen) -> tuple[str, ...]:
    """Return the sheets of a workbook to choose from."""

    def make() -> tuple[str, ...]:
        return sheets_in(cache.settings(), actor(), chosen.file)

    found: tuple[str, ...] = _seen("sheets", chosen, make)
    return found


def looked_at(chosen: Chosen, importer: Importer) -> Tried:
    """Return what the columns of the file mean, as far as nobody chose."""
    said = [chosen.filled.get(one) for one in ("sheet", "of")]
    found: Tried = _seen(
        "look", chosen, lambda: _work(importer).look(chosen.file), *said
    )
    return found


def is_small(looked: Tried) -> bool:
    """Say whether the file is tried after each choice, without a press."""
    return looked.rows <= MOST_AT_ONCE


def _said(chosen: Chosen) -> dict[str, Any]:
    """Return what was chosen, but for what was said of rows."""
    return {x: y for x, y in chosen.filled.items() if not x.startswith(ROW)}


def try_out(
    chosen: Chosen,
    importer: Importer,
    columns: tuple[Taken, ...],
    rows: dict[int, str],
    *,
    small: bool,
) -> Tried:
    """Return what the file would do, with what is said of ``rows``.

    A large one is not tried anew whenever the data change.
    """
    on = data_mark(cache.settings()) if small else ""
    found: Tried = _seen(
        "try",
        chosen,
        lambda: _work(importer).try_out(chosen.file, columns, rows),
        _said(chosen),
        {str(line): one for line, one in rows.items()},
        on,
    )
    return found


def choices_mark(chosen: Chosen) -> str:
    """Return what tells one state of the choices from another."""
    said = _said(chosen) | {"rows": sorted(left_out(chosen.filled))}
    return json.dumps([chosen.key, said], sort_keys=True)
