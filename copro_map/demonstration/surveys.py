"""The surveys of a demonstration: how many say yes is planned, who says it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from copro_map.demonstration.days import Days
from copro_map.demonstration.made_up import one_of, some_of
from copro_map.surveys.face import Question, Reply, Survey, Wave, respondent_key

SURVEY, BY = "members", "demonstration"
ORGANISATION = "organisation"  # the role that speaks for one
OPENS, CLOSES = 4, 21  # days of the month
SKIPPED = 0.03  # of those who were asked a question
NAMED = 0.7  # of the replies for an organisation say for which
# Milder answers are the more likely ones.
FIRST_OPTION = 0.35
CORRECTED, CORRECTED_AFTER = 3, 5  # replies of a wave; days after it closed
PREPARED, RECOUNTED, MISCOUNTED = 14, 7, 4  # days before it opens; people too few


class _Plan(NamedTuple):
    """A wave: its month of the programme, and who was invited and replied, by role."""

    month: int
    people: Mapping[str, tuple[int, int]]


def _people(*pairs: tuple[int, int]) -> dict[str, tuple[int, int]]:
    roles = ("policy_maker", "commissioner", "provider", "frontline", "citizen")
    return dict(zip((*roles, ORGANISATION), pairs, strict=True))


# In each wave a role or two are too few to be shown; in the second the citizens, too.
BASELINE = _Plan(1, _people((14, 6), (12, 5), (32, 14), (34, 15), (24, 11), (44, 18)))
WAVES = (
    BASELINE,
    _Plan(11, _people((16, 7), (18, 10), (45, 20), (46, 21), (24, 8), (56, 24))),
    _Plan(23, _people((20, 9), (22, 12), (55, 27), (57, 26), (34, 19), (64, 31))),
    _Plan(35, _people((24, 13), (22, 8), (60, 31), (66, 33), (52, 30), (72, 40))),
)
# The share of positive answers in each wave: mostly rising, not all as far as promised.
# A change is not asked about in the baseline wave.
POSITIVE: Mapping[str, tuple[float, ...]] = {
    "knowledge_base": (0.41, 0.55, 0.72, 0.86),
    "practice_level": (0.30, 0.38, 0.47, 0.58),
    "practice_change": (0.0, 0.52, 0.66, 0.78),
    "knowledge_level": (0.35, 0.42, 0.55, 0.64),
    "knowledge_change": (0.0, 0.28, 0.60, 0.72),
    "valued": (0.27, 0.38, 0.53, 0.70),
    "wellbeing_level": (0.36, 0.50, 0.42, 0.55),
    "wellbeing_change": (0.0, 0.38, 0.47, 0.57),
    "relationships_level": (0.33, 0.42, 0.52, 0.68),
    "relationships_change": (0.0, 0.39, 0.57, 0.85),
    "need_level": (0.43, 0.40, 0.42, 0.50),
    "need_change": (0.0, 0.05, 0.38, 0.63),
}
UNPLANNED = 0.5
WITHDRAWN_IN = 2  # the number of the wave, the baseline being 0

Answers = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class WaveRecords:
    """A wave and its replies, in the order of their entry.

    ``miscounted`` is the wave as it was entered at first, if that was wrong;
    ``corrections`` are later replies by the place of the one that they supersede.
    """

    wave: Wave
    miscounted: Wave | None
    replies: list[Reply]
    corrections: list[tuple[int, Reply]]


def _chosen(
    random: np.random.Generator, question: Question, positive: bool
) -> tuple[str, ...]:
    options = [one.id for one in question.options if one.positive == positive]
    milder = (1 - FIRST_OPTION) / max(1, len(options) - 1)
    shares = [FIRST_OPTION, *[milder] * (len(options) - 1)]
    return tuple(one_of(random, options, 1, shares))


def _answer(
    random: np.random.Generator,
    question: Question,
    share: float,
    answers: list[Answers],
) -> None:
    """Answer a question in each of ``answers``: as planned, but by whom is drawn."""
    order = random.permutation(len(answers)).tolist()
    answering = order[round(SKIPPED * len(order)) :]
    if question.kind == "many":
        options = [one.id for one in question.options][:-1]  # the last one is "none"
        several = some_of(random, options, len(answering), 1, 3)
        for place, some in zip(answering, several, strict=True):
            answers[place][question.id] = some
        return
    positive = round(share * len(answering))
    for number, place in enumerate(answering):
        answers[place][question.id] = _chosen(random, question, number < positive)


def _answers(
    random: np.random.Generator, survey: Survey, number: int
) -> list[tuple[str, Answers]]:
    """Return role and answers of everybody who replied in a wave, in a drawn order."""
    baseline = WAVES[number] is BASELINE
    roles = [r for r, (_, n) in WAVES[number].people.items() for _ in range(n)]
    replied: list[tuple[str, Answers]] = [
        (roles[place], {}) for place in random.permutation(len(roles)).tolist()
    ]
    for question in survey.asked(baseline=baseline):
        share = POSITIVE.get(question.id, (UNPLANNED,) * len(WAVES))[number]
        own = [answers for role, answers in replied if role in question.roles]
        _answer(random, question, share, own)
    return replied


def _wave(days: Days, number: int) -> Wave:
    plan = WAVES[number]
    opens = days.in_month(plan.month, OPENS)
    return Wave(
        survey=SURVEY,
        name=f"{opens:%Y-%m} demo",
        opens_on=opens.isoformat(),
        closes_on=days.in_month(plan.month, CLOSES).isoformat(),
        baseline=plan is BASELINE,
        invited={role: invited for role, (invited, _) in plan.people.items()},
        entered_by=BY,
        entered_on=(opens - timedelta(RECOUNTED)).isoformat(),
    )


def _replies(
    random: np.random.Generator,
    survey: Survey,
    wave: Wave,
    number: int,
    organisations: Sequence[str],
) -> list[Reply]:
    """Return the replies of a wave in the order of their days."""
    replied = _answers(random, survey, number)
    opens, open_days = date.fromisoformat(wave.opens_on), CLOSES - OPENS
    days = sorted(random.integers(0, open_days, len(replied)).tolist())
    speaking = iter(random.permutation(np.array(organisations, dtype=object)).tolist())
    found = []
    for place, ((role, answers), day) in enumerate(zip(replied, days, strict=True)):
        named = role == ORGANISATION and random.random() < NAMED
        said = (opens + timedelta(day)).isoformat()
        found.append(
            Reply(
                survey=SURVEY,
                wave=wave.name,
                respondent=respondent_key(SURVEY, wave.name, f"{BY} {place}"),
                role=role,
                answered_on=said,
                source=BY,
                entered_by=BY,
                entered_on=said,
                answers=answers,
                organisation_id=next(speaking, "") if named else "",
            )
        )
    return found


def _mistaken(
    random: np.random.Generator, survey: Survey, answers: Mapping[str, tuple[str, ...]]
) -> Answers:
    """Return the answers as somebody gave them who mistook one of the questions."""
    given = [name for name in answers if survey.questions[name].kind == "one"]
    name = given[int(random.integers(len(given)))]
    others = [x.id for x in survey.questions[name].options if (x.id,) != answers[name]]
    return {**answers, name: tuple(one_of(random, others, 1))}


def _corrected(
    random: np.random.Generator, survey: Survey, wave: Wave, replies: list[Reply]
) -> Iterator[tuple[int, Reply]]:
    """Yield replies that were corrected later, and spoil them as they were at first."""
    closed = date.fromisoformat(wave.closes_on)
    later = (closed + timedelta(CORRECTED_AFTER)).isoformat()
    for place in random.permutation(len(replies))[:CORRECTED].tolist():
        right = replies[place]
        replies[place] = replace(
            right, answers=_mistaken(random, survey, right.answers)
        )
        yield place, replace(right, entered_on=later)


def _withdrawn(wave: Wave, replies: list[Reply]) -> tuple[int, Reply]:
    """Return the withdrawal of one reply more, and add that to the replies."""
    extra = replace(
        replies[-1],
        respondent=respondent_key(SURVEY, wave.name, f"{BY} withdrawn"),
        organisation_id="",
    )
    replies.append(extra)
    gone = replace(extra, status="withdrawn", entered_on=wave.closes_on)
    return len(replies) - 1, gone


def _miscounted(wave: Wave) -> Wave:
    """Return the wave as it was entered a week before: some people were forgotten."""
    first = date.fromisoformat(wave.opens_on) - timedelta(PREPARED)
    forgotten = {ORGANISATION: wave.invited[ORGANISATION] - MISCOUNTED}
    invited = {**wave.invited, **forgotten}
    return replace(wave, invited=invited, entered_on=first.isoformat())


def survey_records(
    survey: Survey, days: Days, organisations: Mapping[str, date], seed: int
) -> list[WaveRecords]:
    """Return the waves of a demonstration with their replies; the same for one seed.

    ``organisations`` are those for which somebody may reply, and since when they are
    known. How many say what is planned (``WAVES``, ``POSITIVE``), so that the results
    differ as those of real surveys do; who says it, and when, is drawn.
    """
    random = np.random.default_rng(seed)
    records = []
    for number, plan in enumerate(WAVES):
        wave = _wave(days, number)
        opens = days.in_month(plan.month, OPENS)
        known = [one for one, since in organisations.items() if since < opens]
        replies = _replies(random, survey, wave, number, known)
        later: list[tuple[int, Reply]] = []
        if plan is not BASELINE:
            later += _corrected(random, survey, wave, replies)
        miscounted = None
        if number == WITHDRAWN_IN:
            later.insert(0, _withdrawn(wave, replies))
            miscounted = _miscounted(wave)
        records.append(WaveRecords(wave, miscounted, replies, later))
    return records
