"""A kept file, looked at, tried, and brought in: by its subject, as was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from copro_map.base.config import Settings
from copro_map.files.content import sheets
from copro_map.files.rows import Seen
from copro_map.files.told import Told
from copro_map.imports.batches import Batch
from copro_map.imports.choosing import OF, SHEET, Taken, answers_of, rows_of, told_of
from copro_map.imports.drafts import Once, Upload, as_file
from copro_map.imports.importer import Given, Importer, Tried
from copro_map.people.rules.permissions import Actor


def sheets_in(settings: Settings, actor: Actor, upload: Upload) -> tuple[str, ...]:
    """Return the sheets of a kept workbook to choose from; none of any other file.

    Raises
    ------
    ImportFileError
        If the file cannot be read.
    UploadError
        If it is kept no more.
    """
    with as_file(settings, actor, upload) as path:
        return sheets(path)


def _light(tried: Tried) -> Tried:
    """Return what was tried without its rows, which may be many."""
    return replace(tried, result=replace(tried.result, seen=Seen()))


class Work:
    """A file that somebody brings in: whose it is, of which subject, at which moment.

    Each of its answers raises ``ImportFileError`` if the file cannot be read,
    ``UploadError`` if it is kept no more, and ``RefusedError`` if they may not.
    """

    def __init__(
        self, settings: Settings, actor: Actor, importer: Importer, now: datetime
    ) -> None:
        self.settings, self.actor = settings, actor
        self.importer, self.now = importer, now

    def _do(self, upload: Upload, *, dry_run: bool, **given: Any) -> Tried:
        of = str(upload.told.get(OF) or "")
        self.batch = Batch(
            self.settings, self.actor, self.importer.name, of, upload.name, self.now
        )
        with as_file(self.settings, self.actor, upload) as path:
            answers = answers_of(upload.told)
            what = Given(path, of=of, answers=answers, **given)
            once = Once(self.batch, upload.key)
            tried = self.importer.bring(self.settings, what, once, self.now, dry_run)
        return _light(tried)

    def look(self, upload: Upload) -> Tried:
        """Return what the columns mean, with nothing chosen but the sheet."""
        told = Told(sheet=str(upload.told.get(SHEET) or ""))
        return self._do(upload, dry_run=True, told=told, look=True)

    def try_out(
        self, upload: Upload, columns: Sequence[Taken], rows: Mapping[int, str]
    ) -> Tried:
        """Return what the file would do, as far as it was chosen; nothing is kept."""
        told = told_of(upload.told, columns)
        return self._do(upload, dry_run=True, told=told, rows=rows)

    def bring(self, upload: Upload, columns: Sequence[Taken]) -> tuple[Tried, int]:
        """Bring the file in, all of it or nothing; return what came, and its number.

        With faults nothing came, the number is 0, and the file is kept still.
        """
        told, rows = told_of(upload.told, columns), rows_of(upload.told)
        tried = self._do(upload, dry_run=False, told=told, rows=rows)
        return tried, self.batch.number
