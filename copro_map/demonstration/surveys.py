"""The surveys of a demonstration: how many say yes is planned, who says it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import numpy as np

from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.demonstration.made_up import BY, Days, one_of, some_of
from copro_map.surveys.face import (
    Question,
    Reply,
    Survey,
    Wave,
    add_records,
    load_surveys,
)

SURVEY = "members"
ORGANISATION = "organisation"  # the role that speaks for one
ROLES = (
    *("policy_maker", "commissioner", "provider", "frontline", "citizen"),
    ORGANISATION,
)
OPENS, CLOSES = 4, 21  # days of the month
SIGNS = 32  # of the checksum of somebody invented
SKIPPED = 0.03  # of those who were asked a question
NAMED = 0.7  # of the replies for an organisation say for which
# Milder answers are the more likely ones.
FIRST_OPTION = 0.35
CORRECTED, CORRECTED_AFTER = 3, 5  # replies of a wave; days after it closed
PREPARED, RECOUNTED, MISCOUNTED = 14, 7, 4  # days before it opens; people too few


# The month of each wave; of each role, how many were invited and replied. In each wave
# a role or two are too few to be shown; in the second the citizens, too.
BASELINE, WITHDRAWN_IN = 0, 2  # numbers of waves
WAVES = (
    (1, ((14, 6), (12, 5), (32, 14), (34, 15), (24, 11), (44, 18))),
    (11, ((16, 7), (18, 10), (45, 20), (46, 21), (24, 8), (56, 24))),
    (23, ((20, 9), (22, 12), (55, 27), (57, 26), (34, 19), (64, 31))),
    (35, ((24, 13), (22, 8), (60, 31), (66, 33), (52, 30), (72, 40))),
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

Answers = dict[str, tuple[str, ...]]


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
    n = len(answering)
    if question.kind == "many":
        options = [one.id for one in question.options][:-1]  # the last one is "none"
        chosen = some_of(random, options, n, 1, 3)
    else:
        positive = [number < round(share * n) for number in range(n)]
        chosen = [_chosen(random, question, yes) for yes in positive]
    for place, some in zip(answering, chosen, strict=True):
        answers[place][question.id] = some


def _answers(
    random: np.random.Generator, survey: Survey, number: int
) -> list[tuple[str, Answers]]:
    """Return role and answers of everybody who replied in a wave, in a drawn order."""
    people = zip(ROLES, WAVES[number][1], strict=True)
    roles = [role for role, (_, count) in people for _ in range(count)]
    replied: list[tuple[str, Answers]] = [
        (roles[place], {}) for place in random.permutation(len(roles)).tolist()
    ]
    for question in survey.asked(baseline=number == BASELINE):
        share = POSITIVE.get(question.id, (UNPLANNED,) * len(WAVES))[number]
        own = [answers for role, answers in replied if role in question.roles]
        _answer(random, question, share, own)
    return replied


def _wave(days: Days, number: int) -> Wave:
    month, people = WAVES[number]
    opens = days.in_month(month, OPENS)
    return Wave(
        survey=SURVEY,
        name=f"{opens:%Y-%m} demo",
        name_cy=f"{opens:%Y-%m} arddangosiad",
        opens_on=opens.isoformat(),
        closes_on=days.in_month(month, CLOSES).isoformat(),
        baseline=number == BASELINE,
        invited={
            role: invited for role, (invited, _) in zip(ROLES, people, strict=True)
        },
        entered_by=BY,
        entered_on=(opens - timedelta(RECOUNTED)).isoformat(),
    )


def _replies(
    random: np.random.Generator,
    survey: Survey,
    wave: Wave,
    number: int,
    organisations: Sequence[str],
) -> Iterator[Reply]:
    """Yield the replies of a wave in the order of their days."""
    replied = _answers(random, survey, number)
    opens, open_days = date.fromisoformat(wave.opens_on), CLOSES - OPENS
    days = sorted(random.integers(0, open_days, len(replied)).tolist())
    speaking = iter(random.permutation(np.array(organisations, dtype=object)).tolist())
    for place, ((role, answers), day) in enumerate(zip(replied, days, strict=True)):
        named = role == ORGANISATION and random.random() < NAMED
        said = (opens + timedelta(day)).isoformat()
        yield Reply(
            survey=SURVEY,
            wave=wave.name,
            respondent=_somebody(wave, f"{place}"),
            role=role,
            answered_on=said,
            source=BY,
            entered_by=BY,
            entered_on=said,
            answers=answers,
            organisation_id=next(speaking, "") if named else "",
        )


def _corrected(
    random: np.random.Generator, survey: Survey, wave: Wave, replies: list[Reply]
) -> Iterator[tuple[int, Reply]]:
    """Yield replies that were corrected later, and spoil them as they were at first.

    Whoever sent them had mistaken one of the questions.
    """
    later = date.fromisoformat(wave.closes_on) + timedelta(CORRECTED_AFTER)
    for place in random.permutation(len(replies))[:CORRECTED].tolist():
        right = replies[place]
        given = [x for x in right.answers if survey.questions[x].kind == "one"]
        name = given[int(random.integers(len(given)))]
        options = [option.id for option in survey.questions[name].options]
        others = [x for x in options if (x,) != right.answers[name]]
        wrong = {**right.answers, name: tuple(one_of(random, others, 1))}
        replies[place] = replace(right, answers=wrong)
        yield place, replace(right, entered_on=later.isoformat())


def _withdrawn(wave: Wave, replies: list[Reply]) -> tuple[int, Reply]:
    """Return the withdrawal of one reply more, and add that to the replies."""
    extra = replace(
        replies[-1],
        respondent=_somebody(wave, "withdrawn"),
        organisation_id="",
    )
    replies.append(extra)
    return len(replies) - 1, replace(
        extra, status="withdrawn", entered_on=wave.closes_on
    )


def _somebody(wave: Wave, which: str) -> str:
    """Return the checksum of somebody who was invented; the same for one seed."""
    whole = f"{BY} {wave.name} {which}".encode()
    return sha256(whole).hexdigest()[:SIGNS]


def _miscounted(wave: Wave) -> Wave:
    """Return the wave as it was entered a week before: some people were forgotten."""
    first = date.fromisoformat(wave.opens_on) - timedelta(PREPARED)
    too_few = {ORGANISATION: wave.invited[ORGANISATION] - MISCOUNTED}
    return replace(
        wave, invited={**wave.invited, **too_few}, entered_on=first.isoformat()
    )


def write_surveys(
    settings: Settings, days: Days, organisations: Mapping[str, date], seed: int
) -> None:
    """Write the waves of a demonstration with their replies; the same for one seed.

    ``organisations`` are those for which somebody may reply, and since when they are
    known. How many say what is planned (``WAVES``, ``POSITIVE``), so that the results
    differ as those of real surveys do; who says it, and when, is drawn.
    """
    random = np.random.default_rng(seed)
    survey = load_surveys(settings.data_dir)[SURVEY]
    with writing(settings.database) as database:
        for number in range(len(WAVES)):
            wave = _wave(days, number)
            known = [
                one
                for one, since in organisations.items()
                if since.isoformat() < wave.opens_on
            ]
            replies = list(_replies(random, survey, wave, number, known))
            later = (
                []
                if number == BASELINE
                else list(_corrected(random, survey, wave, replies))
            )
            if number == WITHDRAWN_IN:
                later.insert(0, _withdrawn(wave, replies))
                ((first,), _) = add_records(database, [_miscounted(wave)])
                wave = replace(wave, supersedes=first)
            _, ids = add_records(database, [wave], replies)
            after = [replace(one, supersedes=ids[place]) for place, one in later]
            add_records(database, replies=after)
