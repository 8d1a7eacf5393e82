"""What was asked, and how the answer stands, told where no visitor can mend either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, sort_key, t
from copro_map.drawing.templates import Html, render
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.gazetteer import label_of
from copro_map.search.headings import heading, in_parts, place_names
from copro_map.search.rules.query import params_of
from copro_map.search.search import Answer
from copro_map.search.ways_on import to_add
from copro_map.search.wording import filters_in_words, problem_in_words

STANDS = {
    "based": N_("Based here"),
    "serves": N_("Serves it from elsewhere"),
    "all_wales": N_("Serves all Wales"),
}


@dataclass(frozen=True)
class Told:
    """A question in words, and its answer in parts.

    ``where`` are the names of the areas or the place asked for, ``filters`` all else
    that is asked, ``problem`` what is wrong with the place. ``groups`` have a heading
    and the rows of ``Answer.hits`` in it; together they are all of them. ``params`` ask
    the same again, ``to_add`` is what the form for an entry then knows.
    """

    where: tuple[str, ...]
    filters: tuple[str, ...]
    problem: str
    groups: tuple[tuple[str, tuple[int, ...]], ...]
    params: Mapping[str, str]
    to_add: Mapping[str, str]


def _standing(answer: Answer) -> Iterator[tuple[str, int]]:
    """Yield how each entry stands to the areas asked for."""
    for n, why in enumerate(answer.found.why):
        yield next((x.reason for x in why if x.reason in STANDS), "all_wales"), n


def _by_authority(answer: Answer, layers: Mapping[str, Layer]) -> list[tuple[str, int]]:
    """Return the name of the authority of each entry; at last those without one."""
    rows = answer.found.assets[["authority", "serves_all_wales"]]
    last = {True: t(STANDS["all_wales"]), False: t("No location")}
    keyed = [
        ((0, sort_key(name)) if code else (1 if national else 2, ()), name, n)
        for n, (code, national) in enumerate(
            rows.iloc[answer.found.places].itertuples(index=False)
        )
        for name in [label_of(layers, code).text() if code else last[bool(national)]]
    ]
    return [(name, n) for _, name, n in sorted(keyed)]


def _groups(
    answer: Answer, layers: Mapping[str, Layer]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    if answer.groups:
        for one in answer.groups:
            rows = tuple(range(one.part.start, one.part.stop))
            yield heading(answer, one, layers), rows
        return
    if answer.query.areas:
        order = list(STANDS)
        found = sorted(_standing(answer), key=lambda one: (order.index(one[0]), one[1]))
        named = [(t(STANDS[reason]), n) for reason, n in found]
    else:
        named = _by_authority(answer, layers)
    for name, some in groupby(named, key=lambda one: one[0]):
        yield name, tuple(n for _, n in some)


def told(settings: Settings, answer: Answer) -> Told:
    """Return a question and its answer in words, in the current language."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    definitions = load_definitions(settings.data_dir)
    query = answer.in_full
    filters = filters_in_words(query.without("areas", "near"), definitions, layers)
    areas = (label_of(layers, code).text() for code in query.areas)
    return Told(
        where=(*place_names(answer, layers), *areas),
        filters=tuple(filters.values()),
        problem=problem_in_words(answer, answer.understood.place),
        groups=tuple(_groups(answer, layers)),
        params=params_of(answer.query),
        to_add={name: one for name, one in to_add(answer).items() if one},
    )


def found_in_words(settings: Settings, answer: Answer, own_id: str = "result") -> Html:
    """Return how many were found, and how many in each part, in one sentence.

    ``own_id`` is in the page: what stands on a page until it is drawn has another.
    """
    layers, count = (
        load_layers(settings.boundaries_dir, settings.data_dir),
        len(answer.found),
    )
    return render(
        "search/result.html",
        own_id=own_id,
        count=count,
        named=t("entry") if count == 1 else t("entries"),
        parts=in_parts(answer, layers),
        near=bool(answer.asked.places),
    )


def first_parts(
    settings: Settings, answer: Answer, most: int
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the first entries found, by what their group is called ("" without any)."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    if not answer.groups:
        yield "", answer.found.rows(slice(most))
    for group in answer.groups:
        part = slice(group.part.start, min(group.part.stop, most))
        if part.start < part.stop:
            words = heading(answer, group, layers)
            yield f"{words} ({group.count})", answer.found.rows(part)
