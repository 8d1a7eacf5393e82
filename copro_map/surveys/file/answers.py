"""What the cells of one row answer: options of questions, or other words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from copro_map.base.i18n import N_
from copro_map.files.plain import plain
from copro_map.files.rows import Fault, Row
from copro_map.files.told import NONE, word_key
from copro_map.surveys.rules.instrument import Question, Survey

# What parts several choices in a cell; a choice may hold such a sign itself.
PART = re.compile(r"[;,|\n]")
# In the column of one option: chosen, or not.
CHOSEN = {"1", "x", "y", "yes", "true", "checked", "selected", "✓", "✔"}
CHOSEN |= {"ie", "oes", "ydw", "do"}
NOT_CHOSEN = {"0", "n", "no", "false", "n/a", "unchecked", "not selected"}
NOT_CHOSEN |= {"na", "nac oes", "nac ydw"}
ONLY_ONE = N_("Only one answer can be chosen here, and there are several.")
NO_ANSWER = "-"  # what a word is that was told to say nothing; no id
MOST_PARTS = 60  # No cell holds more choices; a longer text is none.


@dataclass
class Answers:
    """Option ids by question, what was not asked, and what is wrong.

    ``unknown`` are texts of columns that are no option, ``free`` those beside the
    options of a question of which several can be chosen.
    """

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    not_asked: set[str] = field(default_factory=set)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    free: list[tuple[str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def spellings(question: Question) -> dict[str, str]:
    """Return the id of each option of a question by its id and its labels."""
    return {
        plain(name): option.id
        for option in question.options
        for name in (option.label.en, option.label.cy, option.id)
    }


def with_words(known: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    """Return what is known, and words that were told to be one of it, or nothing.

    Examples
    --------
    >>> with_words({"no": "no"}, {"na": "No", "-": "none", "teg": "fair"})
    {'na': 'no', '-': '-', 'no': 'no'}
    """
    ours = {
        word: NO_ANSWER if plain(x) == NONE else known.get(plain(x), "")
        for word, x in words.items()
    }
    return {word: meaning for word, meaning in ours.items() if meaning} | {**known}


def roles_by_name(survey: Survey) -> dict[str, str]:
    """Return the roles by id and label; what stands in brackets may be left out."""
    return {
        plain(name): role
        for role, label in survey.roles.items()
        for full in (label.en, label.cy)
        for name in (full.partition(" (")[0], full, role)
    }


def find(text: str, known: Mapping[str, str]) -> str | None:
    """Return what a text is known as; None if it is not."""
    return known.get(plain(text)) or known.get(word_key(text))


def split_choices(cell: str, known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the ids of the choices that a cell holds, and the texts that are none.

    Choices are parted by semicolons, commas, bars or lines; one that holds such a sign
    is still one choice. Spaces part them if nothing else is between them.

    Examples
    --------
    >>> known = {"yes, fully": "fully", "no": "no", "in part": "partly"}
    >>> split_choices("Yes, fully;No;", known)
    (['fully', 'no'], [])
    >>> split_choices("No, well, no idea", known), split_choices("In part no", known)
    ((['no'], ['well, no idea']), (['partly', 'no'], []))
    """
    cuts = [-1, *(m.start() for m in PART.finditer(cell))][:MOST_PARTS] + [len(cell)]
    ids: list[str] = []
    strange: list[tuple[int, int]] = []
    at = 0
    while at < len(cuts) - 1:
        end = _end_of_choice(cell, cuts, at, known)
        text = cell[cuts[at] + 1 : cuts[end]].strip()
        own = _known(text, known)
        if own:
            ids += own
        elif text and strange and strange[-1][1] == at:
            strange[-1] = (strange[-1][0], end)
        elif text:  # what is only HTML too
            strange.append((at, end))
        at = end
    return ids, [cell[cuts[a] + 1 : cuts[b]].strip() for a, b in strange]


def _end_of_choice(
    cell: str, cuts: list[int], at: int, known: Mapping[str, str]
) -> int:
    """Return the cut at which the longest choice that begins at a cut ends."""
    for end in range(len(cuts) - 1, at, -1):
        if find(cell[cuts[at] + 1 : cuts[end]], known):
            return end
    return at + 1


def _known(text: str, known: Mapping[str, str]) -> list[str]:
    """Return the choices that a text is, or several that only spaces part."""
    if one := find(text, known):
        return [one]
    steps, found, at = plain(text).split(), list[str](), 0
    while at < len(steps) <= MOST_PARTS:
        ends = range(len(steps), at, -1)
        end = next((x for x in ends if " ".join(steps[at:x]) in known), None)
        if end is None:
            return []
        found.append(known[" ".join(steps[at:end])])
        at = end
    return found


def _read_cell(
    cell: str, known: Mapping[str, str], option_id: str
) -> tuple[list[str], list[str]]:
    """Return the ids of what was chosen in a cell, and the texts that are no choice.

    Its column holds all that was chosen, or says whether one option was.
    """
    if not option_id:
        ids, strange = split_choices(cell, known)
        return [one for one in ids if one != NO_ANSWER], strange
    text, found = plain(cell), find(cell, known)
    if found == option_id or text in CHOSEN:
        return [option_id], []
    return [], [] if text in NOT_CHOSEN or found == NO_ANSWER else [cell]


def _in_order(
    survey: Survey, found: Mapping[str, set[str]]
) -> dict[str, tuple[str, ...]]:
    """Return what was chosen, questions and options in the order of the survey."""
    return {
        question.id: tuple(o.id for o in question.options if o.id in own)
        for question in survey.questions.values()
        if (own := found.get(question.id))
    }


class AnswerReader:
    """Reads rows of a file: ``meanings`` of its columns, ``words`` that were told."""

    def __init__(
        self, survey: Survey, meanings: Mapping[str, str], words: Mapping[str, str]
    ) -> None:
        self.survey = survey
        self.columns = []
        for column, meaning in meanings.items():
            question_id, _, option_id = meaning.partition(":")
            if question := survey.questions.get(question_id):
                self.columns.append((column, question, option_id))
        self.known = {
            question.id: with_words(spellings(question), words)
            for question in survey.questions.values()
        }

    def read(self, row: Row, role: str, *, baseline: bool) -> Answers:
        """Return what a row answers to the questions that its role is asked.

        A cell under a question that the role is not asked in such a wave is not read;
        the question is named in ``not_asked``. If the role is not known ("") all is
        read, to find what else is wrong.
        """
        wanted = {x.id for x in self.survey.asked(baseline=baseline, role=role)}
        answers, found = Answers(), defaultdict[str, set[str]](set)
        for column, question, option_id in self.columns:
            cell = row.cells[column]
            if not cell:
                continue
            if question.id not in wanted:
                if plain(cell) not in NOT_CHOSEN:
                    answers.not_asked.add(question.id)
                continue
            ids, strange = _read_cell(cell, self.known[question.id], option_id)
            is_free = question.kind == "many" and not option_id
            told = answers.free if is_free else answers.unknown
            told += [(column, text) for text in strange]
            found[question.id].update(ids)
            if ids and question.kind == "one" and len(found[question.id]) > 1:
                answers.faults.append(row.fault(column, ONLY_ONE))
        answers.chosen = _in_order(self.survey, found)
        return answers
