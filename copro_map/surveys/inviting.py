"""Inviting by mail, and asking again: to whom and when is kept, never with which code.

Code and letter are made in one transaction; of the code its mark stays, among those of
all others, and the words of the letter go when it is sent (``people.mail``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, t
from copro_map.base.moments import read_moment
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.people.changes import note
from copro_map.people.contacts import is_never
from copro_map.people.invitations import (
    Asked,
    To,
    ask_again,
    cause_of,
    cause_to,
    invitation,
)
from copro_map.people.links import make_link
from copro_map.people.outbox import Message, put, written_of
from copro_map.people.post import HINDRANCES, hindrance, load_post
from copro_map.people.rights import require_now
from copro_map.people.rules.addressees import Addressees, check_addressees
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor, require
from copro_map.people.rules.settings import both_languages
from copro_map.surveys.admission import Invitation
from copro_map.surveys.codes import codes_in, keep_codes
from copro_map.surveys.rules.changing import last_day, record_of
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import SurveyError, Wave
from copro_map.surveys.store.surveys import waves
from copro_map.surveys.waves import find_survey, find_wave

LONGEST = 2_000  # characters of a steward's words, in each language
CHASES, APART = 2, timedelta(days=7)
ARRIVED = ("sent", "perhaps")


@dataclass(frozen=True)
class Words:
    """In which language letters are ("" for both), and what a steward adds to them."""

    language: str = ""
    text: Label = Label("", "")


@dataclass(frozen=True)
class Written:
    """How many letters were written, and to how many addresses none was, and why."""

    letters: int
    already: int = 0
    never: int = 0


def no_mail() -> str:
    """Return why nothing can be sent by mail, in the current language; "" if it can."""
    reason = hindrance(load_post())
    return t(HINDRANCES[reason]) if reason else ""


def _check(words: Words) -> Words:
    """Refuse letters that cannot leave, and words in one language alone."""
    if reason := hindrance(load_post()):
        raise SurveyError(HINDRANCES[reason])
    text = both_languages(words.text)
    if max(len(text.en), len(text.cy)) > LONGEST:
        raise SurveyError(
            N_("Write at most {most} characters in each language."), most=LONGEST
        )
    return Words(words.language, text)


def _invited(database: Database, of: Invitation) -> tuple[Message, ...]:
    return written_of(database, cause_of("invitation", of.survey, of.wave))


def _asked(survey: Survey, wave: Wave, words: Label, today: date) -> Asked:
    """Return what a letter says of a wave."""
    first = date.fromisoformat(wave.opens_on)
    return Asked(
        record=(wave.survey, wave.name),
        survey=survey.label,
        name=Label(wave.name, wave.name_cy or wave.name),
        form={"survey": wave.survey, "wave": wave.name},
        first=first if first > today else None,
        last=date.fromisoformat(last_day(wave.closes_on)),
        words=words,
    )


def _write(  # noqa: PLR0913 - what a letter is made of
    database: Database,
    survey: Survey,
    name: str,
    addresses: Sequence[str],
    words: Words,
    now: datetime,
) -> None:
    """Write a letter with a code of its own to each address, and keep the marks."""
    today = now.astimezone(WALES).date()
    wave, codes = codes_in(database, survey, name, len(addresses), today)
    asked = _asked(survey, wave, words.text, today)
    for address, code in zip(addresses, codes, strict=True):
        token = make_link(database, "entry", now, address=address)
        to = To(address, words.language, token)
        put(database, invitation(asked, to, code), now)
    keep_codes(database, wave, codes)


def invite_by_mail(  # noqa: PLR0913 - to whom, to what, in which words
    settings: Settings,
    actor: Actor,
    of: Invitation,
    to: Addressees,
    words: Words,
    now: datetime,
) -> Written:
    """Write a letter with a code of its own to each address; return how many.

    Left out are those that were invited to this wave by mail before, and those that are
    never written to. All letters are written, or none.

    Raises
    ------
    RefusedError
        If somebody may not.
    OneLanguageError
        If the words are in one language alone.
    AddressError
        If a line is no address, or there are too many, or none.
    SurveyError
        If no mail can leave, or no code can be made (``surveys.codes.codes_in``).
    """
    survey, said = find_survey(settings, of.survey), _check(words)
    check_addressees(to)
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "run_wave")
        start = cause_of("invitation", of.survey, of.wave)
        known = {one.cause for one in _invited(database, of)}
        fresh = [one for one in to.good if cause_to(start, one) not in known]
        wanted = [one for one in fresh if not is_never(database, one)]
        _write(database, survey, of.wave, wanted, said, now)
        if wanted:
            record = record_of(of.survey, of.wave)
            made = Change("wave", record, "invited_by_mail", "", f"{len(wanted)}")
            note(database, present, made, now)
    never = len(fresh) - len(wanted)
    return Written(len(wanted), len(to.good) - len(fresh), never)


def _day(moment: str) -> date:
    return read_moment(moment).astimezone(WALES).date()


@dataclass(frozen=True)
class Chase:
    """Whether all who were invited by mail can be asked again.

    ``to`` are the messages by which they were invited, and that arrived, as far as is
    known; ``done`` the days on which they were asked again; ``why_not`` a message of
    the catalogue, "" if they can be.
    """

    to: tuple[Message, ...]
    done: tuple[date, ...]
    failed: int
    why_not: str


def _why_not(wave: Wave, to: int, done: tuple[date, ...], today: date) -> str:
    if not wave.opens_on <= today.isoformat() < wave.closes_on:
        return N_("This wave is not open: nobody can reply now.")
    if not to:
        return N_("Nobody was invited to this wave by mail, so there is nobody to ask.")
    if len(done) >= CHASES:
        return N_("All were asked again twice. They are not asked a third time.")
    if done and today - done[-1] < APART:
        return N_("They were asked again less than a week ago. Wait until it is over.")
    return ""


def _chase(database: Database, wave: Wave, today: date) -> Chase:
    of = (wave.survey, wave.name)
    invited = _invited(database, Invitation(*of))
    to = tuple(x for x in invited if x.address and x.state in ARRIVED)
    rounds = (
        written_of(database, cause_of(f"chase{n}", *of)) for n in range(1, CHASES + 1)
    )
    done = tuple(_day(one[0].created_at) for one in rounds if one)
    failed = sum(one.state in ("failed", "perhaps") for one in invited)
    return Chase(to, done, failed, _why_not(wave, len(to), done, today))


def chase_of(settings: Settings, actor: Actor, of: Invitation, today: date) -> Chase:
    """Return whether, and to how many, a wave's reminder can be sent.

    Raises
    ------
    RefusedError
        If somebody may not see that.
    SurveyError
        If there is no such survey or wave.
    """
    require(actor, "run_wave")
    survey = find_survey(settings, of.survey)
    with reading(settings.database) as database:
        wave = find_wave(waves(database), survey, of.wave)
        return _chase(database, wave, today)


def chase(
    settings: Settings, actor: Actor, of: Invitation, text: Label, now: datetime
) -> Written:
    """Write to all who were invited by mail to a wave that is open; return how many.

    It is not known who has replied, so all are written to: at most twice, a week apart.

    Raises
    ------
    RefusedError
        If somebody may not.
    OneLanguageError
        If the words are in one language alone.
    SurveyError
        If no mail can leave, or they cannot be asked now; the message says why.
    """
    survey, said = find_survey(settings, of.survey), _check(Words(text=text))
    today = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "run_wave")
        wave = find_wave(waves(database), survey, of.wave)
        found = _chase(database, wave, today)
        if found.why_not:
            raise SurveyError(found.why_not)
        asked = _asked(survey, wave, said.text, today)
        written, nth = 0, len(found.done) + 1
        for one in found.to:
            token = make_link(database, "entry", now, address=one.address)
            to, sent_on = To(one.address, one.language, token), _day(one.changed_at)
            written += put(database, ask_again(asked, to, nth, sent_on), now)
        made = Change("wave", record_of(of.survey, of.wave), "chased", "", f"{written}")
        note(database, present, made, now)
    return Written(written, never=len(found.to) - written)
