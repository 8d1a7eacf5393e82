"""Which addresses beside the pages this process answers: under our server alone."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import BaseRoute, Route

_answered: set[str] = set()


def answers(routes: Iterable[BaseRoute]) -> None:
    """Note the routes that the server answers."""
    _answered.update(one.path for one in routes if isinstance(one, Route))


def is_answered(path: str) -> bool:
    """Say whether a link to a path leads anywhere: not so under ``streamlit run``.

    Examples
    --------
    >>> is_answered("/no-such-route")
    False
    """
    return path in _answered
