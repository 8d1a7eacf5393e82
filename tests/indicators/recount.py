"""The indicators counted anew: plain SQL over the tables, with none of the project.

The slow and obvious way, to hold what is shown against. What a sector and a question
are is read from their files; a share below ten replies has no figure.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import NormalDist
from typing import Any

LOW = 10
Z = NormalDist().inv_cdf(0.975)
GROUPS = ("citizens", "providers", "government")
# What was known on the day: of an entry its last state, and what it said of its
# verification by then; of the others the rows that no row entered by then supersedes.
# Which replies count is found day by day, below.
KNOWN = """
CREATE TEMP TABLE entry AS
WITH known AS (
    SELECT id, asset_id, content ->> 'verification' AS word,
        content ->> 'verified_on' AS checked, content
    FROM asset_history WHERE known_from <= '{day}'
)
SELECT now.asset_id AS id, now.content ->> 'kind' AS kind,
    now.content ->> 'practitioner_type' AS practitioner_type,
    now.content ->> 'sector' AS sector, now.content ->> 'organisation' AS organisation,
    now.content ->> 'organisation_id' AS organisation_id,
    now.content ->> 'start_year' AS start_year, now.content -> 'stages' AS stages,
    COALESCE(said.word = 'confirmed' AND said.checked <> '', 0) AS verified,
    said.word AS word, said.checked AS checked, now.content ->> 'ends' AS ends
FROM known AS now
LEFT JOIN known AS said ON said.id = (
    SELECT max(id) FROM known WHERE asset_id = now.asset_id
        AND (word <> 'confirmed' OR checked <= '{day}')
)
WHERE now.id = (SELECT max(id) FROM known WHERE asset_id = now.asset_id)
    AND now.content ->> 'status' = 'published';
CREATE TEMP TABLE closed AS SELECT * FROM wave AS w
WHERE entered_on <= '{day}' AND closes_on <= '{day}' AND NOT EXISTS (
    SELECT 1 FROM wave WHERE supersedes = w.id AND entered_on <= '{day}');
CREATE TEMP TABLE replied AS
SELECT r.*, c.closes_on, c.baseline, c.invited, '' AS question
FROM reply AS r JOIN closed AS c ON c.survey = r.survey AND c.name = r.wave WHERE 0;
CREATE TEMP TABLE audited AS SELECT * FROM audit AS a
WHERE entered_on <= '{day}' AND audited_on <= '{day}' AND status = 'checked'
    AND NOT EXISTS (
        SELECT 1 FROM audit WHERE supersedes = a.id AND entered_on <= '{day}');
CREATE TEMP TABLE latest AS SELECT asset_id, level FROM audited AS a
WHERE level <> '' AND NOT EXISTS (
    SELECT 1 FROM audited WHERE asset_id = a.asset_id AND level <> ''
        AND (audited_on, id) > (a.audited_on, a.id));
"""
# The days on which something of a wave was entered, or it closed, when it was closed.
DAYS = """
WITH own AS (SELECT * FROM wave WHERE (survey, name) = (:survey, :wave)), days AS (
    SELECT entered_on AS day FROM reply WHERE (survey, wave) = (:survey, :wave)
    UNION SELECT entered_on FROM own UNION SELECT closes_on FROM own)
SELECT date(day, '-1 day'), day FROM days WHERE day <= :day AND day >= (
    SELECT closes_on FROM own WHERE entered_on <= day ORDER BY id DESC LIMIT 1)
ORDER BY day
"""
STANDING = """
SELECT role, respondent, id, EXISTS (
    SELECT 1 FROM json_each(answers -> :question)
    WHERE value IN (SELECT value FROM json_each(:positive)))
FROM reply AS r
WHERE (survey, wave) = (:survey, :wave) AND entered_on <= :day AND status = 'checked'
    AND json_array_length(answers -> :question) > 0
    AND role IN (SELECT value FROM json_each(:roles))
    AND NOT EXISTS (
        SELECT 1 FROM reply WHERE supersedes = r.id AND entered_on <= :day)
"""
COUNT = """
INSERT INTO replied SELECT r.*, c.closes_on, c.baseline, c.invited, :question
FROM reply AS r JOIN closed AS c ON c.survey = r.survey AND c.name = r.wave
WHERE r.id IN (SELECT value FROM json_each(:ids))
"""
# Each record that counts, or would: its id, whether it counts, whether it did once.
ACTIVE = """
SELECT id, id IN (
    SELECT CASE WHEN kind IN ('project', 'offer', 'request') THEN organisation_id
        ELSE id END
    FROM entry WHERE verified AND checked >= date(:day, '-12 months')
    UNION SELECT organisation_id FROM replied
    WHERE answered_on BETWEEN date(:day, '-12 months') AND :day
    UNION SELECT a.entry FROM event_attended AS a JOIN event ON event.number = event
    WHERE event.state = 'planned' AND noted_on <= :day
        AND event.ends_on BETWEEN date(:day, '-12 months') AND :day
    UNION SELECT e.organisation_id FROM audited AS a JOIN entry AS e ON e.id = asset_id
    WHERE audited_on >= date(:day, '-12 months')
) AS counts, verified OR COALESCE(word = 'stale', 0) AS once
FROM entry WHERE kind = 'practitioner' AND practitioner_type <> 'individual'
    AND COALESCE(NULLIF(ends, ''), '9999') >= :day
    AND sector IN (SELECT value FROM json_each(:sectors)) ORDER BY id
"""
# Of an organisation that was a member when it began; of all, while no member is known.
# It began when it was first known, if that was in its year; else on a day of that year.
OF_MEMBERS = """
WITH joined AS (
    SELECT entry, joined_on, COALESCE(NULLIF(left_on, ''), '9999') AS left_on
    FROM member WHERE state IN ('member', 'left')
        AND MAX(entered_on, joined_on) <= :day
), first AS (
    SELECT asset_id, MIN(id), known_from FROM asset_history GROUP BY asset_id
), begun AS (
    SELECT entry.*, CASE WHEN start_year <> 0 + substr(known_from, 1, 4)
            THEN printf('%04d-01-01', start_year) ELSE known_from END AS earliest,
        CASE WHEN start_year <> 0 + substr(known_from, 1, 4)
            THEN MIN(printf('%04d-12-31', start_year), :day) ELSE known_from
            END AS latest,
        COALESCE((SELECT became FROM asset_successor AS s WHERE s.id = organisation_id),
            organisation_id) AS runner
    FROM entry JOIN first ON asset_id = entry.id
), told AS (
    SELECT *, NOT EXISTS (SELECT 1 FROM joined) OR EXISTS (
        SELECT 1 FROM joined WHERE entry IN (runner, organisation_id) AND entry <> ''
            AND joined_on <= latest AND left_on > earliest) AS is_own
    FROM begun
)"""
MEMBERS = """
SELECT COUNT(*) FROM member WHERE state IN ('member', 'left')
    AND MAX(entered_on, joined_on) <= :day
"""
# Since the programme began: those outside some authorities, of those with a place.
OUTSIDE = """
SELECT COALESCE(SUM(authority NOT IN (SELECT value FROM json_each(:areas))), 0),
    COUNT(*)
FROM event WHERE state = 'planned' AND authority <> '' AND entered_on <= :day
    AND ends_on BETWEEN :start AND :day
"""
# Held, and in neither: those without a place; those of which nobody counted both.
BESIDES = """
SELECT SUM(authority = ''), SUM(NOT (counted_on <> '' AND counted_on <= :day
    AND COALESCE(citizens + professionals, -1) >= 0))
FROM event WHERE state = 'planned' AND entered_on <= :day
    AND ends_on BETWEEN :start AND :day
"""
CAME = """
SELECT citizens, professionals FROM event
WHERE state = 'planned' AND entered_on <= :day AND ends_on BETWEEN :start AND :day
    AND counted_on <> '' AND counted_on <= :day AND citizens + professionals >= 0
ORDER BY counted_on, id
"""
NEW = (
    OF_MEMBERS
    + """
SELECT id, COALESCE(word IN ('confirmed', 'stale') AND checked <> '', 0), 0 FROM told
WHERE is_own = :own AND kind = 'project' AND organisation || organisation_id <> ''
    AND start_year BETWEEN 0 + strftime('%Y', :start) AND 0 + strftime('%Y', :day)
ORDER BY id
"""
)
COPRODUCED = (
    OF_MEMBERS  # noqa: S608 - ours
    + """
SELECT id, COALESCE(word IN ('confirmed', 'stale') AND checked <> '', 0), 0 FROM told
WHERE is_own = :own AND kind = 'project'
    AND COALESCE(start_year, 0) <= 0 + strftime('%Y', :day)
    AND EXISTS (SELECT 1 FROM json_each(stages) WHERE value IN
        ('co_commission', 'co_design', 'co_deliver', 'co_evaluate'))
ORDER BY id
"""
)
ADVANCED = """
SELECT id, verified, 0 FROM entry JOIN latest ON asset_id = id
WHERE kind = 'project' AND level IN ('intermediate', 'transformative') ORDER BY id
"""
AUDITED = """
SELECT id FROM entry JOIN latest ON asset_id = id
WHERE kind = 'project' AND verified ORDER BY id
"""
# Of each wave and role: how many answered a question, and how many said so.
ANSWERS = """
SELECT wave, closes_on, invited, role, count(*), sum(EXISTS (
    SELECT 1 FROM json_each(answers -> :question)
    WHERE value IN (SELECT value FROM json_each(:positive))))
FROM replied
WHERE survey = :survey AND question = :question AND (:in_baseline OR NOT baseline)
GROUP BY wave, role ORDER BY closes_on, wave, role
"""
ENTERED = """
SELECT indicator, period_end, numerator, denominator, invited FROM observation AS o
WHERE entered_on <= :day AND period_end <= :day AND breakdown = '{}'
    AND status = 'checked' AND NOT EXISTS (
        SELECT 1 FROM observation
        WHERE supersedes = o.id AND entered_on <= :day AND status <> 'draft')
"""


Said = dict[str, tuple[int, int]]  # by respondent: 1 who said so, and the reply


@dataclass
class Figure:
    """What an indicator comes to.

    ``records`` count, of the ``base`` if it is a share; ``silent`` ones would count if
    they were confirmed. None: it is not counted from records. ``others`` would count
    if who runs them had been a member; None while no member is known. ``besides`` are
    events that are in no share.
    """

    numerator: int | None = None
    denominator: int | None = None
    invited: int | None = None
    period_end: str | None = None
    records: list[str] | None = None
    silent: list[str] | None = None
    base: list[str] | None = None
    people: bool = True
    others: list[str] | None = None
    besides: int | None = None

    @property
    def hidden(self) -> bool:
        """Whether somebody answered, but too few to show anything."""
        return self.denominator is not None and 0 < self.denominator < LOW

    @property
    def bound(self) -> str | None:
        """What is told in place of a share of people that would tell what all said."""
        of_people = self.people and self.records is None
        if not (of_people and self.denominator) or self.hidden:
            return None
        said, silent = self.numerator or 0, self.denominator - (self.numerator or 0)
        return "at_least" if silent < 2 else "at_most" if said < 2 else None

    @property
    def told(self) -> dict[str, Any]:
        """The numbers that may be shown, by their names in the JSON."""
        said, of = self.numerator, self.denominator
        value, limits = None if said is None else float(said), None
        if self.hidden:
            value = said = of = None
        elif of is not None:
            value, limits = None, None
            if self.bound:
                value, said = {"at_least": 90.0, "at_most": 10.0}[self.bound], None
            elif of and said is not None:
                value, limits = 100 * said / of, wilson(said, of)
        return {
            "value": value,
            "numerator": said,
            "denominator": of,
            "invited": None if self.hidden else self.invited,
            "interval": limits,
            "bound": self.bound,
        }


def wilson(said: int, of: int) -> tuple[float, float]:
    """Wilson's 95% limits in percent: each x with (share - x)^2 = z^2 x (1 - x) / n."""
    share, spread = said / of, Z * Z / of
    a, b, c = 1 + spread, -(2 * share + spread), share * share
    root = max(0.0, b * b - 4 * a * c) ** 0.5
    return 100 * (-b - root) / (2 * a), 100 * (-b + root) / (2 * a)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _may_change(old: Said, new: Said, published: bool) -> bool:
    """Whether ten or more differ, of a role of ten or more, not all of one mind."""
    differ = [x for x in {*old, *new} if old.get(x, (2,))[0] != new.get(x, (2,))[0]]
    few = any(0 < len(side) < LOW for side in (old, new))
    more = sum(x for x, _ in new.values()) - sum(x for x, _ in old.values())
    of_one_mind = more in (0, len(new) - len(old))
    return len(differ) >= LOW and not few and not (published and of_one_mind)


class Recount:
    """The figures of a database as at a day, from its tables and the definitions.

    ``roles``: who said so and who answered, by indicator, wave and role.
    """

    def __init__(self, database: Path, data_dir: Path, day: date) -> None:
        self.data_dir, self.day = data_dir, day.isoformat()
        with closing(sqlite3.connect(database)) as self.db:
            self.db.executescript(KNOWN.format(day=self.day))
            for survey, wave in self._all("SELECT survey, name FROM closed"):
                for asked in self._questions(survey):
                    shown = self._settled(asked | {"survey": survey, "wave": wave})
                    self.db.execute(COUNT, asked | {"ids": json.dumps(shown)})
            self.roles: dict[str, dict[str, dict[str, tuple[int, int]]]] = {}
            self.figures = self._of_people() | dict(self._of_records())
            self.figures |= self._of_events()

    def _all(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, {"day": self.day} | values).fetchall()

    def _start(self) -> str:
        found = self._all("SELECT start FROM demonstration")
        start = _toml(self.data_dir / "programme.toml")["start"]
        return str(found[0][0]) if found else start.isoformat()

    def _questions(self, survey: str) -> Iterator[dict[str, str]]:
        """What each question of a survey asks whom, as the statements take it."""
        for name, one in _toml(self.data_dir / "surveys" / f"{survey}.toml")[
            "questions"
        ].items():
            positive = [x["id"] for x in one["options"] if x.get("positive")]
            yield {
                "question": f"$.{name}",
                "positive": json.dumps(positive),
                "roles": json.dumps(one["roles"]),
            }

    def _settled(self, asked: dict[str, str]) -> list[int]:
        """The replies to a question that are shown: in a role they change by ten.

        Not by ten who all said the same; and the first time by as many as there are.
        """
        shown: dict[str, Said] = {}
        is_public = False
        days = [day for both in self._all(DAYS, **asked) for day in both]
        for day in dict.fromkeys(days):  # first as it was in the morning
            now: dict[str, Said] = {}
            for role, who, number, said in self._all(STANDING, **asked | {"day": day}):
                now.setdefault(role, {})[who] = (said, number)
            for role in {*now, *shown}:
                old, new = shown.get(role, {}), now.get(role, {})
                if not is_public or _may_change(old, new, asked["positive"] != "[]"):
                    shown[role] = new
            is_public = is_public or sum(map(len, now.values())) >= LOW
        return [number for own in shown.values() for _, number in own.values()]

    def _of_records(self) -> Iterator[tuple[str, Figure]]:
        sectors = _toml(self.data_dir / "sectors.toml").items()
        wanted = [x for x, entry in sectors if entry.get("group") in GROUPS]
        asked = {"sectors": json.dumps(wanted), "start": self._start()}
        by_code = {"1.1": ACTIVE, "2.3": NEW, "3.1": COPRODUCED, "3.2": ADVANCED}
        for code, sql in by_code.items():
            rows = self._all(sql, **asked, own=1)
            counts = [one for one, does, _ in rows if does]
            silent = [one for one, does, once in rows if not does and not once]
            found = Figure(len(counts), records=counts, silent=silent)
            if ":own" in sql and self._all(MEMBERS) != [(0,)]:
                others = self._all(sql, **asked, own=0)
                found.others = [one for one, does, _ in others if does]
            if code == "3.2":
                found.base = [one for (one,) in self._all(AUDITED)]
                found.denominator = len(found.base)
            yield code, found

    def _of_events(self) -> dict[str, Figure]:
        """The Network's own: where events were, and who came, in steps of ten."""
        south_east = _toml(self.data_dir / "own_indicators" / "N1.toml")["outside"]
        with (self.data_dir / "regions.csv").open(encoding="utf-8") as file:
            (areas,) = (
                row["members"].split(";")
                for row in csv.DictReader(file)
                if row["name_en"] == south_east
            )
        asked = {"start": self._start(), "areas": json.dumps(areas)}
        away, placed = self._all(OUTSIDE, **asked)[0]
        shown, known = (0, 0), (0, 0)
        for citizens, others in self._all(CAME, **asked):
            known = (known[0] + citizens, known[1] + citizens + others)
            new = (known[0] - shown[0], known[1] - shown[1])
            if shown == (0, 0) or (new[1] >= LOW and 0 < new[0] < new[1]):
                shown = known
        online, uncounted = (x or 0 for x in self._all(BESIDES, **asked)[0])
        outside = Figure(away if placed else None, placed, people=False)
        came = Figure(shown[0] if shown[1] else None, shown[1])
        outside.besides, came.besides = online, uncounted
        return {"N1": outside, "N2": came}

    def _of_people(self) -> dict[str, Figure]:
        """The last period that was reported of each; replies go before totals."""
        indicators = sorted(x.stem for x in (self.data_dir / "indicators").glob("*"))
        found: dict[str, dict[str, Figure]] = {code: {} for code in indicators}
        for code, period, *numbers in self._all(ENTERED):
            found[code][period] = Figure(*numbers, period)
        for path in (self.data_dir / "surveys").glob("*.toml"):
            for name, question in _toml(path)["questions"].items():
                if "indicator" in question:
                    own = self._of_question(path.stem, name, question)
                    found[question["indicator"]] |= own
        return {x: own[max(own)] if own else Figure() for x, own in found.items()}

    def _of_question(
        self, survey: str, name: str, question: dict[str, Any]
    ) -> dict[str, Figure]:
        roles = question["roles"]
        asked = next(x for x in self._questions(survey) if x["question"] == f"$.{name}")
        in_baseline = "baseline_of" in question
        rows = self._all(ANSWERS, survey=survey, in_baseline=in_baseline, **asked)
        found: dict[str, Figure] = {}
        waves = self.roles.setdefault(question["indicator"], {})
        for wave, closed, invited, role, answered, said in rows:
            known = json.loads(invited)
            asked = sum(known[x] for x in roles) if set(roles) <= set(known) else None
            split = waves.setdefault(wave, {})
            split[role] = (said, answered)
            said, of = (sum(part) for part in zip(*split.values(), strict=True))
            found[closed] = Figure(said, of, asked, closed)
        return found
