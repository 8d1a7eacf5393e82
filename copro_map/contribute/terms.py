"""What is wrong with how an offer or a request is done, and with its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from copro_map.contribute.checking import Wrong, wrong_in
from copro_map.contribute.rules.terms import (
    NO_LANGUAGE,
    PAST,
    completed,
    is_exchange,
    is_past,
    misfits,
    terms_of,
)


def wrong_terms(filled: Mapping[str, Any], today: date) -> Iterator[Wrong]:
    """Yield what is wrong with what an offer or a request says of itself.

    A number that is none, a last day before the first or before ``today``, and a
    language that was taken away. One that nobody chose yet is no fault: what is usual
    stands there.

    Examples
    --------
    >>> asked = {"kind": "request", "name_en": "A hand", "closes": "2026-11-29"}
    >>> [x.name for x in wrong_terms(asked, date(2026, 11, 30))]
    ['closes']
    """
    if not is_exchange(filled):
        return
    said = filled if filled.get("entry") else completed(filled)
    asked = {field.name for field in terms_of(filled)}
    for name in sorted(asked):
        if wrong := wrong_in(name, said.get(name)):
            yield wrong
    if not filled.get("spoken", True) and not filled.get("entry"):
        yield Wrong("spoken", NO_LANGUAGE)
    if "closes" in asked and is_past(said.get("closes"), today):
        yield Wrong("closes", PAST)
        return
    yield from (Wrong(name, told) for name, told in misfits(said) if name in asked)
