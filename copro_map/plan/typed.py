"""What is typed of an action-research project, checked by the sort of each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from copro_map.base.i18n import N_
from copro_map.base.names import is_web_address
from copro_map.plan.keeping import PlanError
from copro_map.plan.rules.kinds import FieldSort, ResearchField

TOO_LONG = N_("{field}: that is too long. At most {n} characters.")
NO_LINK = N_("{field}: write the whole web address, with https:// at its beginning.")
NO_COUNT = N_("{field}: write a whole number from 0 to {n}.")


def _no_longer(field: ResearchField, text: str) -> str:
    if len(text) > field.most:
        raise PlanError(TOO_LONG, field=field.label, n=field.most)
    return text


def _count(field: ResearchField, text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < len(str(10**9))
    if not is_number or int(text) > field.most:
        raise PlanError(NO_COUNT, field=field.label, n=field.most)
    return int(text)


def _link(field: ResearchField, text: str) -> str:
    if not (text.startswith("https://") and is_web_address(text)):
        raise PlanError(NO_LINK, field=field.label)
    return _no_longer(field, text)


def _choice(field: ResearchField, text: str) -> str:
    if text not in (field.choices or {}):
        raise PlanError(N_("{field}: choose one of the list."), field=field.label)
    return text


CHECKS: Mapping[FieldSort, Callable[[ResearchField, str], Any]] = {
    "words": _no_longer,
    "count": _count,
    "link": _link,
    "choice": _choice,
}


def _value(field: ResearchField, typed: Mapping[str, str]) -> Any:
    """Return what is typed in a field as it is kept; None for nothing."""

    def of(name: str) -> Any:
        text = typed.get(name, "").strip()
        return CHECKS[field.sort](field, text) if text else None

    if field.sort != "words":
        return of(field.id)
    both = {x: of(f"{field.id}_{x}") for x in ("en", "cy")}
    return {x: text for x, text in both.items() if text} or None


def checked(
    fields: Mapping[str, ResearchField], typed: Mapping[str, str]
) -> dict[str, Any]:
    """Return what is filled in, by the id of its field, as it is kept.

    ``typed`` by field; of words ``{field}_en`` and ``{field}_cy``.

    Raises
    ------
    PlanError
        If a field holds what it cannot, or nothing is filled in at all.
    """
    values = {name: _value(field, typed) for name, field in fields.items()}
    filled = {name: value for name, value in values.items() if value is not None}
    if not filled:
        raise PlanError(N_("Nothing is filled in yet. Write what the project asks."))
    return filled
