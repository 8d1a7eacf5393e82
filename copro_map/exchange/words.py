"""Pairs and rings in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import current_language, long_date, t
from copro_map.exchange.rules.records import Pair, Reason, Ring, Why
from copro_map.geography.areas import load_authorities


def in_a_row(words: Sequence[str]) -> str:
    """Return words with commas, and "and" before the last.

    In Welsh with commas alone, for "a" would change the word that follows it.

    Examples
    --------
    >>> in_a_row(["mentoring"]), in_a_row(["food", "housing", "carers"])
    ('mentoring', 'food, housing and carers')
    """
    if current_language() == "cy" or len(words) < 2:
        return ", ".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _sentence(said: Sequence[str]) -> str:
    text = in_a_row(said)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _about(why: Mapping[Reason, Why], settings: Settings) -> Iterator[str]:
    terms = load_definitions(settings.data_dir).terms
    asked: tuple[tuple[Reason, str], ...]
    asked = ("category", "exchange_categories"), ("themes", "themes")
    for reason, vocabulary in asked:
        for word in why[reason].words if reason in why else ():
            if word in terms[vocabulary]:
                yield _small(terms[vocabulary][word].label.text())


def _where(why: Mapping[Reason, Why], settings: Settings) -> str:
    if "near" in why:
        km = why["near"].km or 0
        return (
            t("they are {km} km apart", km=f"{km:.0f}")
            if km >= 1
            else t("they are close by")
        )
    if "authority" in why:
        names = load_authorities(settings.data_dir)
        column = f"name_{current_language()}"
        areas = [
            str(names.at[x, column]) for x in why["authority"].words if x in names.index
        ]
        return t("the offer is for {areas}", areas=in_a_row(areas))
    if "remote" in why:
        return t("it can be done online or by phone")
    return t("the offer is for all of Wales") if "all_wales" in why else ""


def _spoken(why: Mapping[Reason, Why]) -> str:
    words = set(why["languages"].words) if "languages" in why else set()
    if words == {"cy"}:
        return t("it can be done in Welsh")
    if words == {"en"}:
        return t("it can be done in English")
    return t("it can be done in Welsh or in English") if words else ""


def reasons_in_words(pair: Pair, settings: Settings) -> list[str]:
    """Return why an offer suits a request: clauses in the current language."""
    why = {one.reason: one for one in pair.why}
    about = list(dict.fromkeys(_about(why, settings)))
    said = [
        t("both are about {what}", what=in_a_row(about)) if about else "",
        _where(why, settings),
        _spoken(why),
        t("they are described in similar words") if "alike" in why else "",
    ]
    if "dates" in why:
        day = long_date(date.fromisoformat(why["dates"].words[0]))
        said.append(t("both are open until {day}", day=day))
    return [one for one in said if one]


def why_in_words(pair: Pair, settings: Settings) -> str:
    """Return why an offer suits a request, as one sentence in the current language."""
    return _sentence(reasons_in_words(pair, settings))


def ring_in_words(ring: Ring, names: Sequence[str]) -> str:
    """Return who would help whom in a ring, as one sentence in the current language.

    ``names``: what the members are called, in the order of ``ring.members``.
    """
    called = list(names)
    if len(ring.members) == 2:
        return t(
            "{one} and {other} can help each other.", one=called[0], other=called[1]
        )
    helped = zip(called, [*called[1:], called[0]], strict=True)
    said = [
        t("{giver} can help {asker}", giver=giver, asker=asker)
        for asker, giver in helped
    ]
    return _sentence(said)
