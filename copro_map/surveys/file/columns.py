"""What the columns of a survey tool's export mean: told, remembered or guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from rapidfuzz import fuzz, process

from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.files.rows import Fault
from copro_map.surveys.file.answers import spellings
from copro_map.surveys.file.names import OF_TOOLS, USUAL, is_personal
from copro_map.surveys.file.reading import Column, SurveyFile, plain
from copro_map.surveys.rules.instrument import Survey

IGNORE = "ignore"
LIKE_ENOUGH = 92  # per cent, rapidfuzz.fuzz.ratio: proposed, never taken
# "3. ", "Q3:", "C3)" before a question.
NUMBERING = re.compile(r"^[qc]?\d{1,3}[.):]\s+")
NOT_UNDERSTOOD = N_(
    "This column is not understood. Say what it is, like this: {example}. It can be "
    "one of: {choices}."
)


@dataclass(frozen=True)
class Columns:
    """What each column means, by its name, and what is wrong.

    A meaning is respondent, date, role, organisation, a question's id, a question's and
    an option's (``question:option``), or ignore.
    """

    meanings: dict[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def _example(column: str, meaning: str) -> str:
    """Return what to write on the command line to say what a column means."""
    return f'--map "{column}={meaning}"'


def header_checksum(columns: Sequence[Column]) -> str:
    """Return what tells one header from another: 64 signs, spelling apart.

    Examples
    --------
    >>> one, other = [Column("Why?", "Why?")], [Column("<b>WHY?</b>", "<b>WHY?</b>")]
    >>> header_checksum(one) == header_checksum(other), len(header_checksum(one))
    (True, 64)
    """
    text = "\n".join(f"{plain(c.title)}\t{plain(c.option)}" for c in columns)
    return sha256(text.encode()).hexdigest()


def _heading(text: str) -> str:
    return NUMBERING.sub("", plain(text)).rstrip(" :")


def _questions(survey: Survey) -> dict[str, str]:
    """Return the id of each question by its id and its texts."""
    return {
        _heading(name): question.id
        for question in survey.questions.values()
        for name in (question.text.en, question.text.cy, question.id)
    }


def _option_columns(survey: Survey) -> dict[str, str]:
    """Return the meaning of a column named by an option that only one question has."""
    found: dict[str, set[str]] = {}
    for question_id in survey.questions:
        for name, option in spellings(survey.questions[question_id]).items():
            found.setdefault(name, set()).add(f"{question_id}:{option}")
    return {name: min(one) for name, one in found.items() if len(one) == 1}


def _meanings(survey: Survey) -> dict[str, str]:
    """Return what a name of one part means: the surest meaning last, so that it wins.

    A plain name and a heading differ only before a question.
    """
    spread = {
        f"{q.id}:{o.id}": f"{q.id}:{o.id}"
        for q in survey.questions.values()
        for o in q.options
    }
    usual = {name: thing for thing, names in USUAL.items() for name in names}
    tools = dict.fromkeys(OF_TOOLS, IGNORE)
    return _option_columns(survey) | spread | tools | usual | _questions(survey)


@dataclass(frozen=True)
class _Guess:
    """What a column means; else ``near``, what it may mean."""

    meaning: str = ""
    near: str = ""


def _look_up(text: str, known: Mapping[str, str]) -> _Guess:
    if text in known:
        return _Guess(known[text])
    best = process.extractOne(
        text, list(known), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH
    )
    return _Guess(near=known[best[0]]) if best else _Guess()


def _guess(column: Column, survey: Survey, known: Mapping[str, str]) -> _Guess:
    """Return what a column seems to mean; ``known`` are names of one part."""
    if not column.option:
        return _look_up(_heading(column.title), known)
    question = _look_up(_heading(column.title), _questions(survey))
    question_id = question.meaning or question.near
    if not question_id:
        return _Guess()
    option = _look_up(plain(column.option), spellings(survey.questions[question_id]))
    option_id = option.meaning or option.near
    whole = f"{question_id}:{option_id}"
    if question.meaning and option.meaning:
        return _Guess(whole)
    return _Guess(near=whole if option_id else "")


def known_meanings(survey: Survey) -> list[str]:
    """Return everything that a column of a survey's file can mean."""
    spread = [
        f"{question.id}:{option.id}"
        for question in survey.questions.values()
        if question.kind == "many"
        for option in question.options
    ]
    return [*USUAL, *survey.questions, *spread, IGNORE]


class _Mapper:
    """Says what the columns of one file mean."""

    def __init__(self, survey: Survey, file: SurveyFile) -> None:
        self.survey = survey
        self.file = file
        self.faults: list[Fault] = []
        self.choices = known_meanings(survey)
        self.known = _meanings(survey)

    def fault(self, where: str, message: str, /, **facts: object) -> None:
        self.faults.append(Fault(self.file.header_row, where, message, facts))

    def told(self, told: Mapping[str, str]) -> dict[str, str]:
        """Return what was told by the names of the columns; find what there is not."""
        names = {
            plain(column.header): column.name for column in self.file.columns[::-1]
        }
        names |= {plain(column.name): column.name for column in self.file.columns}
        for name in told:
            if plain(name) not in names:
                self.fault(
                    shown(name),
                    N_("The file has no such column. Its columns: {columns}."),
                    columns="; ".join(c.name for c in self.file.columns),
                )
        found = {plain(name): meaning for name, meaning in told.items()}
        return {names[name]: found[name] for name in names.keys() & found.keys()}

    def _as_told(self, column: Column, meaning: str) -> str:
        question_id, _, option = meaning.partition(":")
        is_option = question_id in self.survey.questions and option in (
            spellings(self.survey.questions[question_id]).values()
        )
        if meaning not in self.choices and not is_option:
            self.fault(
                column.name,
                N_("A column cannot mean this: {meaning}. Use one of: {choices}."),
                meaning=shown(meaning),
                choices=", ".join(self.choices),
            )
        return meaning

    def _unknown(self, column: Column, near: str) -> str:
        if near:
            self.fault(
                column.name,
                N_(
                    "This column is not understood. The nearest: {guess}. If it is "
                    "that, say so: {example}. If not: {other}."
                ),
                guess=near,
                example=_example(column.name, near),
                other=_example(column.name, IGNORE),
            )
        else:
            example, choices = _example(column.name, IGNORE), ", ".join(self.choices)
            self.fault(column.name, NOT_UNDERSTOOD, example=example, choices=choices)
        return IGNORE

    def meaning(self, column: Column, told: str | None) -> str:
        """Return what a column means; a fault and "ignore" if that is not known."""
        guess = _guess(column, self.survey, self.known)
        is_question = guess.meaning.partition(":")[0] in self.survey.questions
        if is_personal(plain(column.title)) and not is_question:
            if told not in (None, IGNORE):
                self.fault(
                    column.name,
                    N_(
                        "This column tells who somebody is, and is never read. Map "
                        "another one, or none."
                    ),
                )
            return IGNORE
        if told is not None:
            return self._as_told(column, told)
        return guess.meaning or self._unknown(column, guess.near)


def _keep_best(
    file: SurveyFile, meanings: Mapping[str, str], told: Mapping[str, str]
) -> dict[str, str]:
    """Return the meanings, of several guessed columns for one thing only the best."""
    kept = dict(meanings)
    for thing, names in USUAL.items():
        columns = [c for c in file.columns if meanings[c.name] == thing]
        sure = [c for c in columns if c.name in told]
        order = {name: number for number, name in enumerate(names)}
        columns.sort(key=lambda c: order.get(_heading(c.title), len(names)))  # noqa: B023 - sorted here and now
        for column in columns:
            if column not in (sure or columns[:1]):
                kept[column.name] = IGNORE
    return kept


def _twice(meanings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each column that means what another one before it does, and that one."""
    seen: dict[str, str] = {}
    whole = {meaning for meaning in meanings.values() if ":" not in meaning}
    for name, meaning in meanings.items():
        question_id = meaning.partition(":")[0]
        if meaning != question_id and question_id in whole:
            yield name, next(n for n, m in meanings.items() if m == question_id)
        elif meaning != IGNORE and meaning in seen:
            yield name, seen[meaning]
        seen.setdefault(meaning, name)


def _missing(survey: Survey, meanings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a message for each thing that a file cannot do without, and a meaning."""
    found = {meaning.partition(":")[0] for meaning in meanings.values()}
    if not found & set(survey.questions):
        yield N_("No column holds answers. Name one: {example}."), min(survey.questions)
    if "date" not in found:
        yield N_("No column says when they replied. Name one: {example}."), "date"
    if "role" not in found and len(survey.roles) > 1:
        yield N_("No column says the role. Add one, or name it: {example}."), "role"


def map_columns(
    survey: Survey,
    file: SurveyFile,
    told: Mapping[str, str],
    remembered: Mapping[str, str] | None = None,
) -> Columns:
    """Return what the columns of a file mean.

    What is told (by column name, spelling apart) goes before what is remembered of
    the last file with this header, and that before what the names say: a question's
    id or text or an option's, in either language, or what survey tools call their own
    columns. What is only nearly such a name is proposed in a fault, never taken. A
    column that tells who somebody is means "ignore", whatever is told.
    """
    mapper = _Mapper(survey, file)
    of_now = mapper.told(told)
    known, taken = set(mapper.choices), set(of_now.values())
    sure = {
        name: IGNORE if meaning in taken else meaning
        for name, meaning in (remembered or {}).items()
        if meaning.partition(":")[0] in known
    } | of_now
    meanings = {c.name: mapper.meaning(c, sure.get(c.name)) for c in file.columns}
    meanings = _keep_best(file, meanings, sure)
    for name, first in _twice(meanings):
        message = N_(
            "This column means the same as another one: {other}. Map one away."
        )
        mapper.fault(name, message, other=first)
    if not mapper.faults:
        for message, meaning in _missing(survey, meanings):
            mapper.fault("", message, example=_example("Column", meaning))
    return Columns(meanings, tuple(mapper.faults))
