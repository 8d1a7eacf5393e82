"""Replies: who counts as at a day, and what they say of an indicator.

Frames are as the store gives them: index ``id``, growing; ``entered_on`` (ISO dates)
and ``supersedes`` (an ``id``, missing for none); replies also have ``role``, ``status``
and ``answers`` (option ids by question id). The numbers here are not for publication:
they may be of one respondent.

Those that come or change after a wave was shown wait until they are ten. Whoever asks
for two days could otherwise subtract one from the other, and learn what the only person
answered who replied, or took a reply back, in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from copro_map.base.statistics.intervals import LOW
from copro_map.surveys.rules.instrument import Question

# Of a reply that is in force: its role, its respondent and its id.
Standing = frozenset[tuple[str, str, int]]
Records = list[dict[Any, Any]]
COLUMNS = ["role", "respondent", "entered_on", "supersedes", "status"]
# Positive, answered, invited; the last is None where it is not known.
RoleFigure = tuple[int, int, int | None]


@dataclass(frozen=True)
class Figure:
    """What the replies to a question say: ``numerator`` positive of ``denominator``.

    The denominator is those who answered that very question, "don't know" too.
    ``invited`` is the sum over the roles asked, None if of one it is not known.
    ``by_role`` has numerator, denominator and invited of each role that is asked.
    ``hidden`` are roles not to be shown, for other figures of the wave hide them, and
    ``told`` those of which another figure of the wave tells how many they are.
    """

    numerator: int
    denominator: int
    invited: int | None
    by_role: Mapping[str, RoleFigure]
    hidden: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def n(self) -> int:
        """How many replied: those who answered that very question."""
        return self.denominator


def _chosen(replies: pd.DataFrame, question: Question) -> pd.Series:
    """Return what those who are asked a question chose; nothing: an empty tuple."""
    asked = replies[replies["role"].isin(question.roles)]
    return asked["answers"].map(lambda given: given.get(question.id, ()))


def question_figure(
    replies: pd.DataFrame, question: Question, invited: Mapping[str, int]
) -> Figure:
    """Return what the replies to a question say, in all and by role.

    Parameters
    ----------
    replies
        Those of one wave that count; columns ``role`` and ``answers``.
    question
        A reply of a role that is not asked counts for nothing.
    invited
        How many of each role; one that is not named is not known.

    Returns
    -------
    Figure
        Every answer counts in the denominator, "don't know" too; who left the question
        out does not. Roles in the question's order, those without a reply too.

    Examples
    --------
    >>> from copro_map.base.i18n import Label
    >>> from copro_map.surveys.rules.instrument import Option
    >>> options = (Option(id="yes", label=Label("Yes", "Ydw"), positive=True),
    ...            Option(id="no", label=Label("No", "Nac ydw")))
    >>> heard = Question.model_construct(id="heard", options=options,
    ...                                  roles=("citizen",))
    >>> replies = pd.DataFrame({"role": ["citizen", "citizen", "citizen", "provider"],
    ...     "answers": [{"heard": ("yes",)}, {"heard": ("no",)}, {}, {}]})
    >>> found = question_figure(replies, heard, {"citizen": 5, "provider": 9})
    >>> found.numerator, found.denominator, found.invited, found.by_role
    (1, 2, 5, {'citizen': (1, 2, 5)})
    """
    positive = {option.id for option in question.options if option.positive}
    chosen = _chosen(replies, question)
    answered = chosen[chosen.map(bool).astype(bool)]
    said = answered[answered.map(lambda ids: not positive.isdisjoint(ids)).astype(bool)]
    of_role = replies["role"]
    answers = of_role.loc[answered.index].value_counts()
    positives = of_role.loc[said.index].value_counts()
    by_role = {
        role: (
            int(positives.get(role, 0)),
            int(answers.get(role, 0)),
            invited.get(role),
        )
        for role in question.roles
    }
    asked = [number for _, _, number in by_role.values() if number is not None]
    is_known = len(asked) == len(by_role)
    return Figure(len(said), len(answered), sum(asked) if is_known else None, by_role)


def _after(standing: Standing, records: Iterable[dict[Any, Any]]) -> Standing:
    """Return the replies in force once records were entered, in order of id."""
    by_id = {reply[2]: reply for reply in standing}
    for one in records:
        if not pd.isna(one["supersedes"]):
            by_id.pop(int(one["supersedes"]), None)
        if one["status"] == "checked":
            by_id[int(one["id"])] = (one["role"], one["respondent"], int(one["id"]))
    return frozenset(by_id.values())


def _taken_up(shown: Standing, now: Standing) -> Standing:
    """Return what is shown next: a role as it is now, if ten people in it changed.

    A role of fewer than ten stays as it was, and none becomes so: what it said would be
    the difference.
    """
    people = {(role, respondent) for role, respondent, _ in shown ^ now}
    changed = Counter(role for role, _ in people)
    before, after = (Counter(one[0] for one in side) for side in (shown, now))
    ready = {
        role
        for role, count in changed.items()
        if count >= LOW and not 0 < before[role] < LOW and not 0 < after[role] < LOW
    }
    kept = {one for one in shown if one[0] not in ready}
    return frozenset(kept | {one for one in now if one[0] in ready})


def _stages(waves: Records, replies: Records, last: str) -> list[Standing]:
    """Return which replies to a wave were shown until the last day, one after another.

    What has never been shown (the wave was open, or fewer than ten had replied) can
    change freely: there is nothing to subtract it from. Only the latest of it is told.
    """
    days = {one["entered_on"] for one in (*waves, *replies)}
    days |= {one["closes_on"] for one in waves}
    stages, now = [Standing()], Standing()
    for day in sorted(x for x in days if x <= last):
        now = _after(now, (one for one in replies if one["entered_on"] == day))
        known = [one["closes_on"] for one in waves if one["entered_on"] <= day]
        if not known or known[-1] > day:
            continue
        if len(stages) == 1 and len(stages[0]) < LOW:
            stages = [now]
        elif (following := _taken_up(stages[-1], now)) != stages[-1]:
            stages.append(following)
    return stages


def stages(
    waves: pd.DataFrame, replies: pd.DataFrame, day: date
) -> dict[tuple[str, str], list[pd.DataFrame]]:
    """Return what was shown of each wave until a day, as known on it: first to last.

    On the first day on which a wave is closed and ten have replied, they are those in
    force. From then on a role is shown as it was, until ten people in it have replied,
    corrected or withdrawn a reply; then it is shown as it is. So no two stages that
    follow each other differ in a role by fewer than ten people. Nor does a role of
    fewer than ten ever change, or come to be.

    Parameters
    ----------
    waves
        Index ``id``, growing; columns ``survey``, ``name``, ``closes_on``,
        ``entered_on``. The last record of a wave is the one in force.
    replies
        Index ``id``, growing; columns ``survey``, ``wave``, ``role``, ``respondent``,
        ``status``, ``entered_on``, ``supersedes``.

    Returns
    -------
    dict of list of pandas.DataFrame
        By survey and name of the wave, at least one for each wave: some of the rows of
        ``replies``, in their order; none while it is open. The numbers are not for
        publication: where fewer than ten replied, it is all of them.

    Examples
    --------
    >>> waves = pd.DataFrame({"survey": "s", "name": "w", "closes_on": ["2027-03-31"],
    ...                       "entered_on": "2027-03-01"}, index=[1])
    >>> days = ["2027-03-02"] * 12 + ["2027-04-05"]
    >>> replies = pd.DataFrame({"survey": "s", "wave": "w", "role": "citizen",
    ...     "respondent": [f"{n}" for n in range(13)], "status": "checked",
    ...     "entered_on": days, "supersedes": None}, index=range(1, 14))
    >>> for day in (4, 5):
    ...     shown = stages(waves, replies, date(2027, 4, day))
    ...     print([len(rows) for rows in shown["s", "w"]])
    [12]
    [12]
    """
    last = day.isoformat()
    by_wave = {
        key: own[COLUMNS].rename_axis("id").reset_index().to_dict("records")
        for key, own in replies.groupby(["survey", "wave"], sort=False)
    }
    return {
        (str(survey), str(name)): [
            replies.loc[sorted(reply[2] for reply in standing)]
            for standing in _stages(
                own.to_dict("records"), by_wave.get((survey, name), []), last
            )
        ]
        for (survey, name), own in waves.groupby(["survey", "name"], sort=False)
    }


def settled(waves: pd.DataFrame, replies: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the replies of all waves that are shown as known on a day: the last stage.

    Parameters as for :func:`stages`; the rows of ``replies`` in their order.

    Examples
    --------
    >>> waves = pd.DataFrame({"survey": "s", "name": "w", "closes_on": ["2027-03-31"],
    ...                       "entered_on": "2027-03-01"}, index=[1])
    >>> replies = pd.DataFrame({"survey": "s", "wave": "w", "role": "citizen",
    ...     "respondent": ["a", "b"], "status": "checked", "entered_on": "2027-03-02",
    ...     "supersedes": None}, index=[1, 2])
    >>> list(settled(waves, replies, date(2027, 3, 30)).index)
    []
    >>> list(settled(waves, replies, date(2027, 3, 31)).index)
    [1, 2]
    """
    of_waves = stages(waves, replies, day).values()
    shown = [one for own in of_waves for one in own[-1].index]
    return replies[replies.index.isin(shown)]
