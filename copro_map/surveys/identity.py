"""Who the replies of a file are of: recognised, new, or to be asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.superseded import plain
from copro_map.files.choices import keep, kept_choices
from copro_map.files.columns import check_words
from copro_map.files.layout import named
from copro_map.files.rows import Fault
from copro_map.files.told import Columns, Told
from copro_map.surveys.file.rows import Intake, ReadReplies
from copro_map.surveys.keys import key_in, new_key
from copro_map.surveys.rules.recognising import (
    Alike,
    Recognised,
    form_of,
    recognise,
    said,
)
from copro_map.surveys.rules.records import TAKEN_BACK, Reply, SurveyError, Wave
from copro_map.surveys.rules.respondents import Signs
from copro_map.surveys.store.invitations import has_replies
from copro_map.surveys.store.surveys import FORM, replies

CLASHES = N_(
    "Respondents with these numbers replied already, at another time, in another role "
    "or, where only the day is told, with other answers: {n} (lines {lines}). If the "
    "file is of another form that counts from 1, such as the one in Welsh, give that "
    "form a name: {form}. If it is the same form, and they were changed: {same}."
)
LOOK_ALIKE = N_(
    "Replies that look like replies that are there already: {n} (lines {lines}). If "
    "they are the same, and only their ids or times have changed: {same}. If other "
    "people gave them: {new}."
)
GONE = N_(
    "Replies of earlier files that are not in this one: {n}. They still count. If some "
    "were changed or deleted in the survey tool, look which count twice."
)


@dataclass(frozen=True)
class Identity:
    """What is told of who replied: the form's name, and whether look-alikes are new.

    ``other``: it is another form, which nobody has named.
    """

    form: str = ""
    alike: Alike = ""
    other: bool = False


UNTOLD = Identity()


def read_identity(form: str, alike: str) -> Identity:
    """Return what the options of an import tell of who replied.

    Raises
    ------
    SurveyError
        If one is not written as it should be, or the form is named by how to reach
        somebody.
    """
    known: dict[str, Alike] = {"": "", "same": "same", "new": "new"}
    if alike not in known:
        raise SurveyError(
            N_("{text}: not understood. Write it like this: {example}."),
            text=alike,
            example="--alike same",
        )
    if form:
        check_words(form, SurveyError, "")
    return Identity(form, known[alike])


@dataclass(frozen=True)
class News:
    """What a file says: by row the replies that are new, or say something else.

    ``renewed`` say the same, and from now on are known by what this file says of them.
    """

    new: dict[int, Reply]
    renewed: list[Reply]
    notes: list[Fault]


def key_for(database: Database, wave: Wave, today: date) -> bytes:
    """Return what makes the checksums of a file's respondents, on a day.

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


def _forms(intake: Intake) -> str:
    """Return the subject under which the names of a wave's forms are kept."""
    return f"forms of {intake.survey.id}, {intake.wave.name}"


def recognised(
    database: Database,
    intake: Intake,
    read: ReadReplies,
    key: bytes,
    identity: Identity,
) -> Recognised:
    """Return who the replies of a file are of; keep the name of its form, if told.

    One that is not told is found by the replies that are there: a wave may have a form
    in each language, and both count from 1.
    """
    survey, wave = intake.survey.id, intake.wave.name
    known = replies(database)
    ours = (known["survey"] == survey) & (known["wave"] == wave)
    records = plain(known[ours & (known["source"] != FORM)])
    signs = Signs(key, survey, wave)
    forms = [*kept_choices(database, _forms(intake)).words.values()]
    if identity.other:
        identity = Identity(f"form {len(forms) + 2}")
    if identity.form:
        told = Told(words={identity.form: identity.form})
        keep(database, _forms(intake), (), told, Columns(()), intake.today)
        signs = replace(signs, form=identity.form)
    else:
        everybody = {one["respondent"] for one in records}
        form = form_of(read.given.values(), everybody, signs, forms)
        signs = replace(signs, form=form)
    alike: Alike = "new" if identity.form else ""  # whoever names a form says so
    found = recognise(read.given, records, signs, forms, identity.alike or alike)
    several = forms or identity.form  # then what this file has not is of another one
    return replace(found, left=0) if several else found


def to_ask(found: Recognised) -> Iterator[Fault]:
    """Yield what must be told before each reply can be counted once."""
    options = {"form": "--form NAME", "same": "--alike same", "new": "--alike new"}
    message = CLASHES if found.clashes else LOOK_ALIKE
    if rows := found.clashes or found.alike:
        facts = {"n": len(rows), "lines": named(rows), **options}
        yield Fault(rows[0], "", message, facts)


def news_of(found: Recognised) -> News:
    """Return what is to be stored; what was withdrawn is not brought back."""
    news = News({}, [], [])
    for row, reply in found.replies.items():
        old = found.known.get(row)
        if old is None:
            news.new[row] = reply
        elif old["source"] == TAKEN_BACK:
            news.new[row] = replace(reply, supersedes=old["id"])
        elif old["status"] == "withdrawn":
            message = N_("The reply of this respondent was withdrawn. It is left so.")
            news.notes.append(Fault(row, "", message))
        elif said(vars(reply)) != said(old):
            news.new[row] = replace(reply, supersedes=old["id"])
            message = N_("This reply supersedes another one of the same respondent.")
            news.notes.append(Fault(row, "", message))
        elif reply.respondent != old["respondent"]:
            news.renewed.append(replace(reply, supersedes=old["id"]))
    if 0 < found.left < len(found.known):
        first = min(found.replies)
        news.notes.append(Fault(first, "", GONE, {"n": found.left}))
    return news
