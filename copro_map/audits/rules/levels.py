"""What the scores of a self-audit come to, and what the next level asks.

Each group agrees on one level for each principle; a principle stands at the lower of
the groups' levels; the project's level is the highest that enough principles reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copro_map.audits.rules.instrument import Instrument, Scores


@dataclass(frozen=True)
class Difference:
    """A principle that the groups see differently: by how many steps, who higher."""

    principle: str
    steps: int
    higher: str


@dataclass(frozen=True)
class NextLevel:
    """The level above the project's: how many more principles it needs, and which.

    ``held`` are those below it, each with the groups whose score keeps it there.
    """

    level: str
    needed: int
    held: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Result:
    """What an audit comes to.

    ``level`` is "" and ``next_level`` None while the audit is not complete; at the
    highest level ``next_level`` is None too. ``standing`` is the level of each
    principle, "" where a group has not scored it.
    """

    level: str
    standing: dict[str, str]
    differences: tuple[Difference, ...]
    next_level: NextLevel | None


def several(instrument: Instrument, people: Mapping[str, int]) -> bool:
    """Say whether each group was more than one person, as far as anybody has said.

    A principle stands at the lower of two levels; where a group is one person, that may
    be that person's own.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> from copro_map.audits.listing import instrument_in_use
    >>> instrument = instrument_in_use(load_settings({}).data_dir)
    >>> several(instrument, {"citizens": 6, "professionals": 2})
    True
    >>> several(instrument, {"citizens": 6, "professionals": 1})
    False
    >>> several(instrument, {"citizens": 6})
    False
    """
    return all(people.get(group, 0) > 1 for group in instrument.groups)


def _ranks(instrument: Instrument, scores: Scores, principle: str) -> dict[str, int]:
    """Return the place of each group's level for a principle, from 0; -1 for none."""
    places = {level: place for place, level in enumerate(instrument.levels)}
    return {
        group: places.get(scores.get(group, {}).get(principle, ""), -1)
        for group in instrument.groups
    }


def _standing(instrument: Instrument, scores: Scores) -> dict[str, int]:
    return {
        principle: min(_ranks(instrument, scores, principle).values())
        for principle in instrument.principles
    }


def principle_levels(instrument: Instrument, scores: Scores) -> dict[str, str]:
    """Return the level at which each principle stands: the lower of the groups'.

    "" where a group has not scored it. In the order of the instrument.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> from copro_map.audits.listing import instrument_in_use
    >>> levels = principle_levels(instrument_in_use(load_settings({}).data_dir), {
    ...     "citizens": {"trust": "basic", "change": "basic"},
    ...     "professionals": {"trust": "transformative"}})
    >>> levels["trust"], levels["change"]
    ('basic', '')
    """
    names = ["", *instrument.levels]
    return {x: names[rank + 1] for x, rank in _standing(instrument, scores).items()}


def _project_rank(instrument: Instrument, scores: Scores) -> int:
    """Return the highest rank that enough principles reach; -1 if not complete.

    Sorted from the highest, the last principle that is needed is the one that decides.
    """
    ranks = sorted(_standing(instrument, scores).values(), reverse=True)
    return ranks[instrument.principles_needed - 1] if ranks[-1] >= 0 else -1


def project_level(instrument: Instrument, scores: Scores) -> str:
    """Return the level of the project: the highest that enough principles reach.

    "" if the audit is not complete.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> from copro_map.audits.listing import instrument_in_use
    >>> instrument = instrument_in_use(load_settings({}).data_dir)
    >>> high = ("strengths", "networks", "trust")
    >>> own = {x: "intermediate" if x in high else "basic"
    ...        for x in instrument.principles}
    >>> project_level(instrument, {"citizens": own, "professionals": own})
    'intermediate'
    >>> lower = own | {"trust": "basic"}
    >>> project_level(instrument, {"citizens": own, "professionals": lower})
    'basic'
    """
    return ["", *instrument.levels][_project_rank(instrument, scores) + 1]


def differences(instrument: Instrument, scores: Scores) -> tuple[Difference, ...]:
    """Return the principles that the groups see differently, the widest apart first.

    Principles that only one group has scored are left out. Those as far apart are in
    the order of the instrument.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> from copro_map.audits.listing import instrument_in_use
    >>> differences(instrument_in_use(load_settings({}).data_dir), {
    ...     "citizens": {"trust": "basic", "change": "basic"},
    ...     "professionals": {"trust": "transformative", "change": "basic"}})
    (Difference(principle='trust', steps=2, higher='professionals'),)
    """
    found = []
    for principle in instrument.principles:
        ranks = _ranks(instrument, scores, principle)
        low, high = min(ranks.values()), max(ranks.values())
        if 0 <= low < high:
            higher = next(group for group, rank in ranks.items() if rank == high)
            found.append(Difference(principle, high - low, higher))
    return tuple(sorted(found, key=lambda one: -one.steps))


def next_level(instrument: Instrument, scores: Scores) -> NextLevel | None:
    """Return what the level above the project's asks.

    None at the highest level, or if the audit is not complete. ``held`` names every
    principle below that level, of which ``needed`` more must reach it.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> from copro_map.audits.listing import instrument_in_use
    >>> instrument = instrument_in_use(load_settings({}).data_dir)
    >>> low = dict.fromkeys(instrument.principles, "basic")
    >>> asked = next_level(instrument, {"citizens": low, "professionals": low})
    >>> asked.level, asked.needed, len(asked.held), asked.held["trust"]
    ('intermediate', 3, 5, ('citizens', 'professionals'))
    """
    rank = _project_rank(instrument, scores) + 1
    levels = list(instrument.levels)
    if not 1 <= rank < len(levels):
        return None
    held = {
        name: tuple(
            x for x, own in _ranks(instrument, scores, name).items() if own < rank
        )
        for name, stands in _standing(instrument, scores).items()
        if stands < rank
    }
    reached = len(instrument.principles) - len(held)
    return NextLevel(levels[rank], instrument.principles_needed - reached, held)


def result(instrument: Instrument, scores: Scores) -> Result:
    """Return everything that the scores come to.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> from copro_map.audits.listing import instrument_in_use
    >>> found = result(instrument_in_use(load_settings({}).data_dir), {})
    >>> found.level, found.next_level
    ('', None)
    """
    return Result(
        level=project_level(instrument, scores),
        standing=principle_levels(instrument, scores),
        differences=differences(instrument, scores),
        next_level=next_level(instrument, scores),
    )
