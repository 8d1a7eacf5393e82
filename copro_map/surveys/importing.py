"""Import of the replies to a survey: one file, one wave, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from copro_map.assets.face import public_assets
from copro_map.base.characters import has_control
from copro_map.base.config import Settings
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_
from copro_map.base.names import name_key
from copro_map.base.store.connection import Database, reading, writing
from copro_map.files.bringing import NOBODY, Bringing
from copro_map.files.choices import keep
from copro_map.files.columns import has_contact_details
from copro_map.files.intake import kept_before
from copro_map.files.mapped import MappedFile
from copro_map.files.rows import Fault, ImportResult, Row, Seen
from copro_map.files.told import NOTHING, Columns, Told, word_key
from copro_map.surveys.file.columns import map_columns
from copro_map.surveys.file.headings import Headings
from copro_map.surveys.file.reading import SurveyFile, read_survey_file
from copro_map.surveys.file.rows import Intake, ReadReplies, read_replies
from copro_map.surveys.identity import (
    UNTOLD,
    Identity,
    News,
    key_for,
    news_of,
    recognised,
    to_ask,
)
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import Reply
from copro_map.surveys.rules.release import Stage, stages
from copro_map.surveys.store.invitations import forget
from copro_map.surveys.store.surveys import add_replies, replies, waves
from copro_map.surveys.waves import check_entered_by, find_survey, find_wave


def _organisations(assets: pd.DataFrame) -> dict[str, str]:
    """Return the ids of the practitioners by id and by name in both languages."""
    frame = assets[assets["kind"] == "practitioner"]
    names = {
        name_key(name): str(asset_id)
        for column in ("name_cy", "name_en")
        for asset_id, name in frame[column].items()
        if name
    }
    return names | {str(asset_id): str(asset_id) for asset_id in frame.index}


def _waiting(
    shown: Sequence[Stage], new: Mapping[int, Reply], today: date
) -> list[Fault]:
    """Return a note on each reply that came too late to be shown as yet.

    ``shown`` are all stages of the wave, ``new`` the replies by row of the file.
    """
    known = [stage for stage in shown if stage.day <= today.isoformat()]
    if not known:
        return []  # it is still open
    message = N_(
        "The figures were shown already: this reply counts once ten of its role have "
        "come or changed since, so that nobody can tell what it says."
    )
    late = frozenset().union(*known[-1].waiting.values())
    return [Fault(row, "", message) for row, x in new.items() if x.respondent in late]


def _intake(
    database: Database, survey: Survey, wave: str, entered_by: str, today: date
) -> Intake:
    """Return what a file is for."""
    found = find_wave(waves(database), survey, wave)
    organisations = _organisations(public_assets(database))
    return Intake(survey, found, entered_by, today, organisations)


def _add(database: Database, intake: Intake, news: News) -> list[Fault]:
    """Store the replies that say something new; return what is to say of them."""
    survey, wave = intake.survey, intake.wave
    add_replies(database, [*news.new.values(), *news.renewed])
    known = stages(waves(database), replies(database), {survey.id: survey})
    return _waiting(known[survey.id, wave.name], news.new, intake.today)


def _check_some(name: str, read: ReadReplies) -> None:
    if not read.given and not read.faults:
        raise ImportFileError(
            N_(
                "{file}: there are no replies, only rows without answers. Export the "
                "file again when somebody has replied."
            ),
            file=name,
        )


def _in_order(told: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(told, key=lambda fault: fault.row))


@dataclass(frozen=True)
class _Source:
    """A file as it was understood: its columns, and what words of it are in ours.

    ``values`` are what all rows mean that do not say it themselves.
    """

    name: str
    file: SurveyFile
    columns: Columns
    words: Mapping[str, str]
    values: Mapping[str, str]
    told: Told
    nearest: Mapping[str, str]

    @property
    def header(self) -> list[str]:
        """The headings, as what is told of all rows is kept by them."""
        return [column.header for column in self.file.columns]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with its header or its layout."""
        return (*self.columns.faults, *self.file.faults)

    @property
    def seen(self) -> Seen:
        """The file as it was understood, for whoever looks at it."""
        columns = self.columns.columns
        means = [x.meaning.removesuffix(":day").removesuffix(":month") for x in columns]
        rows = [
            Row(n, dict(zip(means, cells, strict=True))) for n, cells in self.file.rows
        ]
        return Seen(columns, self.file.rows, rows, self.nearest)

    def mapped(self) -> MappedFile:
        """Return its rows by the names of the columns."""
        meanings = {one.heading: one.meaning for one in self.columns.columns}
        rows = [
            Row(number, dict(zip(meanings, cells, strict=True)))
            for number, cells in self.file.rows
        ]
        untold = has_contact_details(self.name) or has_control(self.name)
        source = "file" if untold else self.name
        return MappedFile(source, rows, meanings, self.values)

    def how(self, done: ImportResult) -> ImportResult:
        """Return what was done, with how the file was read."""
        return replace(
            done,
            faults=_in_order(done.faults),
            notes=_in_order([*self.file.notes, *done.notes]),
            mapping=self.columns.mapping,
            ignored=self.columns.ignored,
            skipped_rows=self.file.skipped + done.skipped_rows,
            seen=self.seen,
        )


def source_of(settings: Settings, survey: Survey, path: Path, told: Told) -> _Source:
    """Return a file as what was told of it, now or before, and its names say."""
    kept = kept_before(settings, _subject(survey))
    headings = Headings(survey, (*kept.columns, *told.columns))
    file = read_survey_file(path, headings.knows, headings.parts, told)
    header = [column.header for column in file.columns]
    kept = kept_before(settings, _subject(survey), header)
    columns = map_columns(headings, file, told, kept)
    near = {
        one.name: headings.near(one)
        for one, found in zip(file.columns, columns.columns, strict=True)
        if found.how == "rest"
    }
    own = {word_key(word): ours for word, ours in told.words.items()}
    words, values = {**kept.words, **own}, {**kept.values, **told.values}
    return _Source(path.name, file, columns, words, values, told, near)


def _subject(survey: Survey) -> str:
    """Return the subject under which is kept what was told of a survey's files."""
    return f"survey {survey.id}"


def _record(
    database: Database, intake: Intake, source: _Source, identity: Identity
) -> ImportResult:
    """Store the replies of a file, if all is right; return what was done."""
    key = key_for(database, intake.wave, intake.today)
    if source.faults:
        return ImportResult(faults=source.faults)
    read = read_replies(intake, source.mapped(), source.words)
    _check_some(source.name, read)
    found = recognised(database, intake, read, key, identity)
    if faults := (*read.faults, *to_ask(found)):
        return ImportResult(faults=faults)
    news = news_of(found)
    notes = (*read.notes, *news.notes, *_add(database, intake, news))
    subject, header = _subject(intake.survey), source.header
    keep(database, subject, header, source.told, source.columns, intake.today)
    forget(database, intake.today)
    done = ImportResult.of(list(news.new.values()), len(read.given), notes=notes)
    return replace(done, skipped_rows=read.skipped)


def import_survey(  # noqa: PLR0913 - each says one thing about the file
    settings: Settings,
    path: Path,
    *,
    survey: str,
    wave: str,
    entered_by: str,
    today: date,
    told: Told = NOTHING,
    identity: Identity = UNTOLD,
    dry_run: bool = False,
    bringing: Bringing = NOBODY,
) -> ImportResult:
    """Import the replies of a survey tool's file, entered today: all, or nothing.

    A respondent's reply with other answers than before supersedes it (``changed``);
    the same again is ``unchanged``, however the file is laid out
    (``rules.recognising``). ``told`` says what columns and words mean that cannot be
    guessed; it is kept for the next file of the survey. ``identity`` says what cannot
    be seen of who replied. After a wave has closed nobody is recognised any more, and
    one file is taken if none was before. No name, address or text of a respondent's own
    is stored. A dry run does everything in a real transaction and rolls it back. A
    reply that waits to be shown (``surveys.rules.release.stages``) has a note.
    ``bringing`` says who does it.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all or holds no replies.
    SurveyError
        If there is no such survey or wave, if it is not said who enters them, if more
        of a role would have replied than were invited, or if the wave has closed and
        has replies from a file.
    RefusedError
        If who does it may not.
    DatabaseError
        If there is no database, or it cannot be written.
    """
    instrument = find_survey(settings, survey)
    check_entered_by(entered_by)
    with reading(settings.database):
        pass  # there is one: waves are opened first
    source = source_of(settings, instrument, path, told)
    with writing(settings.database, keep=not dry_run) as database:
        bringing.begin(database)
        intake = _intake(database, instrument, wave, entered_by, today)
        done = _record(database, intake, source, identity)
        if not done.faults:
            counts = (done.added, done.changed)
            bringing.done(database, "replies", counts, f"{survey}/{wave}")
        return source.how(done)
