"""What offers and requests alone say of themselves, and what of it fits together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from copro_map.assets.rules.records import EXCHANGE_KINDS
from copro_map.base.dates import parse_date
from copro_map.base.i18n import N_

# What each says: how, in which language, for how many, from which day until which.
TERMS = ("way", "spoken", "capacity", "opens", "closes")
COUNT = re.compile(r"[1-9][0-9]?")
NO_COUNT = N_("Write a number from 1 to 99, or leave it empty.")
NO_DAY = N_("Write a day such as 2026-11-30.")
NO_LANGUAGE = N_("Say in which language it can be done.")
ONLY_EXCHANGE = N_("Only an offer or a request has this.")
ONLY_OFFER = N_("Only an offer says for how many it is.")
CROSSED = N_("It closes before it opens. Give a later last day, or none.")
PAST = N_("The last day is past already. Give one that is still to come, or none.")


def is_count(text: str) -> bool:
    """Say whether a text is a number of people that one can meet at a time.

    Examples
    --------
    >>> is_count("1"), is_count("99"), is_count("0"), is_count("100"), is_count("two")
    (True, True, False, False, False)
    """
    return bool(COUNT.fullmatch(text))


def is_day(text: str) -> bool:
    """Say whether a text is a whole day of our time, as ISO writes it.

    Examples
    --------
    >>> is_day("2026-11-30"), is_day("2026-11"), is_day("9999-12-31")
    (True, False, False)
    """
    return text.startswith("20") and parse_date(text) is not None


def is_past(closes: object, today: date) -> bool:
    """Say whether what closes on a day has closed by today.

    Examples
    --------
    >>> day = date(2026, 11, 30)
    >>> is_past("2026-11-29", day), is_past("2026-11-30", day), is_past("", day)
    (True, False, False)
    """
    text = str(closes or "")
    return is_day(text) and text < today.isoformat()


def misfits(given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the fields that do not fit the entry that gives them, each with a message.

    Of what is no offer and no request, all that only these say; of a request for how
    many; and a last day before the first.

    Examples
    --------
    >>> asked = {"kind": "request", "opens": "2026-12-02", "closes": "2026-12-01"}
    >>> [name for name, _ in misfits(asked | {"capacity": 3})]
    ['capacity', 'closes']
    >>> [name for name, _ in misfits({"kind": "project", "way": "remote"})]
    ['way']
    """
    kind = given.get("kind")
    for name in ("exchange_category", *TERMS):
        if given.get(name) and kind not in EXCHANGE_KINDS:
            yield name, ONLY_EXCHANGE
        elif name == "capacity" and given.get(name) and kind != "offer":
            yield name, ONLY_OFFER
    opens, closes = (str(given.get(name) or "") for name in ("opens", "closes"))
    if is_day(opens) and is_day(closes) and closes < opens:
        yield "closes", CROSSED
