"""Who holds a job: this process, another one, or one that has ended."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import Literal

Fate = Literal["here", "gone", "not_known"]
_held_here: set[str] = set()


@contextmanager
def a_holder() -> Iterator[str]:
    """Give a name to whoever does something in the block: machine, process, a number.

    Only as long as the block runs is it somebody's.
    """
    name = f"{socket.gethostname()}:{os.getpid()}:{token_hex(8)}"
    _held_here.add(name)
    try:
        yield name
    finally:
        _held_here.discard(name)


def fate(holder: str) -> Fate:
    """Say what became of a holder; of other machines nothing is known.

    A process of the same number as this one that is not this one was before it.

    Examples
    --------
    >>> with a_holder() as name:
    ...     fate(name)
    'here'
    >>> fate(name), fate("another-machine:1:ab"), fate("")
    ('gone', 'not_known', 'not_known')
    """
    machine, _, process = holder.rpartition(":")[0].rpartition(":")
    if machine != socket.gethostname() or not process.isdecimal():
        return "not_known"
    if int(process) == os.getpid():
        return "here" if holder in _held_here else "gone"
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return "gone"
    except OSError:  # somebody else's
        return "here"
    return "here"
