"""What coverage found, in one place and in plain words: where there are too few.

Every area of the layer is in it once, by name or by number, and nothing that is zero
is said. Names stand after a colon with commas alone: Welsh would mutate the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import t
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
    fewer = names["fewer"]
    if len(fewer) == 1:
        yield t("Fewer entries than its size suggests: {areas}.", areas=fewer[0])
    elif fewer:
        yield t("Fewer entries than their size suggests: {areas}.", areas=listed(fewer))
    elif names["cannot_tell"]:
        yield t(
            "In none of the areas that can be judged are there fewer entries than "
            "chance alone could leave."
        )
    else:
        yield t("Nowhere are there fewer entries than chance alone could leave.")


def _more(names: Names) -> Iterator[str]:
    more = names["more"]
    if len(more) == 1:
        yield t("More than its size suggests: {areas}.", areas=more[0])
    elif more:
        yield t("More than their size suggests: {areas}.", areas=listed(more))


def _cannot_tell(names: Names) -> Iterator[str]:
    if silent := names["cannot_tell"]:
        yield t(
            "So few entries would be usual that nothing can be told: {areas}.",
            areas=listed(silent),
        )


def _others(names: Names) -> Iterator[str]:
    """Say that chance can explain the rest, and of how many areas."""
    usual = names["usual"]
    if len(usual) == 1:
        yield t(
            "In the one other area chance can explain the difference: {areas}.",
            areas=usual[0],
        )
        return
    if any(own for which, own in names.items() if which != "usual"):
        yield t(
            "In the other {n} areas chance can explain the difference.", n=len(usual)
        )
    if not names["fewer"]:
        yield t(
            "The fewest for their size, though chance can explain it: {areas}.",
            areas=", ".join(usual[:FEWEST]),
        )


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
    if not any(own for which, own in names.items() if which != "cannot_tell"):
        return t("Too few entries are counted to tell where any are missing.")
    parts = [*_fewer(names), *_more(names), *_cannot_tell(names)]
    return " ".join([*parts, *(_others(names) if names["usual"] else ())])


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
    what = what_is_asked(coverage.settings, coverage.ask)
    parts = [t("{what} in the areas: {n}", what=what, n=f"{apart.placed:,}")]
    if apart.all_wales:
        parts.append(t("for all Wales: {n}", n=f"{apart.all_wales:,}"))
    if apart.unlocated:
        parts.append(t("without a location: {n}", n=f"{apart.unlocated:,}"))
    if len(parts) > 1:
        parts.append(t("in all: {n}", n=f"{apart.total:,}"))
    return f"{'; '.join(parts)}."
