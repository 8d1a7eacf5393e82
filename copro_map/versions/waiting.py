"""What waits on the desk of what was sent in, and how long that takes by language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from copro_map.base.config import Settings
from copro_map.base.i18n import LANGUAGES, t
from copro_map.base.moments import read_moment
from copro_map.base.store.connection import reading
from copro_map.base.today import WALES
from copro_map.base.waiting import Line
from copro_map.people.persons import person_at
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor
from copro_map.versions.deciding import open_versions
from copro_map.versions.rules.versions import Version
from copro_map.versions.store import versions as store

SECONDS_OF_A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Pace:
    """How many were accepted that were sent in a language, and how soon.

    ``median_days`` is the number of days from sending to accepting that half of them
    took at most; None if there is none.
    """

    language: str
    accepted: int
    median_days: float | None


def waiting(settings: Settings, actor: Actor, _today: date) -> tuple[Line, ...]:
    """Return what waits for somebody to decide, in words; what is to be read in Welsh.

    The second only for whoever has their letters in Welsh.
    """
    found = open_versions(settings, actor)
    lines = []
    if own := [one for one in found if one.state == "waiting"]:
        words = t("Sent in, to be decided: {n}", n=len(own))
        lines.append(_line(words, "desk?part=sent", own))
    in_welsh = [one for one in found if one.state == "reading"]
    if in_welsh and _reads_welsh(settings, actor):
        words = t("For a Welsh reader: {n}", n=len(in_welsh))
        lines.append(_line(words, "desk?part=sent&state=reading", in_welsh))
    return tuple(lines)


def _line(words: str, href: str, found: list[Version]) -> Line:
    since = read_moment(found[0].sent_at).astimezone(WALES).date().isoformat()
    return Line(words, href, len(found), since)


def _reads_welsh(settings: Settings, actor: Actor) -> bool:
    person = person_at(settings, actor.address)
    return bool(person and person.language == "cy")


def published_after(settings: Settings, actor: Actor) -> tuple[Pace, ...]:
    """Return how soon what was sent in was accepted, for each language.

    Raises
    ------
    RefusedError
        If somebody has no desk.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "open_desk")
        rows = store.accepted(database)
    took: dict[str, list[float]] = {language: [] for language in LANGUAGES}
    for language, sent_at, decided_at in rows:
        between = read_moment(decided_at) - read_moment(sent_at)
        took[language].append(between.total_seconds() / SECONDS_OF_A_DAY)
    return tuple(
        Pace(language, len(days), median(days) if days else None)
        for language, days in took.items()
    )
