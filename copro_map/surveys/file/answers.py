"""What the cells of one row answer: a role, an organisation, options of questions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.files.rows import Fault, Row
from copro_map.surveys.file.reading import plain
from copro_map.surveys.rules.instrument import Question, Survey

# What parts several choices in a cell; a choice may hold such a sign itself.
PART = re.compile(r"[;,\n]")
# In the column of one option: chosen, or not.
CHOSEN = ("1", "x", "yes", "true", "checked", "selected", "✓", "✔", "ie", "ydw", "do")
NOT_CHOSEN = ("0", "no", "false", "n/a", "unchecked", "not selected", "na", "nac ydw")
NO_ANSWER = N_("This is no answer to the question: {value}. Choose from: {choices}.")
ONLY_ONE = N_("Only one answer can be chosen here, and there are several.")
MOST_PARTS = 60  # No cell holds more choices; a longer text is none.


@dataclass
class Answers:
    """Option ids by question, what was not asked, and what is wrong."""

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    not_asked: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def spellings(question: Question) -> dict[str, str]:
    """Return the id of each option of a question by its id and its labels."""
    return {
        plain(name): option.id
        for option in question.options
        for name in (option.label.en, option.label.cy, option.id)
    }


def find_role(survey: Survey, cell: str) -> str | None:
    """Return the role that a cell names by id or label; the only one if it is empty.

    What stands in brackets after a label may be left out. None if there is no such
    role.
    """
    if not cell and len(survey.roles) == 1:
        return next(iter(survey.roles))
    known = {
        plain(name): role
        for role, label in survey.roles.items()
        for full in (label.en, label.cy)
        for name in (full.partition(" (")[0], full, role)
    }
    return known.get(plain(cell))


def split_choices(cell: str, known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the ids of the choices that a cell holds, and the texts that are none.

    Choices are parted by semicolons, commas or lines; one that holds such a sign is
    still one choice.

    Examples
    --------
    >>> known = {"yes, fully": "fully", "no": "no"}
    >>> split_choices("Yes, fully;No;", known)
    (['fully', 'no'], [])
    >>> split_choices("No, well, no idea", known)
    (['no'], ['well, no idea'])
    """
    cuts = [-1, *(m.start() for m in PART.finditer(cell))][:MOST_PARTS] + [len(cell)]
    ids: list[str] = []
    strange: list[tuple[int, int]] = []
    at = 0
    while at < len(cuts) - 1:
        end = _end_of_choice(cell, cuts, at, known)
        text = cell[cuts[at] + 1 : cuts[end]].strip()
        if plain(text) in known:
            ids.append(known[plain(text)])
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
        if plain(cell[cuts[at] + 1 : cuts[end]]) in known:
            return end
    return at + 1


def _read_cell(
    cell: str, question: Question, option_id: str
) -> tuple[list[str], list[str]]:
    """Return the ids of what was chosen in a cell, and the texts that are no choice.

    Its column holds all that was chosen, or says whether one option was.
    """
    known, text = spellings(question), plain(cell)
    if not option_id:
        return split_choices(cell, known)
    if known.get(text) == option_id or text in CHOSEN:
        return [option_id], []
    return [], [] if text in NOT_CHOSEN else [cell]


def _in_order(
    survey: Survey, found: Mapping[str, set[str]]
) -> dict[str, tuple[str, ...]]:
    """Return what was chosen, questions and options in the order of the survey."""
    return {
        question.id: tuple(o.id for o in question.options if o.id in own)
        for question in survey.questions.values()
        if (own := found.get(question.id))
    }


def read_answers(
    row: Row, survey: Survey, meanings: Mapping[str, str], role: str, *, baseline: bool
) -> Answers:
    """Return what a row answers to the questions that its role is asked.

    ``meanings`` are those of the columns. A cell under a question that the role is not
    asked in such a wave is not read; the question is named in ``not_asked``. If the
    role is not known ("") all is read, to find what else is wrong.
    """
    wanted = {question.id for question in survey.asked(baseline=baseline, role=role)}
    answers, found = Answers(), defaultdict[str, set[str]](set)
    for column, meaning in meanings.items():
        question_id, _, option_id = meaning.partition(":")
        question, cell = survey.questions.get(question_id), row.cells[column]
        if question is None or not cell:
            continue
        if question_id not in wanted:
            if plain(cell) not in NOT_CHOSEN:
                answers.not_asked.add(question_id)
            continue
        ids, strange = _read_cell(cell, question, option_id)
        choices = "; ".join(option.label.text() for option in question.options)
        answers.faults += [
            row.fault(column, NO_ANSWER, value=shown(text), choices=choices)
            for text in strange
        ]
        found[question_id].update(ids)
        if ids and question.kind == "one" and len(found[question_id]) > 1:
            answers.faults.append(row.fault(column, ONLY_ONE))
    answers.chosen = _in_order(survey, found)
    return answers
