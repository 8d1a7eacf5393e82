"""Who takes part in the Network, and who is missing: by kind, area, language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from copro_map.members.rules.few import People, counted, people_told
from copro_map.members.rules.kinds import MemberType
from copro_map.members.rules.records import Member

OTHERS = ""  # of no wider group, area or language that is known
# Of a code of any layer: the area of each layer that it lies in, "" of none.
Within = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    @property
    def percent(self) -> float:
        """The share in per cent; 0 of nothing."""
        return 100 * self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class TakingPart:
    """Who is a member on a day, counted.

    Organisations (groups and departments among them) are public by name, so each count
    is told; ``people`` joined as themselves and are told as ``rules.few`` allows.
    ``by_type`` and ``by_area`` (by layer) name every type and area, those without a
    member too; "" is what is not known or belongs nowhere. ``citizens_lead``:
    organisations of the types that citizens make and lead.
    """

    day: date
    organisations: int = 0
    by_type: Mapping[str, int] = field(default_factory=dict)
    by_group: Mapping[str, int] = field(default_factory=dict)
    by_language: Mapping[str, int] = field(default_factory=dict)
    by_area: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    citizens_lead: int = 0
    people: People = field(default_factory=People)
    is_anybody: bool = False

    @property
    def missing_types(self) -> tuple[str, ...]:
        """The types of which nobody has joined, in the order of their file."""
        return tuple(one for one, n in self.by_type.items() if one and not n)

    def missing_areas(self, layer: str) -> tuple[str, ...]:
        """Return the areas of a layer in which no organisation has joined, by code."""
        return tuple(one for one, n in self.by_area[layer].items() if one and not n)

    @property
    def citizens_share(self) -> Share | None:
        """Citizens, and organisations that they lead, among all members.

        None while it is not told how many of the people are citizens: the share of
        organisations is then ``Share(citizens_lead, organisations)``.
        """
        sides = self.people.side.counts
        if self.people.total is None or "citizen" not in sides:
            return None
        whole = self.organisations + self.people.total
        return Share(self.citizens_lead + sides["citizen"], whole)


def is_named(member: Member) -> bool:
    """Say whether a member is named in public: a steward has seen the name.

    An individual only if they said so.
    """
    may_be = member.form != "individual" or member.is_public
    return bool(member.seen_on) and may_be


def _by_area(
    members: Sequence[Member], areas: Mapping[str, Sequence[str]], within: Within
) -> dict[str, dict[str, int]]:
    found = {
        layer: dict.fromkeys([*codes, OTHERS], 0) for layer, codes in areas.items()
    }
    for one in members:
        lies = within(one.area)
        for layer, counts in found.items():
            counts[lies.get(layer, OTHERS)] += 1
    return found


def people_of(
    individuals: Sequence[Member], day: date, within: Within, layer: str
) -> People:
    """Return what is told of everybody who ever joined as themselves, on a day.

    By area in one ``layer`` alone: of several, one could be taken from the other.
    """
    every, since = counted(individuals, day)
    own = [one for one in individuals if one.number in every]

    def split(key: Callable[[Member], str]) -> dict[str, frozenset[int]]:
        groups: dict[str, set[int]] = {}
        for one in own:
            groups.setdefault(key(one), set()).add(one.number)
        return {name: frozenset(group) for name, group in groups.items()}

    splits = {
        "side": split(lambda one: one.side),
        "language": split(lambda one: one.language),
        "area": split(lambda one: within(one.area).get(layer, OTHERS)),
    }
    named = frozenset(one.number for one in own if is_named(one))
    return people_told(every, since, splits, named)


def count(
    members: Sequence[Member],
    people: People,
    types: Mapping[str, MemberType],
    areas: Mapping[str, Sequence[str]],
    within: Within,
    day: date,
) -> TakingPart:
    """Return who takes part on a day.

    ``members`` are those of that day; ``areas`` the codes of each layer.
    """
    bodies = [one for one in members if one.form != "individual"]
    known = Counter(one.type if one.type in types else OTHERS for one in bodies)
    by_type = {name: known[name] for name in (*types, OTHERS)}
    groups = {one.group: 0 for one in types.values()} | {OTHERS: 0}
    for name, n in by_type.items():
        groups[types[name].group if name else OTHERS] += n
    return TakingPart(
        day,
        organisations=len(bodies),
        by_type=by_type,
        by_group=groups,
        by_language=Counter(one.language for one in bodies),
        by_area=_by_area(bodies, areas, within),
        citizens_lead=sum(n for x, n in by_type.items() if x and types[x].citizens),
        people=people,
        is_anybody=bool(members),
    )
