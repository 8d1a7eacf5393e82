"""What the groups of an answer are called, and where its place is, in words."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.base.i18n import N_, t
from copro_map.geography.areas import Layer
from copro_map.geography.gazetteer import Candidate, label_of
from copro_map.search.rules.reasons import Group
from copro_map.search.search import Answer

HEADINGS = {
    "near": N_("Within {km} km of {place}"),
    "yours": N_("Based in or serving {area}"),
    "neighbours": N_("Neighbouring authorities"),
    "all_wales": N_("Serving all Wales"),
    "anywhere": N_("Anywhere in Wales"),
}
# The same inside a sentence, after a number.
PHRASES = {
    "near": N_("within {km} km of {place}"),
    "yours": N_("based in or serving {area}"),
    "neighbours": N_("in neighbouring authorities"),
    "all_wales": N_("serving all Wales"),
    "anywhere": N_("anywhere in Wales"),
}
PARTS = (N_("in a local authority"), N_("serving all Wales"), N_("with no known place"))


def whole_name(candidate: Candidate, layers: Mapping[str, Layer]) -> str:
    """Return a text that finds a place and no other: "Newport, Newport".

    A settlement with its authority; an area or a postcode has a name of its own.
    """
    name, code = candidate.name.text(), candidate.authority
    if code is None or candidate.precision != "place":
        return name
    return f"{name}, {label_of(layers, code).text()}"


def shown_name(candidate: Candidate, layers: Mapping[str, Layer]) -> str:
    """Return what a place is called: "Newport, Pembrokeshire", but "Newport"."""
    name, code = candidate.name.text(), candidate.authority
    area = label_of(layers, code).text() if code else name
    return name if area == name else f"{name}, {area}"


def place_names(answer: Answer, layers: Mapping[str, Layer]) -> tuple[str, ...]:
    """Return what the places asked for are called: several, if they share a name.

    By their name in the current language, or as it was typed: a postcode, a point, or
    what nobody knows.
    """
    place = answer.place
    if place is None:
        return ()
    if place.status == "ambiguous":
        return tuple(shown_name(one, layers) for one in place.candidates)
    return (place.name.text() if place.name else answer.understood.place.strip(),)


def heading(answer: Answer, group: Group, layers: Mapping[str, Layer]) -> str:
    """Return what a group is called, without its count."""
    return _said(HEADINGS, answer, group, layers)


def _said(
    words: Mapping[str, str], answer: Answer, group: Group, layers: Mapping[str, Layer]
) -> str:
    """Return a group in words.

    A region (North Wales) has no code, and is called as it is by people.
    """
    if not answer.asked.places:
        return t(words[group.name])
    place = answer.asked.places[group.place]
    name = place_names(answer, layers)[group.place]
    return t(
        words[group.name],
        km=place.km,
        place=name,
        area=label_of(layers, place.code) if place.code else name,
    )


def in_parts(answer: Answer, layers: Mapping[str, Layer]) -> list[tuple[int, str]]:
    """Return of how many entries each part of the answer is, in words; none is empty.

    The parts add up: the groups, if a place was asked for; else those in an authority,
    those of all Wales, and those of no known place.
    """
    parts = [(one.count, _said(PHRASES, answer, one, layers)) for one in answer.groups]
    if not answer.groups:
        named = zip(answer.tally, PARTS, strict=True)
        parts = [(count, t(words)) for count, words in named]
    return [(count, words) for count, words in parts if count]
