"""What is frozen with a checksum, so that anybody can see that it was not changed."""

from __future__ import annotations

import hashlib


def checksum(
    taken_on: str, as_at: str, label: str, content: str, label_cy: str = ""
) -> str:
    r"""Return the SHA-256 of the texts, each but the last followed by a line feed.

    The label in Welsh follows the other, and is left out if there is none.

    Anyone can work it out again with ``printf '%s\n%s\n%s\n%s' ... | sha256sum``.

    Examples
    --------
    >>> checksum("2027-04-02", "2027-03-31", "Year 1", "{}")[:12]
    '73e0558f87f5'
    """
    welsh = [label_cy] if label_cy else []
    text = "\n".join((taken_on, as_at, label, *welsh, content))
    return hashlib.sha256(text.encode()).hexdigest()


def checksum_of(content: bytes) -> str:
    """Return the SHA-256 of what a file holds.

    Examples
    --------
    >>> checksum_of(b"")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(content).hexdigest()
