"""What headings of a survey tool's file can mean, for one survey."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from copro_map.files.of_tools import (
    NUMBERING,
    OF_TOOL,
    OF_TOOLS,
    OTHER,
    USUAL,
    is_usual,
    words_of,
)
from copro_map.files.plain import plain
from copro_map.files.told import IGNORE, heading_key
from copro_map.surveys.file.answers import spellings
from copro_map.surveys.file.reading import Column, bracketed
from copro_map.surveys.rules.instrument import Question, Survey

LIKE_ENOUGH = 92  # per cent, rapidfuzz.fuzz.ratio: proposed, never taken
# What stands between a question and an option of it.
BETWEEN = re.compile(r" [-\u2013\u2014] |[:/|>]+| \((?:choice=)?|[_.]")
SELECTED = re.compile(r"selected choice(?: - )?", re.IGNORECASE)  # of Qualtrics
ONE_CHOICE = re.compile(r" - selected choice$", re.IGNORECASE)
FEWEST_BARE = 2  # neighbours that are named by options alone
READINGS = ("date:day", "date:month")


def heading_of(text: str) -> str:
    """Return a question as it is compared, without its number.

    Examples
    --------
    >>> heading_of("<b>Q7: Why?</b> *"), heading_of("3.Why?:")
    ('why?', 'why?')
    """
    return NUMBERING.sub("", plain(text)).rstrip(" :")


class Headings:
    """What a heading means, if it is sure; what it is near, if it is not.

    ``told`` are headings that were told, now or before.
    """

    def __init__(self, survey: Survey, told: Collection[str] = ()) -> None:
        self.survey = survey
        self.told = {heading_key(one) for one in told}
        self.questions = {
            heading_of(name): question.id
            for question in survey.questions.values()
            for name in (question.text.en, question.text.cy, question.id)
        }

    @cached_property
    def names(self) -> dict[str, str]:
        """What a name of one part means: the surest meaning last, so that it wins."""
        spread = {
            f"{question.id}:{option.id}": f"{question.id}:{option.id}"
            for question in self.survey.questions.values()
            for option in question.options
        }
        usual = {name: thing for thing, names in USUAL.items() for name in names}
        return spread | dict.fromkeys(OF_TOOLS, IGNORE) | usual | self.questions

    @cached_property
    def choices(self) -> list[str]:
        """Everything that a column can be told to mean."""
        spread = [
            f"{question.id}:{option.id}"
            for question in self.survey.questions.values()
            if question.kind == "many"
            for option in question.options
        ]
        return [*USUAL, *READINGS, *self.survey.questions, *spread, IGNORE]

    def knows(self, heading: str) -> bool:
        """Say whether a heading means something."""
        known = heading_of(self.parts(heading)[0]) in self.questions
        return known or is_usual(heading) or heading_key(heading) in self.told

    def _question_of(self, title: str) -> str:
        """Return the id of a question; the last step of a path may name it too."""
        text = heading_of(title)
        return self.questions.get(text) or self.questions.get(text.split("/")[-1], "")

    def parts(self, header: str) -> tuple[str, str]:
        """Return a heading as a question and an option of it, "" for none.

        "Question - Option", "Question: Option", "Question/Option" and "Question
        [Option]" are parted; "Option:Question" too.
        """
        header = ONE_CHOICE.sub("", header)
        if self._question_of(header):
            return header, ""
        for found in reversed(list(BETWEEN.finditer(header))):
            title = header[: found.start()].strip()
            option = header[found.end() :].strip()
            if self._question_of(title):
                return title, SELECTED.sub("", option, count=1).removesuffix(")")
            if self._question_of(option) and title:
                return option, title
        title, option = bracketed(header)
        return title, SELECTED.sub("", option, count=1)

    def option_of(self, question_id: str, text: str) -> str:
        """Return the id of an option of a question; "" if it has no such option."""
        known = spellings(self.survey.questions[question_id])
        return known.get(plain(text)) or known.get(words_of(text), "")

    def meaning(self, column: Column) -> str:
        """Return what a column means by its heading; "" if that is not sure."""
        question_id = self._question_of(column.title)
        if not column.option:
            name = words_of(column.title)
            tool = IGNORE if OF_TOOL.fullmatch(name) else ""
            return question_id or self.names.get(name) or tool
        if not question_id:
            return ""
        option_id = self.option_of(question_id, column.option)
        if option_id:
            return f"{question_id}:{option_id}"
        return IGNORE if OTHER.fullmatch(plain(column.option)) else ""

    def near(self, column: Column) -> str:
        """Return what a heading that is not sure may mean; "" if it is near nothing."""
        if not column.option:
            return _nearest(heading_of(column.title), self.names)
        question_id = self._question_of(column.title) or _nearest(
            heading_of(column.title), self.questions
        )
        if not question_id:
            return ""
        question = self.survey.questions[question_id]
        option = _nearest(plain(column.option), spellings(question))
        return f"{question_id}:{option}" if option else ""

    def bare(self, columns: Sequence[Column]) -> dict[str, str]:
        """Return the meanings of columns that are named by an option alone.

        Such a name is taken only beside other options of the same question, and if that
        has no column of its own: a column "Events" may be of any other one.
        """
        found: dict[str, str] = {}
        whole = {self.meaning(column) for column in columns}
        for question in self.survey.questions.values():
            if question.kind == "many" and question.id not in whole:
                found |= self._bare_of(question, columns)
        return found

    def _bare_of(self, question: Question, columns: Sequence[Column]) -> dict[str, str]:
        labels = {
            plain(label): option.id
            for option in question.options
            for label in (option.label.en, option.label.cy)
        }
        found: dict[str, str] = {}
        run: dict[str, str] = {}
        for column in (*columns, None):
            meaning = self.meaning(column) if column else ""
            option = labels.get(plain(column.title)) if column else None
            if column and meaning.startswith(f"{question.id}:"):
                run[column.name] = meaning
            elif column and option and not meaning and not column.option:
                run[column.name] = f"{question.id}:{option}"
            else:
                found |= run if len(set(run.values())) >= FEWEST_BARE else {}
                run = {}
        return found


def _nearest(text: str, known: Mapping[str, str]) -> str:
    best = process.extractOne(
        text, list(known), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH
    )
    return known[best[0]] if best else ""
