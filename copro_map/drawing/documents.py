"""What every document for a browser or for paper obeys."""

from __future__ import annotations

from pathlib import Path

STYLE = Path(__file__).parent / "document.css"

# Whatever a text may hold, nothing runs and nothing is fetched.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def shortened(text: str, letters: int) -> str:
    """Return a text of at most so many letters, cut between words if it can be.

    Examples
    --------
    >>> shortened("Tir Coed", 8), shortened("Tir Coed", 7), shortened("Powys", 4)
    ('Tir Coed', 'Tir…', 'Pow…')
    """
    if len(text) <= letters:
        return text
    start = text[: letters - 1]
    return (start.rpartition(" ")[0] or start) + "…"
