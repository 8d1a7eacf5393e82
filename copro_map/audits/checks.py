"""What a self-audit must obey before it is kept, told all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from copro_map.audits.instruments import instrument_in_use
from copro_map.audits.rules.instrument import Answers, Instrument
from copro_map.audits.store.audits import AuditError, project_names
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading
from copro_map.files.cells import check_words, has_contact_details
from copro_map.files.columns import NO_ROLE, Way, day_until, one_of

MOST_PEOPLE = 999
LONGEST_NOTE = 600
LONGEST_ROLE = 80


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
    found: list[AuditError] = []
    if answers.asset_id not in projects:
        found.append(
            AuditError(
                N_("{value}: there is no such project on the map. Choose another."),
                value=answers.asset_id,
            )
        )
    for check in (_outside, _people, _notes):
        found += check(instrument, answers)
    return [*found, *_wrong(day_until(today), answers.audited_on.isoformat())]


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
