"""Waves at random, and an attack on all that is published of them.

A wave is a story: who replies, corrects or withdraws a reply, in which batch and when.
After each batch it is asked, for days gone and days to come, what may be published; the
people behind each number are known from the story. Then up to three numbers of a
question are added and subtracted in every way: fewer than ten people must never be
left, nor a group of which all, or none, said so.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from copro_map.base.config import Settings
from copro_map.base.statistics.hiding import TOTAL
from copro_map.base.statistics.intervals import LOW
from copro_map.surveys.by_role import role_split
from copro_map.surveys.figures import Held

OPENS, CLOSES = date(2027, 3, 1), date(2027, 3, 31)
LATEST = CLOSES + timedelta(20)
ROLES = ("citizen", "provider", "organisation")
# Who is asked what; the codes of the indicators are those of the survey's file.
QUESTIONS = {"a": ROLES, "b": ("citizen", "provider"), "c": ("organisation",)}
CODES = {"a": "1.2", "b": "2.1", "c": "3.3"}
SURVEY = """
version = "1"
label = { en = "S", cy = "S" }
introduction = { en = "I", cy = "I" }
privacy = { en = "P", cy = "P" }
[roles]
"""
QUESTION = """
[questions.{name}]
kind = "one"
indicator = "{code}"
roles = {roles}
text = {{ en = "{name}", cy = "{name}" }}
options = [
    {{ id = "yes", label = {{ en = "Yes", cy = "Ydw" }}, positive = true }},
    {{ id = "no", label = {{ en = "No", cy = "Nac ydw" }} }},
]
"""


def survey_folder(path: Path) -> Path:
    """Write the survey of the stories, and name the indicators that it serves."""
    for folder in ("surveys", "indicators"):
        (path / folder).mkdir(parents=True)
    roles = "".join(f'{x} = {{ en = "{x}", cy = "{x}" }}\n' for x in ROLES)
    questions = "".join(
        QUESTION.format(name=name, code=CODES[name], roles=list(own))
        for name, own in QUESTIONS.items()
    )
    (path / "surveys" / "s.toml").write_text(SURVEY + roles + questions)
    for code in CODES.values():
        (path / "indicators" / f"{code}.toml").touch()
    return path


@dataclass
class Story:
    """Replies to a wave in the order in which they were stored; index of a row: id."""

    rows: list[dict[str, object]] = field(default_factory=list)
    last: dict[int, int] = field(default_factory=dict)
    batches: list[date] = field(default_factory=list)

    def tell(self, person: int, role: str, answers: dict, status: str) -> None:
        self.rows.append(
            {
                "survey": "s",
                "wave": "w",
                "role": role,
                "respondent": f"{person}",
                "organisation_id": f"body-{person}" if role == "organisation" else "",
                "answered_on": OPENS.isoformat(),
                "answers": answers,
                "status": status,
                "entered_on": self.batches[-1].isoformat(),
                "supersedes": self.last.get(person),
                "batch": len(self.batches),
            }
        )
        self.last[person] = len(self.rows)

    @cached_property
    def whole(self) -> pd.DataFrame:
        """All replies."""
        index = pd.Index(range(1, len(self.rows) + 1), name="id")
        frame = pd.DataFrame(self.rows, index=index)
        return frame.astype({"supersedes": "Int64", "batch": "Int64"})

    def frame(self, batches: int) -> pd.DataFrame:
        """The replies of the first batches."""
        return self.whole[self.whole["batch"] <= batches]


def _answers(chance: random.Random, role: str, yes: float) -> dict:
    return {
        name: ("yes" if chance.random() < yes else "no",)
        for name, own in QUESTIONS.items()
        if role in own and chance.random() < 0.85
    } or {"a": ("no",)}


def story(seed: int) -> Story:
    """A wave: most reply in time; then some late, some corrected, some withdrawn."""
    chance = random.Random(seed)
    found, roles = Story(), {}
    yes = chance.choice([0.05, 0.3, 0.5, 0.95])
    days = sorted(chance.choices(range(-3, 19), k=chance.randint(2, 7)))
    for number, day in enumerate([-20, *days]):
        found.batches.append(CLOSES + timedelta(day))
        for role in ROLES:
            many = chance.choice(
                (0, 6, 9, 12, 20, 35) if number == 0 else (0, 1, 4, 11)
            )
            for _ in range(many):
                person = len(roles)
                roles[person] = role
                found.tell(person, role, _answers(chance, role, yes), "checked")
        for person in chance.sample(
            sorted(roles), min(len(roles), chance.choice((0, 1, 3, 12)))
        ):
            status = chance.choice(("checked", "checked", "withdrawn"))
            role = roles[person]
            if person in found.last:
                found.tell(person, role, _answers(chance, role, yes), status)
    return found


WAVES = pd.DataFrame(
    {
        "survey": "s",
        "name": "w",
        "opens_on": OPENS.isoformat(),
        "closes_on": [CLOSES.isoformat()],
        "baseline": False,
        "invited": [dict.fromkeys(ROLES, 200)],
        "entered_on": OPENS.isoformat(),
        "code": "",
        "name_cy": "",
        "supersedes": pd.array([None], "Int64"),
    },
    index=pd.Index([1], name="id"),
)


@dataclass(frozen=True)
class Published:
    """A number that was published: whose answers are behind it, and who said so.

    ``people`` are (respondent, said so); ``said`` is None where it is not published how
    many of them said so.
    """

    group: str
    people: frozenset[tuple[str, bool]]
    said: int | None


def _behind(told: Story, question: str, group: str, shown) -> frozenset:
    """Those behind a number, by the story: what is shown only says which replies."""
    cells = shown.values() if group == TOTAL else [shown[group]]
    rows = [told.rows[number - 1] for cell in cells for _, number in cell.values()]
    assert all(group in (TOTAL, row["role"]) for row in rows)
    return frozenset(
        (x["respondent"], x["answers"][question] == ("yes",)) for x in rows
    )


def asked(settings: Settings, frame: pd.DataFrame, day: date):
    """What is published for a day: rows by question, those who wait, and activity."""
    held = Held(settings, WAVES, frame)
    found = held.results(day)
    rows = {
        name: (role_split(one), one.waiting, one.invited)
        for result in found
        for name, code in CODES.items()
        for one in [result.figures[code]]
    }
    return rows, sorted(held.activity(day)["organisation_id"]), held


def moments(
    told: Story, settings: Settings, clock: pytest.MonkeyPatch
) -> Iterator[tuple[date, date, tuple]]:
    """Ask the day before the wave closes, that morning, and then after each batch."""
    times = [(day, n) for n, day in enumerate(told.batches, start=1) if day >= CLOSES]
    early = len(told.batches) - len(times)
    times += [(CLOSES - timedelta(1), early), (CLOSES, early)]
    for now, batches in sorted(times):
        clock.setenv("COPRO_MAP_TODAY", now.isoformat())
        frame = told.frame(batches)
        yield now, LATEST, asked(settings, frame, LATEST)


def published(
    told: Story, settings: Settings, clock: pytest.MonkeyPatch
) -> dict[str, set[Published]]:
    """All that was ever published of a wave, by question; nothing while it is open."""
    found: dict[str, set[Published]] = {name: set() for name in QUESTIONS}
    for now, day, (rows, active, held) in moments(told, settings, clock):
        if now < CLOSES:
            assert not rows, f"as at {day}, on {now}, an open wave says {rows}"
            assert not active, f"as at {day}, on {now}, it names {active}"
            continue
        stage = held._stages["s", "w"]
        shown = [x for x in stage if x.day <= min(day, now).isoformat()][-1].shown
        for name, (split, _, _) in rows.items():
            for row in split:
                # Of all together it is said how many answered, even of one mind.
                if row.denominator is None and not (row.bound and row.role == TOTAL):
                    continue
                people = _behind(told, name, row.role, shown[name])
                assert row.denominator in (None, len(people))
                assert row.numerator in (None, sum(yes for _, yes in people))
                found[name].add(Published(row.role, people, row.numerator))
    return found


def _signed(count: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Up to three of so many numbers, added and subtracted in every way."""
    for size in (1, 2, 3):
        for which in combinations(range(count), size):
            for signs in product((1, -1), repeat=size - 1):
                yield which, (1, *signs)


def broken(numbers: set[Published]) -> list[str]:
    """Return what up to three numbers of a question give away, in words."""
    known = sorted(numbers, key=lambda x: (x.group, len(x.people), sorted(x.people)))
    everyone = sorted({one for x in known for one in x.people})
    sets = np.array([[one in x.people for one in everyone] for x in known], dtype=int)
    yes = np.array([said for _, said in everyone], dtype=bool)
    found = []
    for which, signs in _signed(len(known)):
        left = np.array(signs) @ sets[list(which)]
        people, said = int((left != 0).sum()), int(left[yes].sum())
        names = [f"{known[at].group} ({len(known[at].people)})" for at in which]
        is_told = all(known[at].said is not None for at in which)
        if 0 < people < LOW:
            found.append(f"{names} {signs}: {people} people")
        elif people and is_told and {*left} <= {0, 1} and said in (0, people):
            found.append(f"{names} {signs}: {said} of {people}")
    return found


def given_away(seed: int, settings: Settings, clock: pytest.MonkeyPatch) -> list[str]:
    """Return what is given away of the wave of a number."""
    told = published(story(seed), settings, clock)
    return [f"{name}: {one}" for name in told for one in broken(told[name])]
