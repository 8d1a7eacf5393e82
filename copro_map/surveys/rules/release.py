"""What is shown of a wave, and since when: a figure changes by ten answers, or not.

Frames are as the store gives them: index ``id``, growing; ``entered_on`` (ISO dates)
and ``supersedes`` (an ``id``, missing for none); of replies also ``batch`` (those that
were stored together have the same; missing: all of the day), ``role``, ``respondent``,
``status`` and ``answers`` (option ids by question id).

Whoever asks for two days could otherwise subtract one figure from the other, and learn
what the only person answered who replied, or took a reply back, in between. So what
comes or changes after a figure was shown waits: for each question, in each role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pandas as pd

from copro_map.base.statistics.intervals import LOW
from copro_map.surveys.rules.instrument import Question, Survey
from copro_map.surveys.rules.replies import Told

Record = Mapping[Any, Any]
REPLY = ["role", "respondent", "entered_on", "supersedes", "status", "answers", "batch"]


@dataclass(frozen=True)
class Stage:
    """What is shown of a wave from a day on, until the next stage.

    ``shown`` is what is told, by question and role; ``waiting`` the respondents by
    question of whom something else is known.
    """

    day: str
    shown: Mapping[str, Mapping[str, Told]]
    waiting: Mapping[str, frozenset[str]]

    @property
    def replies(self) -> frozenset[int]:
        """The ids of the replies that any question shows."""
        cells = [cell for own in self.shown.values() for cell in own.values()]
        return frozenset(number for cell in cells for _, number in cell.values())

    def answered(self, question: str) -> int:
        """Return how many answers to a question are shown."""
        return sum(len(own) for own in self.shown[question].values())

    def replied(self, role: str) -> int:
        """Return how many people of a role any question shows."""
        return len({one for own in self.shown.values() for one in own.get(role, ())})


def may_change(shown: Told, now: Told, *, published: bool = True) -> bool:
    """Say whether what is shown of a role may become what it is now.

    If ten people or more came, left or say something else; if the role has fewer than
    ten neither before nor after (what they said would be the difference); and, where
    what they say is published, if those by whom it grew, or shrank, did not all say the
    same.

    Examples
    --------
    >>> ten = {f"{n}": (n < 5, n) for n in range(10)}
    >>> twenty = ten | {f"{n}": (n < 15, n) for n in range(10, 20)}
    >>> may_change(ten, twenty), may_change(ten, {**ten, "10": (True, 10)})
    (True, False)
    >>> may_change(ten, ten | {f"{n}": (True, n) for n in range(10, 20)})
    False
    """
    nobody = (None, 0)
    people = {*shown, *now}
    changed = sum(shown.get(x, nobody)[0] != now.get(x, nobody)[0] for x in people)
    if changed < LOW or any(0 < len(one) < LOW for one in (shown, now)):
        return False
    if not published:
        return True
    before, after = (sum(said for said, _ in x.values()) for x in (shown, now))
    return after - before not in (0, len(now) - len(shown))


@dataclass
class _Cell:
    """What the people of a role answered to a question: as it is shown, and as it is.

    ``waiting`` are those of whom the two differ.
    """

    shown: Told = field(default_factory=dict)
    now: dict[str, tuple[bool, int]] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)

    def tell(self, respondent: str, answer: tuple[bool, int] | None) -> None:
        """Take note of what somebody answers from now on; None: nothing."""
        self.now.pop(respondent, None)
        if answer is not None:
            self.now[respondent] = answer
        old = self.shown.get(respondent)
        same = (old and old[0]) == (answer and answer[0])
        (self.waiting.discard if same else self.waiting.add)(respondent)

    def take(self) -> None:
        """Show what is now."""
        self.shown = dict(self.now)
        self.waiting.clear()


class _Figure:
    """A question of a wave: its cells by role, and whether it was ever shown."""

    def __init__(self, question: Question) -> None:
        self.id = question.id
        self.positive = {one.id for one in question.options if one.positive}
        self.cells = {role: _Cell() for role in question.roles}
        self.was_shown = False

    def tell(self, reply: Record, *, counts: bool) -> None:
        """Take note of a reply that counts from now on, or counts no longer."""
        chosen = reply["answers"].get(self.id, ())
        if not chosen or reply["role"] not in self.cells:
            return
        said = not self.positive.isdisjoint(chosen)
        answer = (said, int(reply["id"])) if counts else None
        self.cells[reply["role"]].tell(reply["respondent"], answer)

    def settle(self) -> None:
        """Show what may be shown: what was never shown can change freely."""
        if not self.was_shown:
            self.was_shown = sum(len(x.now) for x in self.cells.values()) >= LOW
            for cell in self.cells.values():
                cell.take()
        published = bool(self.positive)
        for cell in self.cells.values():
            ready = len(cell.waiting) >= LOW
            if ready and may_change(cell.shown, cell.now, published=published):
                cell.take()

    def waiting(self) -> frozenset[str]:
        """Return those of whom something else is known than what is shown."""
        return frozenset().union(*(cell.waiting for cell in self.cells.values()))


def _batches(replies: Iterable[Record]) -> Iterator[tuple[str, list[Record]]]:
    """Yield the day and the replies of each time that some were stored together."""

    def time(one: Record) -> tuple[str, int]:
        return one["entered_on"], 0 if pd.isna(one["batch"]) else int(one["batch"])

    for (day, _), own in groupby(sorted(replies, key=time), key=time):
        yield day, sorted(own, key=lambda one: int(one["id"]))


def _take_note(
    figures: Iterable[_Figure], known: dict[int, Record], reply: Record
) -> None:
    """Take note of a record: what it supersedes counts no longer, and it may count."""
    number = reply["supersedes"]
    old: Record | None = None if pd.isna(number) else known[int(number)]
    known[int(reply["id"])] = reply
    for figure in figures:
        if old is not None:
            figure.tell(old, counts=False)
        if reply["status"] == "checked":
            figure.tell(reply, counts=True)


def settle(figures: Iterable[_Figure]) -> None:
    """Let each question, in each role, show what it may."""
    for figure in figures:
        figure.settle()


def stages_of(
    waves: Iterable[Record], replies: Iterable[Record], survey: Survey
) -> list[Stage]:
    """Return what was shown of a wave, stage after stage; as :func:`stages`."""
    figures = [_Figure(one) for one in survey.questions.values()]
    known: dict[int, Record] = {}
    rows = list(waves)
    # On a day a wave is settled before the replies of that day, and after each batch.
    starts = {row[name] for row in rows for name in ("entered_on", "closes_on")}
    events: list[tuple[str, list[Record]]] = [(day, []) for day in starts]
    events += _batches(replies)
    found: list[Stage] = []
    for day, batch in sorted(events, key=lambda event: event[0]):
        for reply in batch:
            _take_note(figures, known, reply)
        closes = [one["closes_on"] for one in rows if one["entered_on"] <= day]
        if not closes or closes[-1] > day:
            continue
        settle(figures)
        shown = {x.id: {y: z.shown for y, z in x.cells.items()} for x in figures}
        found.append(Stage(day, shown, {one.id: one.waiting() for one in figures}))
    return found


def stages(
    waves: pd.DataFrame, replies: pd.DataFrame, surveys: Mapping[str, Survey]
) -> dict[tuple[str, str], list[Stage]]:
    """Return what was ever shown of each wave, first to last, with the day of each.

    A question is shown once its wave is closed and ten have answered it. From then on
    what is shown of a role stays as it was until it may change (:func:`may_change`).
    So no two stages of a question differ, in all or in a role, by fewer than ten
    people. What is entered later changes no earlier stage.

    Parameters
    ----------
    waves
        Index ``id``, growing; columns ``survey``, ``name``, ``closes_on``,
        ``entered_on``. The last record of a wave is the one in force.
    replies
        As at the head of this module, with ``survey`` and ``wave``.
    surveys
        By id; a wave of another one has no stages.

    Returns
    -------
    dict of list of Stage
        By survey and name of the wave; none while it is open. The numbers are not for
        publication: where fewer than ten answered a question, it is all of them.

    Examples
    --------
    >>> heard = Question.model_construct(id="heard", options=(), roles=("citizen",))
    >>> survey = Survey.model_construct(questions={"heard": heard})
    >>> waves = pd.DataFrame({"survey": "s", "name": "w", "closes_on": ["2027-03-31"],
    ...                       "entered_on": "2027-03-01"}, index=[1])
    >>> replies = pd.DataFrame({"survey": "s", "wave": "w", "role": "citizen",
    ...     "respondent": [f"{n}" for n in range(13)], "status": "checked",
    ...     "entered_on": ["2027-03-02"] * 12 + ["2027-04-05"], "supersedes": None,
    ...     "answers": [{"heard": ("yes",)}] * 13, "batch": None}, index=range(1, 14))
    >>> found = stages(waves, replies, {"s": survey})["s", "w"]
    >>> [(one.day, len(one.replies)) for one in found]
    [('2027-03-31', 12), ('2027-04-05', 12)]
    >>> found[-1].waiting["heard"]
    frozenset({'12'})
    """
    by_wave = {
        key: own[REPLY].rename_axis("id").reset_index().to_dict("records")
        for key, own in replies.groupby(["survey", "wave"], sort=False)
    }
    found = {}
    for (survey, name), own in waves.groupby(["survey", "name"], sort=False):
        key = (str(survey), str(name))
        rows = by_wave.get(key, [])
        known = surveys.get(key[0])
        found[key] = stages_of(own.to_dict("records"), rows, known) if known else []
    return found
