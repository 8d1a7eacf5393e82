"""An entry that is filled in, in words: as everybody will see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from copro_map.assets.face import Entry, Field, present
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions
from copro_map.base.i18n import N_, t
from copro_map.contribute.making import Published, WhereError, where_is
from copro_map.contribute.rules.giving import ORIGIN, agreed_to, changes_of, given_of
from copro_map.contribute.rules.steps import BY_NAME, is_person
from copro_map.contribute.rules.terms import completed
from copro_map.geography.areas import Layer
from copro_map.geography.gazetteer import label_of

NEW = N_("New: somebody who knows the area reads it first.")
# What a new entry has nothing of.
NOTHING: Mapping[str, Any] = {
    **dict.fromkeys(
        (
            *("organisation", "sector", "website", "exchange_category", "name_cy"),
            *("description_en", "description_cy", "practitioner_type", "source_url"),
            *("source_date", "verified_on", "verified_role", "opens_on", "closes_on"),
            *("paused_until", "ended_on", "way", "spoken", "agreement"),
        ),
        "",
    ),
    **dict.fromkeys(("longitude", "latitude", "precision", "start_year", "end_year")),
    **{"capacity": None, "taken": 0},
    **dict.fromkeys(("themes", "stages", "served"), ()),
    "verification": "unverified",
    "origin": ORIGIN,
}


def _based(settings: Settings, filled: Mapping[str, Any]) -> dict[str, Any]:
    """Return where it is, as far as that is known."""
    try:
        found = where_is(settings, filled)
    except WhereError:
        found = None
    if found is None:
        return {"areas": {}, "place_name": ""}
    return {
        "areas": found.areas,
        "place_name": found.place.text() if found.place else found.district,
        **vars(found.location),
    }


def as_shown(
    settings: Settings,
    filled: Mapping[str, Any],
    definitions: Definitions,
    layers: dict[str, Layer],
    today: date,
) -> Entry | None:
    """Return a new entry as everybody will see it; None as long as it has no kind.

    Of an offer or a request that nobody has read yet it says what comes next.
    """
    if not filled.get("kind"):
        return None
    filled = completed(filled)
    given, based = given_of(filled), _based(settings, filled)
    if is_person(filled):
        agreed = {"name", *(filled.get("consents") or ())}
        given = agreed_to(given, agreed)
        based = based if "where" in agreed else {"areas": {}, "place_name": ""}
    given["name_en"] = given.get("name_en") or t("Its name")
    row = {**NOTHING, **given, **based}
    shown = present(
        SimpleNamespace(Index="new", run_by=row["organisation"], **row),
        definitions,
        layers,
        today,
    )
    return replace(shown, opening=t(NEW)) if shown.stands else shown


def field_words(field: Field) -> str:
    """Return what a field is called where it is compared, in the current language."""
    return t(field.label or field.question)


def _said(definitions: Definitions, layers: dict[str, Layer]) -> Callable[..., str]:
    def said(field: Field, value: object) -> str:
        if field.holds == "areas" and isinstance(value, list | tuple):
            return " · ".join(label_of(layers, code).text() for code in value)
        if field.holds == "words" and isinstance(value, list | tuple):
            terms = (definitions.label(field.vocabulary, x) for x in value)
            return " · ".join(term.text() for term in terms)
        if field.holds == "kind":
            kind = definitions.kinds.get(str(value))
            return kind.label.text() if kind else ""
        if field.holds == "word" and value:
            return definitions.label(field.vocabulary, str(value)).text()
        return str(value or "")

    return said


def what_changes(
    published: Published,
    filled: Mapping[str, Any],
    definitions: Definitions,
    layers: dict[str, Layer],
) -> list[tuple[str, str, str]]:
    """Return what a mend changes: what each field is called, what it says, and will."""
    said = _said(definitions, layers)
    rows = [
        (
            field_words(BY_NAME[one.field]),
            said(BY_NAME[one.field], one.was),
            said(BY_NAME[one.field], one.now),
        )
        for one in changes_of(published.given, filled)
    ]
    typed = str(filled.get("where") or filled.get("point") or "")
    if typed:
        was = getattr(published.row, "place", "")
        rows.append((t("Where is it?"), was, typed))
    return rows


__all__ = ["as_shown", "what_changes"]
