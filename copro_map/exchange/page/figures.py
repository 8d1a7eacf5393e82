"""How it goes: what became of offers and requests."""

from __future__ import annotations


def draw() -> None:
    """Draw how many found each other, how soon, and what was not met."""
