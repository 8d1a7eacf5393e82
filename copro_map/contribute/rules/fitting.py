"""What a form can show of what is kept, or of what an address says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from copro_map.assets.rules.fields import Field
from copro_map.contribute.rules.steps import BY_NAME
from copro_map.contribute.rules.terms import is_day

OTHERS: Mapping[str, type] = {
    "entry": str,
    "seen": int,
    "language": str,
    "where": str,
    "point": str,
    "has_address": bool,
    "not_these": bool,
    "consents": list,
    "sent": dict,
}


def _words(value: object, known: Collection[str]) -> list[str]:
    chosen = value if isinstance(value, list) else []
    return [one for one in chosen if isinstance(one, str) and one in known]


def _is_text(field: Field, value: str) -> bool:
    """Say whether a field of the form can show a text: one for a day, a day alone."""
    return field.holds != "day" or not value or is_day(value)


def fitting(
    content: Mapping[str, Any],
    kinds: Collection[str],
    terms: Mapping[str, Collection[str]],
    areas: Collection[str] = (),
) -> dict[str, Any]:
    """Return what the form can show: words that are known, texts that are texts.

    ``terms`` holds the words of each vocabulary, ``areas`` the codes that there are.
    What it knows nothing of is left out.

    Examples
    --------
    >>> fitting({"kind": "circus", "name_en": "A", "themes": ["food", "x"], "x": 1},
    ...         ["offer"], {"themes": ["food"]})
    {'name_en': 'A', 'themes': ['food']}
    >>> fitting({"served": ["CVC-PAVO", "E0"]}, [], {}, ["CVC-PAVO", "W06000023"])
    {'served': ['CVC-PAVO']}
    """
    shown: dict[str, Any] = {}
    for name, value in content.items():
        field = BY_NAME.get(name)
        if field is None:
            if isinstance(value, OTHERS.get(name, ())):
                shown[name] = value
        elif field.holds == "words":
            shown[name] = _words(value, terms[field.vocabulary])
        elif field.holds == "areas":
            shown[name] = _words(value, areas)
        elif field.holds in ("kind", "word"):
            known = kinds if field.holds == "kind" else terms[field.vocabulary]
            shown |= {name: value} if value in ("", *known) else {}
        elif isinstance(value, str | int) and _is_text(field, str(value)):
            shown[name] = str(value)
    return shown
