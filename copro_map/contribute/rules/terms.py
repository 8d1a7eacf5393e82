"""How an offer or a request is done, and when: what is asked, and what is usual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copro_map.assets.rules.fields import Field
from copro_map.assets.rules.records import EXCHANGE_KINDS
from copro_map.assets.rules.terms import (
    NO_COUNT,
    NO_DAY,
    NO_LANGUAGE,
    PAST,
    TERMS,
    is_count,
    is_day,
    is_past,
    misfits,
)
from copro_map.base.names import ALL_WALES
from copro_map.contribute.rules.steps import BY_NAME


def is_exchange(filled: Mapping[str, Any]) -> bool:
    """Say whether it is an offer or a request that is put in."""
    return filled.get("kind") in EXCHANGE_KINDS


def terms_of(filled: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return what is asked of how an offer or a request is done, and when.

    Its days are asked for once: what is on the map is opened and closed by a word.

    Examples
    --------
    >>> [x.name for x in terms_of({"kind": "request"})]
    ['way', 'spoken', 'opens', 'closes']
    >>> [x.name for x in terms_of({"kind": "offer", "entry": "c-a"})]
    ['way', 'spoken', 'capacity']
    """
    asked = [BY_NAME[name] for name in TERMS]
    return tuple(
        field
        for field in asked
        if filled.get("kind") in field.of
        if field.holds != "day" or not filled.get("entry")
    )


def usual(filled: Mapping[str, Any], language: str = "") -> dict[str, str]:
    """Return what is so of an offer or a request of which nothing else is said.

    It is done in person, but what is for all Wales either way; in the language in which
    it is written, before that in ``language``.

    Examples
    --------
    >>> usual({"kind": "offer", "name_cy": "Ystafell"})
    {'way': 'in_person', 'spoken': 'cy'}
    >>> usual({"kind": "request", "served": ["W92000004"]}, "en")
    {'way': 'either', 'spoken': 'en'}
    >>> usual({"kind": "project"})
    {}
    """
    if not is_exchange(filled):
        return {}
    written = {
        name.rpartition("_")[2]
        for name in ("name_en", "name_cy", "description_en", "description_cy")
        if str(filled.get(name) or "").strip()
    }
    spoken = "both" if len(written) > 1 else min(written, default=language)
    anywhere = ALL_WALES in (filled.get("served") or ())
    return {"way": "either" if anywhere else "in_person", "spoken": spoken}


def completed(filled: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is filled in of a new entry, with what is usual where nothing is.

    Examples
    --------
    >>> completed({"kind": "offer", "name_en": "A room", "way": "remote"})["spoken"]
    'en'
    """
    said = {name: value for name, value in filled.items() if value or name == "spoken"}
    return {**filled, **usual(filled), **said}


__all__ = [
    "NO_COUNT",
    "NO_DAY",
    "NO_LANGUAGE",
    "PAST",
    "completed",
    "is_count",
    "is_day",
    "is_exchange",
    "is_past",
    "misfits",
    "terms_of",
    "usual",
]
