"""How many examples a property is tried on."""

from __future__ import annotations

from hypothesis import settings

QUICK = 25


def times(quick: int) -> int:
    """How many of something random: so many in `make test`, 8 times more to prove."""
    return quick * settings.default.max_examples // QUICK


def examples(quick: int) -> settings:
    """Another number of examples than a property has everywhere."""
    return settings(max_examples=times(quick))
