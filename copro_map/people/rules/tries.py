"""How long whoever types wrong words waits before the next one is looked at."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock

FREE = 5  # wrong words of a visitor that cost nothing
CEILING = 50  # wrong words of everybody at a wave, for which a free one is taken away
LONGEST_S = 600
FORGOTTEN_S = 3_600  # after the last wrong word
MOST = 10_000  # visitors that are remembered: the memory of a server is finite


def wait_s(own: int, everybody: int) -> int:
    """Return the seconds between a wrong word and the next that is looked at.

    ``own`` are the wrong words of a visitor so far, ``everybody`` those at the wave.
    The wait doubles with each word after the free ones, of which there are fewer the
    more was tried by everybody. Who has typed nothing wrong never waits, whatever
    others do.

    Examples
    --------
    >>> [wait_s(own, own) for own in (0, 5, 6, 7, 8, 20)]
    [0, 0, 2, 4, 8, 600]
    >>> [wait_s(own, 1_000) for own in (0, 1, 2)]
    [0, 2, 4]
    """
    over = own - max(0, FREE - everybody // CEILING)
    return (
        min(2 ** min(over, LONGEST_S.bit_length()), LONGEST_S)
        if own and over > 0
        else 0
    )


@dataclass
class _Count:
    wrong: int = 0
    last: float = 0.0


@dataclass
class Tries:
    """The wrong words of an hour: how many, by wave and visitor, and when the last was.

    In memory only. Times are seconds of any clock that only goes forward.
    """

    _seen: dict[tuple[Hashable, str], _Count] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def _count(self, wave: Hashable, visitor: str, now: float) -> _Count:
        found = self._seen.get((wave, visitor))
        fresh = found is not None and now - found.last < FORGOTTEN_S
        return found if found and fresh else _Count()

    def _wait(self, wave: Hashable, visitor: str, now: float) -> int:
        own, everybody = (self._count(wave, who, now) for who in (visitor, ""))
        left = own.last + wait_s(own.wrong, everybody.wrong) - now
        return max(0, -int(-left // 1))

    def wait(self, wave: Hashable, visitor: str, now: float) -> int:
        """Return the seconds that a visitor still has to wait; 0 if none."""
        with self._lock:
            return self._wait(wave, visitor, now)

    def wrong(self, wave: Hashable, visitor: str, now: float) -> int:
        """Take note of a wrong word; return the seconds to wait for the next.

        Examples
        --------
        >>> tries = Tries()
        >>> [tries.wrong("2027", "somebody", 0) for _ in range(7)]
        [0, 0, 0, 0, 0, 2, 4]
        >>> tries.wait("2027", "somebody", 3), tries.wait("2027", "another", 3)
        (1, 0)
        """
        with self._lock:
            for who in (visitor, ""):
                count = self._count(wave, who, now)
                self._seen.pop((wave, who), None)
                self._seen[wave, who] = _Count(count.wrong + 1, now)
            while len(self._seen) > MOST:
                del self._seen[next(iter(self._seen))]
            return self._wait(wave, visitor, now)
