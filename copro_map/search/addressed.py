"""What an address asks of the map, for whoever answers it without a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.geography.areas import load_layers
from copro_map.search.headings import place_names, whole_name
from copro_map.search.rules.query import Query, QueryError, read_query
from copro_map.search.search import Answer, query_choices
from copro_map.search.wording import NOT_FOUND, filters_in_words, values_in_words


@dataclass(frozen=True)
class Addressed:
    """What the parameters of an address ask.

    ``ignored`` are the names of those that mean nothing; ``words`` say what narrows the
    question ("Kind: Offers"), ``brief`` the same without its name ("Offers"), in the
    language in force.
    """

    query: Query
    ignored: tuple[str, ...]
    words: tuple[str, ...]
    brief: tuple[str, ...]


def addressed(settings: Settings, params: Mapping[str, str]) -> Addressed:
    """Return what parameters ask; others than ``rules.query.PARAMS`` are passed by."""
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    query, ignored = read_query(params, query_choices(definitions, layers))
    words = filters_in_words(query, definitions, layers)
    brief = values_in_words(query, definitions, layers)
    return Addressed(query, tuple(ignored), tuple(words.values()), tuple(brief))


def check_place(settings: Settings, answer: Answer) -> None:
    """Refuse an answer to a place that was asked for and is not known by that name.

    Raises
    ------
    QueryError
        The message says what may be meant.
    """
    place = answer.place
    is_begun = place is not None and place.begun
    if not answer.query.near or (answer.asked.places and not is_begun):
        return
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    candidates = [whole_name(x, layers) for x in place.candidates] if place else []
    candidates = candidates or (list(place_names(answer, layers)) if is_begun else [])
    status = "meant" if candidates else place.status if place else "unknown"
    raise QueryError(
        NOT_FOUND[status],
        place=answer.understood.place,
        candidates="; ".join(candidates),
    )
