"""Files of replies to a survey, of one wave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, in_both
from copro_map.base.today import WALES
from copro_map.files.rows import Fault
from copro_map.imports.importer import Asked, Brought, Given, Importer, Meaning, Tried
from copro_map.imports.labels import REPLIES as LABELS
from copro_map.imports.plainly import not_yet, told_of
from copro_map.imports.tried import tried
from copro_map.people.wording import in_both as role_in_both
from copro_map.surveys.face import FILES, Question, Survey, load_surveys

MUST = ("date", "role")
WHO = "who"  # the name of what is asked
# What is asked of who replied, and the answers; instead of what a command says.
CLASHES = N_(
    "Respondents with these numbers replied already, at another time, in another role "
    "or with other answers: {n} (lines {lines}). Say which form the file is of."
)
ALIKE = N_(
    "Replies that look like replies that are there already: {n} (lines {lines}). Say "
    "whether they are the same."
)
WHICH_FORM = {
    "same": N_("The same form: their replies were changed"),
    "other": N_("Another form that counts from 1, such as the one in Welsh"),
}
WHICH_REPLIES = {
    "same": N_("The same replies: only their numbers or times have changed"),
    "new": N_("Other people gave them"),
}
OF_FORM, OF_REPLIES = FILES.asks
ASKED = {
    OF_FORM: (CLASHES, N_("Which form is the file of?"), WHICH_FORM),
    OF_REPLIES: (ALIKE, N_("Are these the same replies?"), WHICH_REPLIES),
}


def _sets(settings: Settings, today: date) -> Mapping[str, Label]:
    """Return the waves that can take a file, with their labels."""
    surveys = load_surveys(settings.data_dir)
    return {
        f"{one.survey}/{one.name}": Label(
            f"{label.en}: {one.name}", f"{label.cy}: {one.name_cy or one.name}"
        )
        for one in FILES.waves(settings, today)
        for label in [surveys[one.survey].label]
    }


def _question(question: Question) -> Iterator[Meaning]:
    """Yield what a column can be of a question: it, or one option of many."""
    options = {one.id: one.label for one in question.options}
    yield Meaning(question.id, question.text, words=options)
    for option, label in options.items() if question.kind == "many" else ():
        both = (f"{question.text.text(x)}: {label.text(x)}" for x in ("en", "cy"))
        yield Meaning(f"{question.id}:{option}", Label(*both))


def _usual(survey: Survey) -> Iterator[Meaning]:
    """Yield what a column can be besides the answers."""
    for name, label in LABELS.items():
        words = dict(survey.roles) if name == "role" else {}
        must = name in MUST and (name != "role" or len(survey.roles) > 1)
        yield Meaning(name, in_both(label), must, words)


def _meanings(settings: Settings, of: str) -> tuple[Meaning, ...]:
    survey = load_surveys(settings.data_dir)[of.partition("/")[0]]
    answers = [x for one in survey.questions.values() for x in _question(one)]
    return (*_usual(survey), *answers)


def _in_page_words(fault: Fault) -> Fault:
    """Return a fault as a page says it, if it asks who replied."""
    if fault.message not in ASKED:
        return fault
    return replace(fault, message=ASKED[fault.message][0])


def _asks(faults: tuple[Fault, ...]) -> tuple[Asked, ...]:
    """Return what must be answered, by the faults that ask it."""
    return tuple(
        Asked(WHO, in_both(words), {x: in_both(one) for x, one in answers.items()})
        for fault in faults
        if fault.message in ASKED
        for _, words, answers in [ASKED[fault.message]]
    )


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    done = FILES.bring(
        settings,
        given.path,
        told_of(given),
        of=given.of,
        answer=given.answers.get(WHO, ""),
        look=given.look,
        entered_by=role_in_both(bringing.actor.role).en,
        today=now.astimezone(WALES).date(),
        bringing=bringing,
        dry_run=dry_run,
    )
    asks = _asks(done.faults)
    told = replace(done, faults=tuple(map(_in_page_words, done.faults)))
    return replace(tried(told, _meanings(settings, given.of)), asks=asks)


REPLIES = Importer(
    "replies",
    N_("Replies to a survey"),
    N_("What a survey tool exports: a row for each reply. No name is read or kept."),
    _meanings,
    _bring,
    not_yet,
    _sets,
)
