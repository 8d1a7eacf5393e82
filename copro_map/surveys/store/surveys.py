"""Waves and replies: dated and superseded, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd
from sqlite_utils import Database

from copro_map.base.i18n import N_
from copro_map.base.store.superseding import Ledger, counted
from copro_map.surveys.rules.records import (
    Reply,
    SurveyError,
    Wave,
    check_reply,
    check_wave,
)

WAVES = Ledger(
    "wave",
    owner=("survey", "name"),
    error=SurveyError,
    cell=("survey", "name"),
    parts=("invited",),
    types={"baseline": "bool"},
)
REPLIES = Ledger(
    "reply",
    owner=("survey", "wave"),
    error=SurveyError,
    cell=("survey", "wave", "respondent"),
    parts=("answers",),
    types={"batch": "Int64"},
)
FORM = "form"  # The source of a reply that came in by the form.
NEXT_BATCH = "SELECT coalesce(max(id), 0) + 1 FROM reply"
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
AND o.source <> 'form'
GROUP BY o.role ORDER BY o.role
"""


def _last_day(database: Database, survey: str, wave: str) -> str | None:
    """Return the last day of a record about a wave; None if there is no such wave."""
    of = {"survey": survey, "wave": wave}
    day: str | None = database.conn.execute(LAST, of).fetchone()[0]
    return day


def _check_invited(database: Database, survey: str, wave: str) -> None:
    """Refuse more replies of a role in files than were invited; not counted: no limit.

    A form asks no such thing: else whoever came first in a role, by mistake or by
    malice, would shut out who was invited, and everybody could tell that it is full.
    """
    of = {"survey": survey, "wave": wave}
    invited = json.loads(database.conn.execute(INVITED, of).fetchone()[0])
    for role, replied in database.conn.execute(REPLIED, of):
        if replied > invited.get(role, replied):
            raise SurveyError(
                N_(
                    "{subject}: more replies than people invited. Role: {role}. "
                    "Invited: {invited}. Correct the wave or the replies."
                ),
                subject=f"{survey}, {wave}",
                role=role,
                invited=invited[role],
            )


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
        last = _last_day(database, wave.survey, wave.name)
        added.append(WAVES.add(database, vars(wave), last))
        _check_invited(database, wave.survey, wave.name)
    return counted(database, added)


def add_replies(database: Database, rows: Iterable[Reply]) -> tuple[int, ...]:
    """Add replies inside the caller's transaction; return their ids.

    They are a batch: nobody sees some of them without the others. One reply of a
    respondent is in force in a wave; to correct or withdraw it, supersede it. How many
    were invited is checked when all rows are there.

    Raises
    ------
    SurveyError
        If a reply is wrong by itself (``check_reply``), if its wave is not there, if
        what it supersedes is not there, of another wave or superseded already, if the
        respondent has a reply in force, if it is dated before the last record of its
        wave, or if more of a role would have replied than were invited.
    """
    added = []
    batch = database.conn.execute(NEXT_BATCH).fetchone()[0]
    last: dict[tuple[str, str], str | None] = {}
    for reply in rows:
        check_reply(reply)
        row = vars(reply) | {"batch": batch}
        of = (reply.survey, reply.wave)
        if of not in last:  # asked once: a wave may have many thousand replies
            last[of] = _last_day(database, *of)
        if last[of] is None:
            raise REPLIES.refused(
                row, N_("{subject}: there is no such wave. Add the wave first.")
            )
        added.append(REPLIES.add(database, row, last[of]))
        last[of] = reply.entered_on
    for survey, wave in last:
        _check_invited(database, survey, wave)
    return counted(database, added)


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
    return WAVES.known(database, as_at)


def _answers(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {question: tuple(ids) for question, ids in lists.items()}


def replies(database: Database, as_at: date | None = None) -> pd.DataFrame:
    """Return every reply that was known on a day, in the order of entry.

    Returns
    -------
    pandas.DataFrame
        One row a record entered on or before ``as_at`` (None: all); index ``id``,
        unique, growing. Columns as the fields of ``Reply`` (``answers`` a dict of
        tuples), ``batch`` (whole numbers, the same for those that were stored together;
        missing: not known), and ``superseded_by`` as in ``waves``. Withdrawn ones are
        among them: see ``status``.
    """
    frame = REPLIES.known(database, as_at)
    return frame.assign(answers=frame["answers"].map(_answers).astype(object))
