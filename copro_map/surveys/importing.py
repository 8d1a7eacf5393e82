"""Import of the replies to a survey: one file, one wave, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from copro_map.base.superseded import current, plain
from copro_map.files.columns import has_contact_details
from copro_map.files.rows import Fault, ImportResult, Row
from copro_map.surveys.file.columns import IGNORE, header_checksum, map_columns
from copro_map.surveys.file.reading import SurveyFile, read_survey_file
from copro_map.surveys.file.rows import Intake, MappedFile, ReadReplies, read_replies
from copro_map.surveys.keys import key_in, new_key
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import Reply, SurveyError, Wave
from copro_map.surveys.rules.release import Stage, stages
from copro_map.surveys.store.invitations import forget, has_replies
from copro_map.surveys.store.surveys import (
    add_replies,
    mapping_of,
    replies,
    save_mapping,
    waves,
)
from copro_map.surveys.waves import check_entered_by, find_survey, find_wave

# What makes two replies the same, whenever they were entered and from which file.
SAID = ("role", "answered_on", "organisation_id", "answers")


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


def _mapped(path: Path, file: SurveyFile, meanings: dict[str, str]) -> MappedFile:
    names = [column.name for column in file.columns]
    rows = [
        Row(number, dict(zip(names, cells, strict=True))) for number, cells in file.rows
    ]
    untold = has_contact_details(path.name) or has_control(path.name)
    source = "file" if untold else path.name
    return MappedFile(source, header_checksum(file.columns), rows, meanings)


def _compare(
    read: ReadReplies, known: pd.DataFrame, wave: Wave
) -> tuple[dict[int, Reply], list[Fault]]:
    """Return the replies that say something new, and notes on those that are known.

    By row; ``known`` are all replies. One that was withdrawn is not brought back.
    """
    of_wave = (known["survey"] == wave.survey) & (known["wave"] == wave.name)
    in_force = {row["respondent"]: row for row in plain(current(known[of_wave]))}
    new, notes = {}, []
    for row, reply in read.replies.items():
        old = in_force.get(reply.respondent)
        if old is None:
            new[row] = reply
        elif old["status"] == "withdrawn":
            message = N_("The reply of this respondent was withdrawn. It is left so.")
            notes.append(Fault(row, "", message))
        elif any(getattr(reply, name) != old[name] for name in SAID):
            new[row] = replace(reply, supersedes=old["id"])
            message = N_("This reply supersedes another one of the same respondent.")
            notes.append(Fault(row, "", message))
    return new, notes


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


def _key(database: Database, wave: Wave, today: date) -> bytes:
    """Return what makes the checksums of a file's respondents.

    For a wave that has closed a key that is kept nowhere: one file can still come.

    Raises
    ------
    SurveyError
        If the wave has closed and has replies from a file already.
    """
    if today.isoformat() < wave.closes_on:
        return key_in(database, wave)
    if has_replies(database, wave.survey, wave.name)[1]:
        raise SurveyError(
            N_(
                "{wave}: this wave has closed, and what would tell whether somebody "
                "replied twice was destroyed. It has replies from a file, so no other "
                "file can be added. Next time import every file before the wave closes."
            ),
            wave=wave.name,
        )
    return new_key()


def _intake(
    database: Database, survey: Survey, wave: str, entered_by: str, today: date
) -> Intake:
    """Return what a file is for; its wave is refused if it takes no more files."""
    found = find_wave(waves(database), survey, wave)
    key = _key(database, found, today)
    organisations = _organisations(public_assets(database))
    return Intake(survey, found, key, entered_by, today, organisations)


def _add(
    database: Database, intake: Intake, read: ReadReplies
) -> tuple[dict[int, Reply], list[Fault]]:
    """Store the replies that say something new; return them and what is to say."""
    survey, wave = intake.survey, intake.wave
    new, notes = _compare(read, replies(database), wave)
    add_replies(database, new.values())
    known = stages(waves(database), replies(database), {survey.id: survey})
    return new, notes + _waiting(known[survey.id, wave.name], new, intake.today)


def _check_some(path: Path, read: ReadReplies) -> None:
    if not read.replies and not read.faults:
        raise ImportFileError(
            N_(
                "{file}: there are no replies, only rows without answers. Export the "
                "file again when somebody has replied."
            ),
            file=path.name,
        )


def _done(
    read: ReadReplies, new: Sequence[Reply], notes: Sequence[Fault], file: MappedFile
) -> ImportResult:
    """Return what was done, for people."""
    return ImportResult.of(
        new,
        len(read.replies),
        notes=tuple(sorted([*read.notes, *notes], key=lambda note: note.row)),
        mapping={n: m for n, m in file.meanings.items() if m != IGNORE},
        ignored=tuple(n for n, m in file.meanings.items() if m == IGNORE),
    )


def import_survey(  # noqa: PLR0913 - each says one thing about the file
    settings: Settings,
    path: Path,
    *,
    survey: str,
    wave: str,
    mapping: Mapping[str, str],
    entered_by: str,
    today: date,
    sheet: str = "",
    dry_run: bool = False,
) -> ImportResult:
    """Import the replies of a survey tool's file, entered today: all, or nothing.

    A respondent's reply with other answers than before supersedes it (``changed``);
    the same again is ``unchanged``. ``mapping`` says what columns mean that cannot be
    guessed (``survey_columns.map_columns``); it is kept for the next file with the
    same header. After a wave has closed nobody is recognised any more, and one file is
    taken if none was before. No name, address or text of a respondent's own is stored.
    A dry run does everything in a real transaction and rolls it back. A reply that
    waits to be shown (``surveys.rules.release.stages``) has a note.

    Raises
    ------
    ImportFileError
        If the file cannot be read at all or holds no replies.
    SurveyError
        If there is no such survey or wave, if it is not said who enters them, if more
        of a role would have replied than were invited, or if the wave has closed and
        has replies from a file.
    DatabaseError
        If there is no database, or it cannot be written.
    """
    instrument = find_survey(settings, survey)
    check_entered_by(entered_by)
    file = read_survey_file(path, sheet)
    with reading(settings.database):
        pass  # there is one: waves are opened first
    with writing(settings.database, keep=not dry_run) as database:
        intake = _intake(database, instrument, wave, entered_by, today)
        before = mapping_of(database, survey, header_checksum(file.columns))
        columns = map_columns(instrument, file, mapping, before)
        if columns.faults:
            return ImportResult(faults=columns.faults)
        mapped = _mapped(path, file, columns.meanings)
        read = read_replies(intake, mapped)
        _check_some(path, read)
        if read.faults:
            return ImportResult(faults=tuple(sorted(read.faults, key=lambda f: f.row)))
        new, notes = _add(database, intake, read)
        save_mapping(
            database, survey, mapped.header, mapped.meanings, entered_by, f"{today}"
        )
        forget(database, today)
    return _done(read, list(new.values()), notes, mapped)
