"""Waves and replies: dated and superseded, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd
from sqlite_utils import Database

from copro_map.base.i18n import N_
from copro_map.base.store.revision import NEXT_REVISION
from copro_map.surveys.rules.records import (
    Reply,
    SurveyError,
    Wave,
    check_reply,
    check_wave,
)
from copro_map.surveys.store.mappings import mapping_of as mapping_of
from copro_map.surveys.store.mappings import save_mapping as save_mapping

ADD_WAVE = """
INSERT INTO wave (
    survey, name, opens_on, closes_on, baseline, invited, code, entered_by, entered_on,
    supersedes
) VALUES (
    :survey, :name, :opens_on, :closes_on, :baseline, :invited, :code, :entered_by,
    :entered_on, :supersedes
)
"""
ADD_REPLY = """
INSERT INTO reply (
    survey, wave, respondent, role, answered_on, organisation_id, answers, source,
    entered_by, entered_on, status, supersedes
) VALUES (
    :survey, :wave, :respondent, :role, :answered_on, :organisation_id, :answers,
    :source, :entered_by, :entered_on, :status, :supersedes
)
"""
# Which record is it that is to be superseded, and is it superseded already?
OLD_WAVE = """
SELECT o.survey, o.name, s.id FROM wave AS o
LEFT JOIN wave AS s ON s.supersedes = o.id WHERE o.id = :supersedes
"""
OLD_REPLY = """
SELECT o.survey, o.wave, s.id FROM reply AS o
LEFT JOIN reply AS s ON s.supersedes = o.id WHERE o.id = :supersedes
"""
# The record in force of the same thing, but for the one that is to be superseded.
SAME_WAVE = """
SELECT o.id FROM wave AS o LEFT JOIN wave AS s ON s.supersedes = o.id
WHERE o.survey = :survey AND o.name = :name
    AND s.id IS NULL AND o.id IS NOT :supersedes
"""
SAME_REPLY = """
SELECT o.id FROM reply AS o LEFT JOIN reply AS s ON s.supersedes = o.id
WHERE o.survey = :survey AND o.wave = :wave AND o.respondent = :respondent
    AND s.id IS NULL AND o.id IS NOT :supersedes
"""
# The last day of a record about a wave: of itself or of a reply to it.
LAST = """
SELECT max(entered_on) FROM (
    SELECT entered_on FROM wave WHERE survey = :survey AND name = :wave
    UNION ALL
    SELECT entered_on FROM reply WHERE survey = :survey AND wave = :wave
)
"""
INVITED = """
SELECT o.invited FROM wave AS o LEFT JOIN wave AS s ON s.supersedes = o.id
WHERE o.survey = :survey AND o.name = :wave AND s.id IS NULL
"""
REPLIED = """
SELECT o.role, count(*) FROM reply AS o LEFT JOIN reply AS s ON s.supersedes = o.id
WHERE o.survey = :survey AND o.wave = :wave AND o.status = 'checked' AND s.id IS NULL
GROUP BY o.role ORDER BY o.role
"""
WAVES = """
SELECT o.id, o.survey, o.name, o.opens_on, o.closes_on, o.baseline, o.invited, o.code,
    o.entered_by, o.entered_on, o.supersedes, s.id AS superseded_by
FROM wave AS o LEFT JOIN wave AS s ON s.supersedes = o.id AND s.entered_on <= :as_at
WHERE o.entered_on <= :as_at ORDER BY o.id
"""
REPLIES = """
SELECT o.id, o.survey, o.wave, o.respondent, o.role, o.answered_on, o.organisation_id,
    o.answers, o.source, o.entered_by, o.entered_on, o.status, o.supersedes,
    s.id AS superseded_by
FROM reply AS o LEFT JOIN reply AS s ON s.supersedes = o.id AND s.entered_on <= :as_at
WHERE o.entered_on <= :as_at ORDER BY o.id
"""
Row = Mapping[str, object]


def _json(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _subject(row: Row) -> str:
    return f"{row['survey']}, {row['wave']}"


def _check_old(database: Database, statement: str, row: Row) -> None:
    """Refuse to supersede what is not there, or is superseded already."""
    old = database.conn.execute(statement, row).fetchone()
    if old is None or old[:2] != (row["survey"], row["wave"]):
        raise SurveyError(
            N_("{subject}: has no record {number} that could be superseded."),
            subject=_subject(row),
            number=row["supersedes"],
        )
    if old[2] is not None:
        raise SurveyError(
            N_(
                "{subject}: record {number} is superseded already. Supersede record "
                "{newer}."
            ),
            subject=_subject(row),
            number=row["supersedes"],
            newer=old[2],
        )


def _check_same(database: Database, statement: str, row: Row) -> None:
    """Refuse a second record in force of the same wave, or of the same respondent."""
    same = database.conn.execute(statement, row).fetchone()
    if same is not None:
        raise SurveyError(
            N_("{subject}: record {number} says this already. Supersede that one."),
            subject=_subject(row),
            number=same[0],
        )


def _check_day(row: Row, last: str | None) -> None:
    if last is not None and str(row["entered_on"]) < last:
        raise SurveyError(
            N_(
                "{subject}: a record of {date} cannot come after one of {last}, or "
                "what was shown then would change."
            ),
            subject=_subject(row),
            date=row["entered_on"],
            last=last,
        )


def _check_invited(database: Database, survey: str, wave: str) -> None:
    """Refuse more replies of a role than were invited; a role not counted has none."""
    of = {"survey": survey, "wave": wave}
    invited = json.loads(database.conn.execute(INVITED, of).fetchone()[0])
    for role, replied in database.conn.execute(REPLIED, of):
        if replied > invited.get(role, replied):
            raise SurveyError(
                N_(
                    "{subject}: more replies than people invited. Role: {role}. "
                    "Replies: {replied}. Invited: {invited}. Correct the wave or the "
                    "replies."
                ),
                subject=f"{survey}, {wave}",
                replied=replied,
                role=role,
                invited=invited[role],
            )


def _insert(database: Database, statement: str, row: Row) -> int:
    added = database.conn.execute(statement, row).lastrowid
    assert added is not None  # a row was just added
    return int(added)


def _next_revision(database: Database, added: list[int]) -> tuple[int, ...]:
    if added:
        database.conn.execute(NEXT_REVISION)
    return tuple(added)


def add_waves(database: Database, rows: Iterable[Wave]) -> tuple[int, ...]:
    """Add waves inside the caller's transaction; return their ids.

    One wave of a survey and name is in force; to correct it, supersede it. Its records
    and those of its replies are entered in the order of their days, so that what was
    shown on a day never changes afterwards.

    Raises
    ------
    SurveyError
        If a wave is wrong by itself (``check_wave``), if what it supersedes is not
        there, another wave or superseded already, if there is such a wave, if it is
        dated before the last record of the wave, or if it invites fewer than replied.
    """
    added = []
    for wave in rows:
        check_wave(wave)
        row = vars(wave) | {"wave": wave.name, "invited": _json(wave.invited)}
        if wave.supersedes is not None:
            _check_old(database, OLD_WAVE, row)
        _check_same(database, SAME_WAVE, row)
        _check_day(row, database.conn.execute(LAST, row).fetchone()[0])
        added.append(_insert(database, ADD_WAVE, row))
        _check_invited(database, wave.survey, wave.name)
    return _next_revision(database, added)


def _check_wave_there(row: Row, last: str | None) -> None:
    if last is None:
        raise SurveyError(
            N_("{subject}: there is no such wave. Add the wave first."),
            subject=_subject(row),
        )


def add_replies(database: Database, rows: Iterable[Reply]) -> tuple[int, ...]:
    """Add replies inside the caller's transaction; return their ids.

    One reply of a respondent is in force in a wave; to correct or withdraw it,
    supersede it. How many were invited is checked when all rows are there.

    Raises
    ------
    SurveyError
        If a reply is wrong by itself (``check_reply``), if its wave is not there, if
        what it supersedes is not there, of another wave or superseded already, if the
        respondent has a reply in force, if it is dated before the last record of its
        wave, or if more of a role would have replied than were invited.
    """
    added = []
    last: dict[tuple[str, str], str | None] = {}
    for reply in rows:
        check_reply(reply)
        row = vars(reply) | {"answers": _json(reply.answers)}
        of = (reply.survey, reply.wave)
        if of not in last:  # asked once: a wave may have many thousand replies
            last[of] = database.conn.execute(LAST, row).fetchone()[0]
        _check_wave_there(row, last[of])
        if reply.supersedes is not None:
            _check_old(database, OLD_REPLY, row)
        _check_same(database, SAME_REPLY, row)
        _check_day(row, last[of])
        last[of] = reply.entered_on
        added.append(_insert(database, ADD_REPLY, row))
    for survey, wave in last:
        _check_invited(database, survey, wave)
    return _next_revision(database, added)


def _read(database: Database, statement: str, as_at: date | None) -> pd.DataFrame:
    day = (as_at or date.max).isoformat()
    cursor = database.conn.execute(statement, {"as_at": day})
    columns = [column[0] for column in cursor.description]
    frame = pd.DataFrame(cursor.fetchall(), columns=columns, dtype=object)
    types = dict.fromkeys(columns, "str") | {"id": "int64"}
    links = dict.fromkeys(("supersedes", "superseded_by"), "Int64")
    others = {name: "object" for name in ("invited", "answers") if name in columns}
    if "baseline" in columns:
        others["baseline"] = "bool"
    return frame.astype(types | links | others).set_index("id")


def waves(database: Database, as_at: date | None = None) -> pd.DataFrame:
    """Return every wave that was known on a day, in the order of entry.

    Returns
    -------
    pandas.DataFrame
        One row a record entered on or before ``as_at`` (None: all); index ``id``,
        unique, growing. Columns as the fields of ``Wave`` (``invited`` a dict of whole
        numbers, ``baseline`` a bool), and ``superseded_by``, the id of the record that
        had superseded it by that day, missing if it was in force.
    """
    frame = _read(database, WAVES, as_at)
    return frame.assign(invited=frame["invited"].map(json.loads).astype(object))


def _answers(text: str) -> dict[str, tuple[str, ...]]:
    return {question: tuple(ids) for question, ids in json.loads(text).items()}


def replies(database: Database, as_at: date | None = None) -> pd.DataFrame:
    """Return every reply that was known on a day, in the order of entry.

    Returns
    -------
    pandas.DataFrame
        One row a record entered on or before ``as_at`` (None: all); index ``id``,
        unique, growing. Columns as the fields of ``Reply`` (``answers`` a dict of
        tuples), and ``superseded_by`` as in ``waves``. Withdrawn ones are among them:
        see ``status``.
    """
    frame = _read(database, REPLIES, as_at)
    return frame.assign(answers=frame["answers"].map(_answers).astype(object))
