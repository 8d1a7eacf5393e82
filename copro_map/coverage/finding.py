"""What coverage found, in one place and in plain words: where there are too few.

What it names and counts adds up to the areas of the layer, and nothing that is zero is
said. Names stand after a colon with commas alone: Welsh would mutate the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, t
from copro_map.coverage.gaps import Ask, Coverage
from copro_map.coverage.rules.for_its_size import CLASSES, ForItsSize

NAMED = 5  # areas that a sentence names
FEWEST = 3  # areas named where chance can explain every difference

Names = Mapping[ForItsSize, Sequence[str]]


def listed(names: Sequence[str]) -> str:
    """Return names with commas; of many the first, and how many more.

    Examples
    --------
    >>> listed(["Powys", "Conwy"]), listed(list("abcdefg"))
    ('Powys, Conwy', 'a, b, c, d, e and 2 more')
    """
    first, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return t("{names} and {n} more", names=first, n=more) if more > 0 else first


def _fewer(names: Names) -> Iterator[str]:
    """Say which areas have fewer, and that chance can explain the others."""
    fewer, others = names["fewer"], len(names["usual"])
    if len(fewer) == 1:
        yield t("Fewer entries than its size suggests: {areas}.", areas=fewer[0])
    else:
        areas = listed(fewer)
        yield t("Fewer entries than their size suggests: {areas}.", areas=areas)
    yield from _more(names)
    if others == 1:
        area = names["usual"][0]
        yield t("Chance can explain the difference in one more: {area}.", area=area)
    elif others:
        also = names["more"] or names["cannot_tell"]
        words = (
            N_("In {n} areas chance can explain the difference.")
            if also
            else N_("In the other {n} areas chance can explain the difference.")
        )
        yield t(words, n=others)


def _nowhere(names: Names) -> Iterator[str]:
    """Say that no area has fewer, and which have the fewest all the same."""
    judged, usual = len(names["usual"]) + len(names["more"]), names["usual"]
    if names["cannot_tell"]:
        yield t(
            "Of the areas that can be judged ({n}), none has fewer entries than chance "
            "alone could leave.",
            n=judged,
        )
    else:
        yield t("Nowhere are there fewer entries than chance alone could leave.")
    if len(usual) > 1:
        yield t(
            "The fewest for their size, though chance can explain it: {areas}.",
            areas=", ".join(usual[:FEWEST]),
        )
    yield from _more(names)


def _more(names: Names) -> Iterator[str]:
    more = names["more"]
    if len(more) == 1:
        yield t("More than its size suggests: {areas}.", areas=more[0])
    elif more:
        yield t("More than their size suggests: {areas}.", areas=listed(more))


def in_words(names: Names) -> str:
    """Return what was found of areas, given by class, the fewest for their size first.

    Examples
    --------
    >>> few = {"fewer": ["Conwy"], "usual": ["Powys", "Mon"], "more": [],
    ...        "cannot_tell": []}
    >>> in_words(few)[38:]
    'Conwy. In the other 2 areas chance can explain the difference.'
    >>> in_words(few | {"fewer": []})[:62]
    'Nowhere are there fewer entries than chance alone could leave.'
    """
    silent = names["cannot_tell"]
    if not any(own for which, own in names.items() if which != "cannot_tell"):
        return t("Too few entries are counted to tell where any are missing.")
    parts = [*(_fewer(names) if names["fewer"] else _nowhere(names))]
    if silent:
        parts.append(
            t(
                "Cannot be judged, as even no entry at all would not stand out: "
                "{areas}.",
                areas=listed(silent),
            )
        )
    return " ".join(parts)


def finding(coverage: Coverage) -> str:
    """Return what coverage found, in the language in force."""
    table, layer = coverage.table, coverage.layer
    ordered = table.sort_values("rate_per_100k", kind="stable")["for_its_size"]
    names: dict[ForItsSize, list[str]] = {which: [] for which in CLASSES}
    for code, which in ordered.items():
        names[which].append(layer.area_label(str(code)).text())
    return in_words(names)


def what_is_asked(settings: Settings, ask: Ask) -> str:
    """Return what is counted, in words: "Projects, Food"."""
    definitions = load_definitions(settings.data_dir)
    parts = [definitions.kinds[ask.kind].plural.text() if ask.kind else t("Entries")]
    for vocabulary, word in (("themes", ask.theme), ("sectors", ask.sector)):
        parts += [definitions.label(vocabulary, word).text()] if word else []
    return ", ".join(parts)


def counted_in_words(coverage: Coverage) -> str:
    """Return what is counted, where, and what is counted apart: a sum that adds up."""
    apart = coverage.apart
    if not apart.total:
        return t("None of these is recorded.")
    what = what_is_asked(coverage.settings, coverage.ask)
    parts = [t("{what} in the areas: {n}", what=what, n=f"{apart.placed:,}")]
    if apart.all_wales:
        parts.append(t("for all Wales: {n}", n=f"{apart.all_wales:,}"))
    if apart.unlocated:
        parts.append(t("without a location: {n}", n=f"{apart.unlocated:,}"))
    if len(parts) > 1:
        parts.append(t("in all: {n}", n=f"{apart.total:,}"))
    return f"{'; '.join(parts)}."
