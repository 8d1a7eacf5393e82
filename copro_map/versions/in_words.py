"""A version in words: what it says field by field, beside what the map says now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copro_map.assets.face import Asset, Field, Value
from copro_map.base.definitions import Definitions
from copro_map.base.i18n import N_, current_language, partial_date, t
from copro_map.base.names import BASE_LAYER, COUNCIL_LAYER
from copro_map.geography.areas import Layer
from copro_map.geography.gazetteer import label_of
from copro_map.versions.rules.marked import Piece, Pieces, marked, whole
from copro_map.versions.rules.shown import called, laid_out, parted
from copro_map.versions.rules.versions import differences

HEALTH_LAYER = "health_board"
WHERE_LAYERS = (BASE_LAYER, HEALTH_LAYER, COUNCIL_LAYER)
BETWEEN = " · "
# The languages as a sentence names them, not as each calls itself.
IN_WORDS = {"cy": N_("Welsh"), "en": N_("English")}


@dataclass(frozen=True)
class Words:
    """What codes and ids are put into words by."""

    definitions: Definitions
    layers: Mapping[str, Layer]


@dataclass(frozen=True)
class Side:
    """A field as it is now and as it is to be, in pieces, in a language ("" in none).

    ``is_given``: the version speaks of it. ``differs``: it says something else.
    """

    language: str
    before: Pieces
    now: Pieces
    is_given: bool
    differs: bool


@dataclass(frozen=True)
class Line:
    """A field by its name, in each language in which it can be said."""

    label: str
    sides: tuple[Side, ...]

    @property
    def differs(self) -> bool:
        """Whether any of it says something else."""
        return any(side.differs for side in self.sides)


def items(field: Field, value: Value, words: Words) -> tuple[str, ...]:
    """Return what a field holds, in words of the current language; () for nothing."""
    if value is None or value == "":
        return ()
    ids = value if isinstance(value, tuple) else (str(value),)
    if field.holds == "kind":
        kinds = words.definitions.kinds
        return tuple(kinds[x].label.text() if x in kinds else x for x in ids)
    if field.holds in ("word", "words"):
        label = words.definitions.label
        return tuple(label(field.vocabulary, one).text() for one in ids)
    if field.holds == "areas":
        return tuple(label_of(words.layers, code).text() for code in ids)
    return (partial_date(ids[0]),) if field.holds in ("date", "day") else ids


def _listed(own: tuple[str, ...], others: tuple[str, ...]) -> Pieces:
    """Return the words of a list, each marked if the other list lacks it."""
    last = len(own) - 1
    return tuple(
        Piece(f"{one}{BETWEEN}" if at < last else one, one not in others)
        for at, one in enumerate(own)
    )


def _both(
    field: Field, before: Value, now: Value, words: Words
) -> tuple[Pieces, Pieces]:
    was, is_now = items(field, before, words), items(field, now, words)
    if field.holds in ("text", "name"):
        return marked("".join(was), "".join(is_now))
    return _listed(was, is_now), _listed(is_now, was)


def _side(
    field: Field, before: Mapping[str, Value], given: Mapping[str, Value], words: Words
) -> Side:
    name, was = field.name, before.get(field.name)
    now = given.get(name, was)
    _, language = parted(name)
    if name in given and differences({name: was}, {name: now}):
        first, second = _both(field, was, now, words)
        return Side(language, first, second, True, True)
    same = whole(BETWEEN.join(items(field, was, words)))
    return Side(language, same, same, name in given, False)


def _sides(
    fields: tuple[Field, ...],
    before: Mapping[str, Value],
    given: Mapping[str, Value],
    words: Words,
) -> tuple[Side, ...]:
    """Return a field in each language, the reader's own first; alike ones are one."""
    sides = [_side(field, before, given, words) for field in fields]
    first, *others = sorted(sides, key=lambda x: x.language != current_language())
    if others and all((x.before, x.now) == (first.before, first.now) for x in others):
        return (Side("", first.before, first.now, first.is_given, first.differs),)
    return (first, *others)


def lines(
    given: Mapping[str, Value], before: Mapping[str, Value], words: Words
) -> tuple[Line, ...]:
    """Return what is given, field by field, beside what there was before.

    Of a mend, where there was something before, only what differs, with the other
    language beside it; of what is new all of it.
    """
    found = (
        Line(t(called(fields[0])), _sides(fields, before, given, words))
        for fields in laid_out(given.keys())
    )
    return tuple(line for line in found if line.differs)


def place_lines(asset: Asset, words: Words) -> tuple[str, ...]:
    """Return where an entry is based, the nearest first: its town, its areas.

    () for what is based nowhere.
    """
    names = [
        words.layers[layer].area_label(asset.areas[layer]).text()
        for layer in WHERE_LAYERS
        if layer in asset.areas and layer in words.layers
    ]
    terms, location = words.definitions.terms["precisions"], asset.location
    exactly = [terms[location.precision].label.text()] if location else []
    told = dict.fromkeys(x for x in (asset.text("place"), *names) if x)
    return (*told, *(f"({x})" for x in exactly if told))


def where_line(asset: Asset, was: Asset | None, words: Words) -> Line | None:
    """Return where a version says that it is, beside where the map has it now.

    None if it does not speak of that, or says the same.
    """
    if not asset.areas and asset.location is None:
        return None
    now = place_lines(asset, words)
    before = place_lines(was, words) if was else ()
    if was and (was.areas, was.location) == (asset.areas, asset.location):
        return None
    side = Side("", _listed(before, now), _listed(now, before), True, True)
    return Line(t("Where it is based"), (side,))
