"""Who may help with a request, or may need an offer: the best, each with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from copro_map.assets.face import Entry, find_entry
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day
from copro_map.drawing.templates import Html, render
from copro_map.exchange.rules.records import Pair
from copro_map.exchange.words import why_in_words
from copro_map.geography.areas import load_layers

HEADINGS = {
    "request": N_("People who may help"),
    "offer": N_("People who may need this"),
}
MOST = 5


@dataclass(frozen=True)
class Suggested:
    """An entry that suits another one, and why, in a sentence."""

    entry: Entry
    why: str


def _others(
    settings: Settings, assets: pd.DataFrame, own: Entry, pairs: Sequence[Pair]
) -> Iterator[Suggested]:
    today = current_day()
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    for pair in pairs:
        other = pair.offer if own.id == pair.request else pair.request
        found = find_entry(assets, other, definitions, layers, today)
        yield Suggested(found, why_in_words(pair, settings))


def may_help(
    settings: Settings,
    assets: pd.DataFrame,
    own: Entry,
    pairs: Sequence[Pair],
    path: Callable[[str], str],
) -> Html | str:
    """Return who suits an open offer or request, as a list of links; "" if nobody does.

    ``pairs`` best first; ``path`` is that of an entry's page.
    """
    found = tuple(_others(settings, assets, own, pairs))
    if not found:
        return ""
    heading = t(HEADINGS[own.kind.id])
    return render("exchange/beside.html", heading=heading, found=found, path=path)
