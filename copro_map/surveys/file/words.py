"""What a file of replies says in other words than ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.files.plain import plain
from copro_map.files.rows import Fault, Row
from copro_map.surveys.file.answers import spellings
from copro_map.surveys.rules.instrument import Question, Survey

NO_ROLE = N_("Rows that say no role, left out: {n} (lines {lines}).")
ROLE_UNKNOWN = N_(
    "This is no role: {value}. Rows: {n}. Use one of: {choices}. Or say what it is: "
    "{example}; {none} leaves these rows out."
)
NO_ANSWER = N_(
    "This is no answer to the question: {value}. Rows: {n}. Choose from: {choices}. Or "
    "say what it is: {example}; {none} if it says nothing."
)
SAID_OFTEN = N_(
    "This is none of the options: {value}. Rows: {n}. If it is another wording of one, "
    "say so: {example}. If it is to be left out: {none}."
)
FREE = N_(
    "Words of respondents' own beside the options were left out: {n}. Question: "
    "{question}"
)
OFTEN = 3  # The same words of so many are no words of one's own.
LIKE_AN_OPTION = 88  # per cent, rapidfuzz.fuzz.ratio: asked about, never taken


@dataclass(frozen=True)
class _Word:
    """The first row and the spelling of a text that is none of ours."""

    row: Row
    text: str


class UnknownWords:
    """Texts of a file that are none of ours, each told once with its number of rows."""

    def __init__(self, survey: Survey, meanings: Mapping[str, str]) -> None:
        self.survey = survey
        self.meanings = meanings
        self.first: dict[tuple[str, str], _Word] = {}
        self.times: Counter[tuple[str, str]] = Counter()
        self.free: set[tuple[str, str]] = set()

    def add(self, row: Row, column: str, text: str) -> None:
        """Take note of a text that must be told."""
        key = (column, plain(text))
        self.first.setdefault(key, _Word(row, text))
        self.times[key] += 1

    def add_free(self, row: Row, column: str, text: str) -> None:
        """Take note of a text beside options, which may be words of one's own."""
        self.add(row, column, text)
        question, key = self._question(column), (column, plain(text))
        near = process.extractOne(
            key[1],
            list(spellings(question)) if question else [],
            scorer=fuzz.ratio,
            score_cutoff=LIKE_AN_OPTION,
        )
        if not near:
            self.free.add(key)

    def _question(self, column: str) -> Question | None:
        return self.survey.questions.get(self.meanings[column].partition(":")[0])

    def _is_told(self, key: tuple[str, str]) -> bool:
        return key not in self.free or self.times[key] >= OFTEN

    def _fault(self, key: tuple[str, str]) -> Fault:
        first, question = self.first[key], self._question(key[0])
        labels, message = [*self.survey.roles.values()], ROLE_UNKNOWN
        if question:
            labels = [option.label for option in question.options]
            message = SAID_OFTEN if key in self.free else NO_ANSWER
        word = shown(first.text) or "-"
        return first.row.fault(
            key[0],
            message,
            value=word,
            n=self.times[key],
            choices="; ".join(label.text() for label in labels),
            example=f'--word "{word}=…"',
            none=f'--word "{word}=none"',
        )

    def faults(self) -> list[Fault]:
        """Return a fault for each text that must be told."""
        return [self._fault(key) for key in self.first if self._is_told(key)]

    def notes(self) -> Iterator[Fault]:
        """Yield how many texts were left out, by question; never the texts."""
        left_out = Counter[str]()
        rows: dict[str, int] = {}
        for key in self.free:
            if not self._is_told(key):
                left_out[key[0]] += self.times[key]
                number = self.first[key].row.number
                rows[key[0]] = min(number, rows.get(key[0], number))
        for column, n in left_out.items():
            question = self._question(column)
            text = question.text if question else column
            yield Fault(rows[column], column, FREE, {"n": n, "question": text})
