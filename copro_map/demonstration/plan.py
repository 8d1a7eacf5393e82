"""The plan of a demonstration: what is said of it, research, influence, and money."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import cycle

import numpy as np

from copro_map.base.config import Settings
from copro_map.base.dates import add_months
from copro_map.base.store.connection import writing
from copro_map.demonstration.made_up import Days
from copro_map.demonstration.spending import spending
from copro_map.events.face import kept_events
from copro_map.plan.face import (
    ActivitySaid,
    AddedActivity,
    Evidence,
    Forecast,
    Influence,
    MilestoneSaid,
    Research,
    Spend,
    keep_plan,
    plan_definitions,
)
from copro_map.search.face import all_assets

MADE_UP = "demo-"
STREAM = 47  # of random numbers: of their own, so that the entries stay as they were
Facts = dict[str, object]
# How the activities of a year went, in their order; of every year the last.
WENT: Mapping[int, Sequence[str]] = {
    1: ("done", "done", "done", "done", "done", "done"),
    2: ("done", "done", "done", "done", "going_on", "done", "done", "dropped"),
    3: ("going_on", "going_on", "done", "going_on", "", "going_on", "going_on"),
    0: ("going_on", "going_on"),
}
LATE_OF_LAST_YEAR = 1  # the one of year 3 whose day has passed
WORDS = {
    "done": (
        "Demonstration: finished with those who began it.",
        "Arddangosiad: wedi'i orffen gyda'r rhai a'i dechreuodd.",
    ),
    "going_on": (
        "Demonstration: two groups are at work on it.",
        "Arddangosiad: mae dau grŵp wrthi'n gweithio arno.",
    ),
    "dropped": (
        "Demonstration: another body does this now, so we help them instead.",
        "Arddangosiad: corff arall sy'n gwneud hyn bellach; rydym yn eu helpu nhw.",
    ),
}
ADDED = (
    "Demonstration: meet in the language of the place.",
    "Arddangosiad: cyfarfod yn iaith y lle.",
)
REACHED: Mapping[int, Sequence[str]] = {
    1: ("reached", "reached", "partly", "reached", "partly"),
    2: ("reached", "partly", "reached", "partly", "not_reached"),
    3: ("partly",),
}
OF_YEAR = {
    "reached": (
        "Demonstration: members said so in the survey, and the events show it.",
        "Arddangosiad: dywedodd yr aelodau hynny yn yr arolwg, ac mae'r digwyddiadau'n "
        "ei ddangos.",
    ),
    "partly": (
        "Demonstration: true of the south; in the north it has begun.",
        "Arddangosiad: gwir am y De; yn y Gogledd mae wedi dechrau.",
    ),
    "not_reached": (
        "Demonstration: not yet. We will ask housing associations first.",
        "Arddangosiad: ddim eto. Byddwn yn gofyn i gymdeithasau tai yn gyntaf.",
    ),
}
PROJECTS: Mapping[int, int] = {1: 7, 2: 10, 3: 8}
ASKED = (
    (
        "Demonstration: what makes people come a second time?",
        "Arddangosiad: beth sy'n gwneud i bobl ddod yr eildro?",
    ),
    (
        "Demonstration: who decides, and who only hears of it?",
        "Arddangosiad: pwy sy'n penderfynu, a phwy sydd ond yn clywed am hynny?",
    ),
    (
        "Demonstration: what do carers need in order to take part?",
        "Arddangosiad: beth sydd ei angen ar ofalwyr er mwyn cymryd rhan?",
    ),
)
OF_RESEARCH = (
    "Demonstration: neighbours, a practice and a university.",
    "Arddangosiad: cymdogion, meddygfa a phrifysgol.",
)
INFLUENCE = (
    ("seat", "advisory group on care", "grŵp cynghori ar ofal", 2, 30),
    ("seat", "panel on housing", "panel ar dai", 1, 22),
    ("seat", "forum on transport", "fforwm ar drafnidiaeth", 0, 9),
    ("consultation", "rules for commissioning", "rheolau comisiynu", 2, 27),
    ("consultation", "a plan for rural health", "cynllun iechyd gwledig", 1, 16),
    ("consultation", "training of inspectors", "hyfforddi arolygwyr", 2, 5),
    (
        "change",
        "citizens on panels that appoint",
        "dinasyddion ar baneli penodi",
        1,
        12,
    ),
    ("change", "time for co-design in tenders", "amser i gyd-ddylunio", 2, 4),
)
SAID = (
    "Demonstration: invented, to show what can stand here.",
    "Arddangosiad: dychmygol, i ddangos beth all sefyll yma.",
)


def _both(words: tuple[str, str], name: str = "words") -> Facts:
    return {f"{name}_en": words[0], f"{name}_cy": words[1]}


class _Plan:
    """What a demonstration says of its plan, drawn once."""

    def __init__(self, settings: Settings, days: Days, seed: int) -> None:
        self.settings, self.days = settings, days
        self.random = np.random.default_rng([seed, STREAM])
        self.known = plan_definitions(settings)
        entries = all_assets(settings)
        entries = entries[entries.index.str.startswith(MADE_UP)]
        self.projects = sorted(entries.index[entries["kind"] == "project"])
        self.bodies = sorted(entries.index[entries["kind"] == "practitioner"])
        self.events = [
            one.id
            for one in kept_events(settings).events
            if one.state == "planned" and one.ends_on < days.today.isoformat()
        ]

    def ago(self, months: int) -> str:
        """Return a day so many months ago."""
        return add_months(self.days.today.replace(day=1), -months).isoformat()

    def of_year(self, year: int, days: int) -> str:
        """Return a day so many days into a year of the plan, never a coming one."""
        first = add_months(self.days.start, 12 * (year - 1))
        return min(first + timedelta(days), self.days.today).isoformat()

    def said(self) -> Iterator[Facts]:
        """Yield what was said of each activity: that it began, then what became."""
        owners = cycle(self.known.owners)
        place = dict.fromkeys(WENT, 0)
        for code, one in self.known.activities.items():
            number, went = place.get(one.year, 0), WENT.get(one.year, ())
            place[one.year] = number + 1
            state, owner = went[number] if number < len(went) else "", next(owners)
            if not state:
                continue
            year = one.year or 1
            began = {"activity": code, "state": "going_on", "owner": owner}
            yield {**began, "said_on": self.of_year(year, 20 + 9 * number)}
            last = {**began, "state": state, **_both(WORDS[state])}
            if year == 3 and number == LATE_OF_LAST_YEAR:
                last["due_on"] = self.ago(2)
            yield {**last, "said_on": self.of_year(year, 200 + 11 * number)}

    def added(self) -> Iterator[Facts]:
        """Yield an activity that the desk added in the second year."""
        number = sum(one.year == 2 for one in self.known.activities.values())
        yield {
            **{"code": f"2.{number + 1}", "year": 2, "outcomes": "1"},
            **{"indicators": "3.3", "said_on": self.of_year(2, 60)},
            **_both(ADDED, "label"),
        }

    def steps(self) -> Iterator[Facts]:
        """Yield the Network's word on the yearly outcomes, at the end of each year."""
        for year, states in REACHED.items():
            own = [k for k, one in self.known.milestones.items() if one.year == year]
            for code, state in zip(own, states, strict=False):
                day = self.of_year(year, 352 if year < 3 else 300)
                yield {"milestone": code, "state": state, "said_on": day} | _both(
                    OF_YEAR[state]
                )

    def evidence(self) -> Iterator[Facts]:
        """Yield what shows it: events, entries, a page; some parts have none."""
        events, entries = cycle(self.events[::2]), cycle(self.projects[::5])
        parts = [("activity", x, one.year) for x, one in self.known.activities.items()]
        parts += [("milestone", x, y.year) for x, y in self.known.milestones.items()]
        for number, (part, code, year) in enumerate(parts):
            if year == 3 or number % 4 == 3:
                continue
            day = self.of_year(year or 1, 260 + number)
            own: Facts = {"part": part, "code": code, "said_on": day}
            if self.events:
                yield {**own, "sort": "event", "target": next(events)}
            if number % 3 == 0 and self.projects:
                yield {**own, "sort": "entry", "target": next(entries)}
            if number % 5 == 0:
                page = f"https://www.example.org/{code.replace('.', '-')}"
                yield {**own, "sort": "web", "target": page} | _both(SAID)

    def _field(self, name: str, number: int, year: int) -> object:
        """Return what a project says in a field, by its sort; None for nothing."""
        field = self.known.research[name]
        over = year < 3
        if field.sort == "count":
            return int(self.random.integers(2, 15))
        if field.sort == "link":
            page = f"https://www.example.org/found-{year}-{number}"
            return page if over and number % 2 else None
        if field.choices:
            choices = list(field.choices)
            return choices[-1] if over else choices[number % len(choices)]
        first = next(iter(self.known.research))
        words = ASKED[number % len(ASKED)] if name == first else OF_RESEARCH
        return {"en": words[0], "cy": words[1]}

    def research(self) -> Iterator[Facts]:
        """Yield action-research projects: each an entry of kind project."""
        entries = iter(self.random.permutation(self.projects).tolist())
        for year, many in PROJECTS.items():
            for number, entry in zip(range(many), entries, strict=False):
                told = {x: self._field(x, number, year) for x in self.known.research}
                yield {
                    **{"entry": entry, "year": year},
                    "fields": json.dumps(
                        {x: y for x, y in told.items() if y is not None},
                        ensure_ascii=False,
                    ),
                    "said_on": self.of_year(year, 40 + 13 * number),
                }

    def influence(self) -> Iterator[Facts]:
        """Yield where the Network has a voice: bodies that are invented."""
        bodies = cycle(self.bodies[::7])
        for sort, english, welsh, at, months in INFLUENCE:
            if sort in self.known.influence:
                since = self.ago(months)
                yield {
                    **{"sort": sort, "from_on": since, "said_on": since},
                    **{"entry": next(bodies, "") if at else ""},
                    **_both(
                        (f"Demonstration: {english}", f"Arddangosiad: {welsh}"), "body"
                    ),
                    **_both(SAID),
                }


def write_plan(settings: Settings, days: Days, seed: int) -> None:
    """Write what a demonstration says of its plan, and what it spent."""
    told = _Plan(settings, days, seed)
    spends, forecasts = spending(told.known, days, told.random)
    records = {
        AddedActivity: list(told.added()),
        ActivitySaid: list(told.said()),
        MilestoneSaid: list(told.steps()),
        Evidence: list(told.evidence()),
        Research: list(told.research()),
        Influence: list(told.influence()),
        Spend: spends,
        Forecast: forecasts,
    }
    with writing(settings.database) as database:
        keep_plan(database, records)
