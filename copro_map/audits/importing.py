"""Self-audits come in: sent from the page, they wait until somebody decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from datetime import date

import pandas as pd

from copro_map.audits.listing import instrument_in_use
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.rules.levels import project_level
from copro_map.audits.store.audits import (
    AuditError,
    AuditRow,
    add_audits,
    audits,
    project_names,
)
from copro_map.base.characters import has_control
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading, writing
from copro_map.base.superseded import current, stored
from copro_map.files.columns import (
    NO_ROLE,
    Way,
    check_words,
    day_until,
    has_contact_details,
    one_of,
)
from copro_map.people.drafts import let_go

MOST_PEOPLE = 999
LONGEST_NOTE = 600
LONGEST_ROLE = 80

# Anybody may send an audit: more than this for one project is no project's doing, and
# more than that in one visit nobody's.
MOST_WAITING = 20
MOST_OF_A_VISIT = 5
ON_THE_PAGE = "project"  # Who enters what comes from the page.


def _wrong(way: Way, text: str) -> Iterator[AuditError]:
    """Yield what would be wrong with a text in a file."""
    for message, facts in way(text):
        yield AuditError(message, **facts)


def _outside(instrument: Instrument, answers: Answers) -> Iterator[AuditError]:
    """Yield what the instrument does not know."""
    given: list[tuple[str, Collection[str]]] = [
        *((name, instrument.groups) for name in (*answers.scores, *answers.people)),
        *(
            (name, instrument.principles)
            for own in (*answers.scores.values(), answers.notes)
            for name in own
        ),
        *(
            (level, instrument.levels)
            for own in answers.scores.values()
            for level in own.values()
            if level
        ),
    ]
    for word, known in given:
        yield from _wrong(one_of(known), word)


def _people(instrument: Instrument, answers: Answers) -> Iterator[AuditError]:
    scored = [group for group, own in answers.scores.items() if any(own.values())]
    if not scored:
        yield AuditError(N_("Nothing is scored yet. Choose a level first."))
    for group in scored:
        number = answers.people.get(group)
        if type(number) is not int or not 1 <= number <= MOST_PEOPLE:
            label = instrument.groups[group].label if group in instrument.groups else ""
            yield AuditError(
                N_("{group}: say how many took part. Write a number from 1 to {most}."),
                group=label,
                most=MOST_PEOPLE,
            )


def _notes(instrument: Instrument, answers: Answers) -> Iterator[AuditError]:
    for principle, note in answers.notes.items():
        known = instrument.principles.get(principle)
        label = known.label if known else principle
        if len(note) > LONGEST_NOTE:
            yield AuditError(
                N_("{principle}: the note is too long. The most: {most} characters."),
                principle=label,
                most=LONGEST_NOTE,
            )
        if has_control(note):
            yield AuditError(
                N_(
                    "{principle}: the note holds a character that is not seen and "
                    "steers what shows it. Delete the note and type it anew."
                ),
                principle=label,
            )
        if has_contact_details(note):
            yield AuditError(
                N_(
                    "{principle}: the note seems to hold an e-mail address or a "
                    "telephone number. Leave out all contact details."
                ),
                principle=label,
            )


def problems(settings: Settings, answers: Answers, today: date) -> list[AuditError]:
    """Return everything that is wrong with an audit; an empty list if nothing is.

    An incomplete one is not wrong.

    Raises
    ------
    DatabaseError
        If there is no database yet.
    """
    instrument = instrument_in_use(settings.data_dir)
    with reading(settings.database) as database:
        projects = project_names(database)
    unknown = N_("{value}: there is no such project on the map. Choose another.")
    return [
        *_wrong(one_of(projects, unknown), answers.asset_id),
        *_outside(instrument, answers),
        *_people(instrument, answers),
        *_notes(instrument, answers),
        *_wrong(day_until(today), answers.audited_on.isoformat()),
    ]


def check_role(by: str) -> None:
    """Refuse a role that says nothing, or how to reach somebody.

    Raises
    ------
    AuditError
        The message says what to write.

    Examples
    --------
    >>> check_role("steward")
    >>> check_role(" ")
    Traceback (most recent call last):
        ...
    copro_map.audits.store.audits.AuditError: Say who did this by their role, such ...
    """
    if len(by) > LONGEST_ROLE:
        raise AuditError(NO_ROLE)
    check_words(by, AuditError, NO_ROLE)


def row_of(instrument: Instrument, answers: Answers, by: str, today: date) -> AuditRow:
    """Return answers as they are stored, as a draft: only what is filled in."""
    scores = {
        group: {name: level for name, level in own.items() if level}
        for group, own in answers.scores.items()
    }
    return AuditRow(
        asset_id=answers.asset_id,
        instrument=instrument.name,
        audited_on=answers.audited_on.isoformat(),
        scores={group: own for group, own in scores.items() if own},
        people=dict(answers.people),
        notes={x: text.strip() for x, text in answers.notes.items() if text.strip()},
        level=project_level(instrument, scores),
        entered_by=by,
        entered_on=today.isoformat(),
    )


def says_the_same(one: AuditRow, other: AuditRow) -> bool:
    """Say whether two audits are the same, whoever entered them when.

    Examples
    --------
    >>> from dataclasses import replace
    >>> row = AuditRow("a", "principles 1", "2027-01-09", {}, {}, "", "project",
    ...                "2027-01-10")
    >>> says_the_same(row, replace(row, entered_on="2027-02-01", status="checked"))
    True
    >>> says_the_same(row, replace(row, audited_on="2027-01-08"))
    False
    """
    names = ("asset_id", "audited_on", "scores", "people", "notes")
    return all(asdict(one)[name] == asdict(other)[name] for name in names)


def in_force_rows(known: pd.DataFrame, asset_id: str) -> Mapping[int, AuditRow]:
    """Return the audits of a project that nothing has superseded, by id."""
    return stored(current(known[known["asset_id"] == asset_id]), AuditRow)


def submit(
    settings: Settings,
    answers: Answers,
    today: date,
    by: str = ON_THE_PAGE,
    sent_before: int = 0,
    draft: str = "",
) -> int:
    """Store an audit as a draft, to be decided on at the desk; return its id.

    What waits already, word for word, is not stored again. ``sent_before`` is how many
    the same visit has sent. ``draft`` is the key under which it was filled in: what is
    kept there is let go in the same transaction.

    Raises
    ------
    AuditError
        For the first of its ``problems``; or if too many audits of the project wait, or
        came from this visit.
    DatabaseError
        If the database cannot be written.
    """
    for problem in problems(settings, answers, today):
        raise problem
    row = row_of(instrument_in_use(settings.data_dir), answers, by, today)
    with writing(settings.database, make=False) as database:
        let_go(database, draft)
        held = in_force_rows(audits(database), row.asset_id)
        waiting = {x: one for x, one in held.items() if one.status == "draft"}
        for number, one in waiting.items():
            if says_the_same(row, one):
                return number
        if sent_before >= MOST_OF_A_VISIT:
            raise AuditError(
                N_(
                    "This visit has sent {n} audits, the most that one may. Keep this "
                    "one as CSV, and send it another day."
                ),
                n=sent_before,
            )
        if len(waiting) >= MOST_WAITING:
            raise AuditError(
                N_(
                    "Too many audits of this project wait already: {n}. Try again when "
                    "somebody has looked at them."
                ),
                n=len(waiting),
            )
        (added,) = add_audits(database, [row])
    return added
