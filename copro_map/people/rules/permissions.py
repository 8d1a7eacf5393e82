"""Who may do what: one table, which the answers ask before they do it.

What the table does not say nobody may do. The interface asks it too, what to show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

Role = Literal[
    "public",
    "owner",
    "member",
    "officer",
    "board",
    "evaluator",
    "steward",
    "administrator",
]
Whose = Literal["own", "own_area", "other_area"]
# "say": a word on an entry, such as still right, ended, moved, not us, paused.
# "withdraw": what somebody agreed to be shown of themselves. "judge_talk": what is said
# to be abuse, of what people write to each other. "bring_in": a file of records, and
# taking that back. "forget": somebody, everywhere. "enter_consent": what somebody says
# to the desk, by telephone. "see_report": the board's report before it is public.
# "introduce": two who may help each other; asked about both at once (``between``).
# "keep_members", "keep_forum": who joined, what they give; seats and decisions.
# "keep_plan": what is said of activities, milestones, research and influence.
Action = Literal[
    "say",
    "see_contacts",
    "enter_contact",
    "decide_claim",
    "open_desk",
    "see_outbox",
    "send_again",
    "see_persons",
    "enter_person",
    "decide_audit",
    "sweep_audits",
    "set_place",
    "merge",
    "answer_report",
    "answer_gap",
    "settle_known",
    "see_region",
    "run_wave",
    "enter_figure",
    "change_setting",
    "see_sought",
    "see_all_changes",
    "decide_version",
    "withdraw",
    "judge_talk",
    "bring_in",
    "open_workshop",
    "forget",
    "enter_consent",
    "see_report",
    "write_report",
    "approve_report",
    "introduce",
    "keep_members",
    "keep_forum",
    "keep_events",
    "keep_plan",
    "see_money",
    "keep_money",
]
ROLES: tuple[Role, ...] = get_args(Role)
# Who is entered as a person; the others come by a link, or by none.
ENTERED: tuple[Role, ...] = ROLES[2:]
WHOSE: tuple[Whose, ...] = get_args(Whose)
OWN: frozenset[Whose] = frozenset({"own"})
AREA: frozenset[Whose] = frozenset({"own", "own_area"})
ALL: frozenset[Whose] = frozenset(WHOSE)
# What officers do in their own areas, and stewards everywhere; what stewards do.
BY_AREA: Mapping[Role, frozenset[Whose]] = {
    "officer": AREA,
    "steward": ALL,
    "administrator": ALL,
}
BY_STEWARDS: Mapping[Role, frozenset[Whose]] = {"steward": ALL, "administrator": ALL}
BY_BOARD: Mapping[Role, frozenset[Whose]] = {"board": ALL, **BY_STEWARDS}
# What is about no entry is everybody's or nobody's: it stands under all three.
TABLE: Mapping[Action, Mapping[Role, frozenset[Whose]]] = {
    "say": {"owner": OWN, "officer": AREA, "steward": ALL, "administrator": ALL},
    "see_contacts": {
        "owner": OWN,
        "officer": AREA,
        "steward": ALL,
        "administrator": ALL,
    },
    "enter_contact": BY_AREA,
    "decide_claim": BY_STEWARDS,
    "open_desk": {"officer": ALL, "steward": ALL, "administrator": ALL},
    "see_outbox": BY_STEWARDS,
    "send_again": BY_STEWARDS,
    "see_persons": {"administrator": ALL},
    "enter_person": {"administrator": ALL},
    "decide_audit": BY_AREA,
    "sweep_audits": BY_STEWARDS,
    "set_place": BY_AREA,
    "merge": BY_AREA,
    "answer_report": BY_AREA,
    "answer_gap": BY_AREA,
    "settle_known": BY_STEWARDS,
    "see_region": BY_AREA,
    "run_wave": BY_STEWARDS,
    "enter_figure": BY_STEWARDS,
    "change_setting": BY_STEWARDS,
    "see_sought": BY_STEWARDS,
    "see_all_changes": BY_STEWARDS,
    "decide_version": BY_AREA,
    "withdraw": {"owner": OWN, "steward": ALL, "administrator": ALL},
    "judge_talk": BY_STEWARDS,
    "bring_in": BY_STEWARDS,
    "open_workshop": BY_AREA,
    "forget": {"owner": OWN, "steward": ALL, "administrator": ALL},
    "enter_consent": BY_STEWARDS,
    "see_report": BY_BOARD,
    "write_report": BY_STEWARDS,
    "approve_report": BY_BOARD,
    "introduce": BY_AREA,
    "keep_members": BY_STEWARDS,
    "keep_forum": BY_STEWARDS,
    "keep_events": BY_AREA,
    "keep_plan": BY_STEWARDS,
    "see_money": BY_BOARD,
    "keep_money": BY_STEWARDS,
}


class RefusedError(CoproMapError):
    """Something that this person may not do, or may do no longer."""


@dataclass(frozen=True)
class Actor:
    """Whoever asks for something.

    ``person`` is the number of a person who is entered, None for whoever comes by a
    link or by nothing. ``areas`` are the codes of the areas that an officer answers for
    (County Voluntary Councils); ``own`` the ids of the entries that the address speaks
    for. ``epoch`` is that of the session.
    """

    role: Role = "public"
    person: int | None = None
    name: str = ""
    address: str = ""
    areas: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    epoch: int = 0
    within: frozenset[str] | None = None


PUBLIC = Actor()
# Whoever is at the machine, by the command line: has all rights.
MACHINE = Actor(role="administrator", name="command line")


@dataclass(frozen=True)
class Belongs:
    """Where an entry belongs: the areas of its base, else those that it serves.

    Empty for one of all Wales, or without a place: those are the stewards'. What is
    about an area alone has no ``entry``.
    """

    entry: str
    areas: frozenset[str]


def between(*sides: Belongs) -> Belongs:
    """Return where two who are brought together belong: wherever either does.

    It is no entry of anybody's, so no owner has it as their own.

    Examples
    --------
    >>> request = Belongs("a", frozenset({"CVC05"}))
    >>> offer = Belongs("b", frozenset({"CVC06"}))
    >>> officer = Actor(role="officer", areas=frozenset({"CVC06"}))
    >>> may(officer, "introduce", between(request, offer))
    True
    """
    return Belongs("", frozenset().union(*(one.areas for one in sides)))


def whose(actor: Actor, belongs: Belongs) -> Whose:
    """Say whether an entry is somebody's own, of their own area, or of another.

    Examples
    --------
    >>> officer = Actor(role="officer", areas=frozenset({"CVC05"}))
    >>> whose(officer, Belongs("tir-coed", frozenset({"CVC05", "CVC06"})))
    'own_area'
    >>> whose(officer, Belongs("cpn", frozenset()))
    'other_area'
    """
    if belongs.entry in actor.own:
        return "own"
    return "own_area" if belongs.areas & actor.areas else "other_area"


def keeping_to(actor: Actor, areas: frozenset[str] | None) -> Actor:
    """Return somebody as the officer of some areas alone: never more than they are.

    They stay so when they are looked up again. None for ``areas`` changes nothing, nor
    is anybody changed who answers for no area.

    Examples
    --------
    >>> one = keeping_to(Actor(role="steward"), frozenset({"CVC05"}))
    >>> one.role, sorted(one.areas)
    ('officer', ['CVC05'])
    """
    if areas is None or actor.role not in BY_AREA:
        return actor
    own = areas & actor.areas if actor.role == "officer" else areas
    return replace(actor, role="officer", areas=own, own=frozenset(), within=areas)


def may(actor: Actor, action: Action, *where: Belongs) -> bool:
    """Say whether somebody may do something with each of the entries it is about.

    A change is asked about with the entry as it was and as it will be. Whoever speaks
    for an entry may do there what its owner may, whatever else they are.

    Examples
    --------
    >>> may(PUBLIC, "open_desk"), may(MACHINE, "open_desk")
    (False, True)
    >>> officer = Actor(role="officer", areas=frozenset({"CVC05"}))
    >>> there, moved = (Belongs("a", frozenset({code})) for code in ("CVC05", "CVC06"))
    >>> may(officer, "say", there), may(officer, "say", there, moved)
    (True, False)
    """
    allowed = TABLE[action]
    if not where:
        return allowed.get(actor.role, frozenset()) == ALL
    return all(
        whose(actor, one) in allowed.get(actor.role, frozenset())
        or (one.entry in actor.own and "own" in allowed.get("owner", frozenset()))
        for one in where
    )


def speaks_as(actor: Actor, belongs: Belongs) -> Role:
    """Return as what somebody speaks of an entry: its owner, if it is their own."""
    return "owner" if belongs.entry in actor.own else actor.role


def require(actor: Actor, action: Action, *where: Belongs) -> None:
    """Refuse what somebody may not do.

    Raises
    ------
    RefusedError
        The message says what to do instead.
    """
    if not may(actor, action, *where):
        raise RefusedError(
            N_(
                "You may not do this, or not any more. Sign in again, or ask an "
                "administrator of the map."
            )
        )
