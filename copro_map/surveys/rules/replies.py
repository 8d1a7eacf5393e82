"""Replies: what they say of a question, in all and by role.

The numbers here are not for publication: they may be of one respondent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Positive, answered, invited; the last is None where it is not known.
RoleFigure = tuple[int, int, int | None]
# By respondent: whether they said so, and the id of their reply.
Told = Mapping[str, tuple[bool, int]]


@dataclass(frozen=True)
class Figure:
    """What the replies to a question say: ``numerator`` positive of ``denominator``.

    The denominator is those who answered that very question, "don't know" too.
    ``invited`` is the sum over the roles asked, None if of one it is not known.
    ``by_role`` has numerator, denominator and invited of each role that is asked.
    ``hidden`` are roles not to be shown, for other figures of the wave hide them, and
    ``told`` those of which another figure of the wave tells how many they are.
    ``waiting``: so many replied, or changed their reply, too late to be in it.
    ``since``: the day on which ten had answered (ISO), "" if that never was.
    """

    numerator: int
    denominator: int
    invited: int | None
    by_role: Mapping[str, RoleFigure]
    hidden: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    waiting: int = 0
    since: str = ""

    @property
    def n(self) -> int:
        """How many replied: those who answered that very question."""
        return self.denominator


def figure_of(
    told: Mapping[str, Told], invited: Mapping[str, int], waiting: int = 0
) -> Figure:
    """Return what those who answered a question say, in all and by role.

    Parameters
    ----------
    told
        By role, in the question's order, those without an answer too.
    invited
        How many of each role; one that is not named is not known.
    waiting
        As in the figure.

    Examples
    --------
    >>> told = {"citizen": {"a": (True, 1), "b": (False, 2)}}
    >>> found = figure_of(told, {"citizen": 5})
    >>> found.numerator, found.denominator, found.invited, found.by_role
    (1, 2, 5, {'citizen': (1, 2, 5)})
    """
    by_role = {
        role: (sum(said for said, _ in own.values()), len(own), invited.get(role))
        for role, own in told.items()
    }
    said, answered, _ = zip(*by_role.values(), strict=True)
    asked = [number for _, _, number in by_role.values() if number is not None]
    whole = sum(asked) if len(asked) == len(by_role) else None
    return Figure(sum(said), sum(answered), whole, by_role, waiting=waiting)
