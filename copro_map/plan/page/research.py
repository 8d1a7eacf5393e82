"""A view of the page of the plan."""

from __future__ import annotations


def draw() -> None:
    """Draw it."""
