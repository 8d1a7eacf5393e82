"""A version put right before it is accepted: its fields, and what clashes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import streamlit as st

from copro_map.assets.face import Asset, Field, Value
from copro_map.base.dates import parse_date
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components, faults
from copro_map.geography.gazetteer import area_labels
from copro_map.versions.in_words import BETWEEN, items, place_lines
from copro_map.versions.looking import Looked
from copro_map.versions.page import reading
from copro_map.versions.placing import placed
from copro_map.versions.rules.shown import called, laid_out, parted
from copro_map.versions.rules.typed import as_held, changed
from copro_map.versions.rules.versions import (
    LOCATION,
    Difference,
    Version,
    VersionError,
)

LONG = ("description_en", "description_cy")
LISTS = ("words", "areas")
MEND = "mend"  # Whether something is changed first.
# Which of two values is to be.
SENT, NOW = "sent", "now"
CHOICES = {SENT: N_("As it was sent in"), NOW: N_("As it is on the map now")}


def key(name: str, version: Version) -> str:
    """Return the key of a widget of one version: another once it was changed."""
    return f"sent_{name}_{version.number}_{version.revision}"


def is_mended(version: Version) -> bool:
    """Say whether somebody wants to change fields before accepting."""
    return bool(st.session_state.get(key(MEND, version)))


def _fields(looked: Looked) -> Iterable[Field]:
    """Yield the fields that a version gives, and the other language of each."""
    for fields in laid_out(looked.version.sent.asset.given.keys()):
        yield from fields


def _value(looked: Looked, field: Field) -> Value:
    """Return what a field would be: as sent, else as it is on the map."""
    given = looked.version.sent.asset.given
    there = looked.there.given if looked.there else {}
    return given.get(field.name, there.get(field.name))


def _label(field: Field) -> str:
    _, language = parted(field.name)
    name = t(called(field))
    return f"{name} ({LANGUAGES[language]})" if language else name


def _ids(field: Field) -> list[str]:
    """Return what may be chosen of a field that holds words of ours, or areas."""
    if field.holds == "kind":
        return list(cache.definitions().kinds)
    if field.holds == "areas":
        return list(area_labels(cache.layers()))
    return list(cache.definitions().terms[field.vocabulary])


def _filled(looked: Looked, field: Field) -> str | list[str] | date | None:
    """Return what stands in a field before somebody types in it."""
    value = _value(looked, field)
    if field.holds == "day":
        return parse_date(str(value or ""))
    if field.holds in LISTS:
        return list(value) if isinstance(value, tuple) else []
    return str(value or "")


def carry_over(looked: Looked) -> None:
    """Let what was typed stay, if whoever sent it changed it while it was looked at.

    What a steward did not touch is what was sent now.
    """
    version, name = looked.version, f"sent_last_{looked.version.number}"
    last: Version = st.session_state.get(name, version)
    st.session_state[name] = version
    if last.revision == version.revision:
        return
    before = replace(looked, version=last)
    for field in _fields(before):
        typed = st.session_state.get(key(field.name, last))
        if typed is not None and typed != _filled(before, field):
            st.session_state[key(field.name, version)] = typed
    for one in (MEND, LOCATION):
        if one_typed := st.session_state.get(key(one, last)):
            st.session_state[key(one, version)] = one_typed


def _draw_field(looked: Looked, field: Field) -> None:
    """Draw a field with what was sent in it."""
    name, filled = key(field.name, looked.version), _filled(looked, field)
    st.session_state.setdefault(name, filled)
    told = reading.words()

    def named(one: str) -> str:
        return "".join(items(field, one, told)) or "–"

    if field.holds == "day":
        st.date_input(_label(field), None, key=name, format="DD/MM/YYYY")
    elif isinstance(filled, list):
        ids = list(dict.fromkeys([*_ids(field), *filled]))
        st.multiselect(_label(field), ids, format_func=named, key=name)
    elif field.holds in ("word", "kind"):
        ids = list(dict.fromkeys([*_ids(field), *([str(filled)] if filled else [])]))
        components.choice(_label(field), ids, named, nothing=t("Nothing"), key=name)
    elif field.name in LONG:
        st.text_area(_label(field), key=name)
    else:
        st.text_input(_label(field), key=name, autocomplete="off")


def _place(asset: Asset | None, point: Value, *, hides: bool) -> str:
    """Return where an entry is, in words; of a person the areas alone."""
    told = place_lines(asset, reading.words()) if asset else ()
    return BETWEEN.join((*told, *(() if hides else (str(point),))))


def _clash(looked: Looked, one: Difference) -> None:
    """Draw which of two values is to be, of what somebody else changed meanwhile."""
    version = looked.version
    fields = {x.name: x for found in laid_out([one.field]) for x in found}
    told = reading.words()
    if one.field == LOCATION:
        label, hides = t("Where it is based"), reading.is_person(version, looked.there)
        mine = _place(version.sent.asset, one.now, hides=hides)
        theirs = _place(looked.there, one.was, hides=hides)
    else:
        field = fields[one.field]
        label = _label(field)
        mine, theirs = (" · ".join(items(field, x, told)) for x in (one.now, one.was))
    shown = {SENT: mine, NOW: theirs}
    st.radio(
        label,
        list(CHOICES),
        index=None,
        format_func=lambda x: f"{t(CHOICES[x])}: {shown[x] or '–'}",
        key=key(f"clash_{one.field}", version),
    )


def draw_clashes(looked: Looked) -> None:
    """Draw what clashes with what somebody else changed, and ask which it is to be."""
    if not looked.clashes:
        return
    components.paragraph(
        t(
            "Somebody changed this on the map after it was sent in. Choose which it is "
            "to be."
        ),
        "note",
    )
    for one in looked.clashes:
        _clash(looked, one)


def _draw_place(looked: Looked) -> None:
    """Draw the field for where it is instead, and what that is taken for."""
    version = looked.version
    text = st.text_input(
        t("Where it is based, if it is elsewhere"),
        key=key(LOCATION, version),
        placeholder=t("SY23 1AB, Aberaeron, or 52.24, -4.26"),
        autocomplete="off",
    ).strip()
    if not text:
        return
    try:
        there = placed(cache.settings(), version.sent.asset, text)
    except CoproMapError as error:
        st.warning(components.no_markdown(faults.words(error)))
        return
    told = place_lines(there, reading.words())
    components.facts([(t("Understood as"), BETWEEN.join(told))])


def draw(looked: Looked) -> None:
    """Draw the way to change what was sent, and its fields once that is wanted."""
    st.toggle(t("Change something before accepting"), key=key(MEND, looked.version))
    if is_mended(looked.version):
        with st.container(border=True):
            for field in _fields(looked):
                _draw_field(looked, field)
            if not reading.is_person(looked.version, looked.there):
                _draw_place(looked)


def _chosen(looked: Looked) -> dict[str, Value]:
    """Return what is to be of what clashes.

    Raises
    ------
    VersionError
        If nothing was chosen of one of them.
    """
    chosen: dict[str, Value] = {}
    for one in looked.clashes:
        which = st.session_state.get(key(f"clash_{one.field}", looked.version))
        if which is None:
            raise VersionError(
                N_(
                    "Somebody changed the same on the map meanwhile. Choose first "
                    "which it is to be, then accept."
                )
            )
        if one.field == LOCATION:
            chosen[LOCATION] = which
        else:
            chosen[one.field] = one.now if which == SENT else one.was
    return chosen


def changes(looked: Looked) -> dict[str, Value]:
    """Return what is to be otherwise than it was sent.

    Raises
    ------
    VersionError
        If a field holds what it may not, or something that clashes was not chosen.
    """
    chosen = _chosen(looked)
    if not is_mended(looked.version):
        return chosen
    typed = {
        field.name: as_held(
            field, st.session_state.get(key(field.name, looked.version))
        )
        for field in _fields(looked)
        if key(field.name, looked.version) in st.session_state
    }
    known = {field.name: _value(looked, field) for field in _fields(looked)}
    place = str(st.session_state.get(key(LOCATION, looked.version)) or "").strip()
    moved: dict[str, Value] = {LOCATION: place} if place else {}
    return chosen | changed(known, typed, current_day()) | moved
