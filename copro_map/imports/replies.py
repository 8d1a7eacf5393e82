"""Files of replies to a survey, of one wave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, in_both
from copro_map.base.today import WALES
from copro_map.files.headings import MISSING
from copro_map.files.rows import Fault, ImportResult
from copro_map.files.told import Told
from copro_map.imports.added import added_taken_back
from copro_map.imports.importer import Asked, Brought, Given, Importer, Meaning, Tried
from copro_map.imports.labels import REPLIES as LABELS
from copro_map.imports.plainly import told_of
from copro_map.imports.tried import tried
from copro_map.people.wording import in_both as role_in_both
from copro_map.surveys.face import FILES, Question, Survey, load_surveys

WHO, DATES = "who", "dates"  # the names of what is asked
WHICH_FORM = {
    "same": N_("The same form: their replies were changed"),
    "other": N_("Another form that counts from 1, such as the one in Welsh"),
}
WHICH_REPLIES = {
    "same": N_("The same replies: only their numbers or times have changed"),
    "new": N_("Other people gave them"),
}
FIRST = {"day": N_("The day comes first"), "month": N_("The month comes first")}
OF_FORM, OF_REPLIES, OF_DATES = FILES.asks
# What is asked instead of what a command says: its name, in words, and the answers.
ASKED = {
    OF_FORM: (
        WHO,
        N_(
            "Respondents with these numbers replied already, at another time, in "
            "another role or with other answers. Which form is the file of?"
        ),
        WHICH_FORM,
    ),
    OF_REPLIES: (
        WHO,
        N_("Some look like replies that are there already. Are they the same?"),
        WHICH_REPLIES,
    ),
    OF_DATES: (
        DATES,
        N_("Its dates can be read in two ways. Which comes first?"),
        FIRST,
    ),
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
        must = name == "role" and len(survey.roles) > 1
        yield Meaning(name, in_both(label), must, words)


def _meanings(settings: Settings, of: str) -> tuple[Meaning, ...]:
    survey = load_surveys(settings.data_dir)[of.partition("/")[0]]
    answers = [x for one in survey.questions.values() for x in _question(one)]
    return (*_usual(survey), *answers)


def _asks(faults: Iterable[Fault]) -> tuple[Asked, ...]:
    """Return what must be answered, by the faults that ask it."""
    return tuple(
        Asked(name, in_both(words), {x: in_both(one) for x, one in answers.items()})
        for fault in faults
        if fault.message in ASKED
        for name, words, answers in [ASKED[fault.message]]
    )


def _looked(done: ImportResult) -> ImportResult:
    """Return what was looked at; what no column says is told as of any file."""
    lacks = dict(FILES.lacks)
    faults = (
        replace(one, message=MISSING, facts=one.facts | {"field": lacks[one.message]})
        if one.message in lacks
        else one
        for one in done.faults
    )
    return replace(done, faults=tuple(faults))


def _told(settings: Settings, given: Given) -> Told:
    """Return what was told of a file, with how its dates are written."""
    told, first = told_of(given), given.answers.get(DATES)
    if not first:
        return told
    looked = FILES.bring(settings, given.path, told, of=given.of, look=True)
    dates = {x: f"date:{first}" for x, y in looked.mapping.items() if y == "date"}
    return replace(told, columns={**told.columns, **dates})


def _bring(
    settings: Settings, given: Given, bringing: Brought, now: datetime, dry_run: bool
) -> Tried:
    meanings = _meanings(settings, given.of)
    if given.look:
        told = replace(told_of(given), rest=True)  # what is missing is told then
        done = FILES.bring(settings, given.path, told, of=given.of, look=True)
        return tried(_looked(done), meanings)
    done = FILES.bring(
        settings,
        given.path,
        _told(settings, given),
        of=given.of,
        answer=given.answers.get(WHO, ""),
        entered_by=role_in_both(bringing.actor.role).en,
        today=now.astimezone(WALES).date(),
        bringing=bringing,
        dry_run=dry_run,
    )
    asks = _asks(done.faults) if dry_run else ()
    left = tuple(x for x in done.faults if not (asks and x.message in ASKED))
    return replace(tried(replace(done, faults=left), meanings), asks=asks)


REPLIES = Importer(
    "replies",
    N_("Replies to a survey"),
    N_("What a survey tool exports: a row for each reply. No name is read or kept."),
    _meanings,
    _bring,
    added_taken_back("reply", FILES),
    _sets,
)
