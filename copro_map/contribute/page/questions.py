"""The questions of the form: each field drawn by what it holds, with what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from copro_map.assets.face import Field
from copro_map.base.i18n import current_language, t
from copro_map.base.today import current_day
from copro_map.contribute.checking import Wrong, wrong_in, wrong_of_step
from copro_map.contribute.drafts import ADDRESS
from copro_map.contribute.page.filling import Filling, came_to
from copro_map.contribute.rules.steps import (
    BY_NAME,
    Step,
    asked_as,
    fields_of,
)
from copro_map.contribute.sending import wrong_where
from copro_map.frame import cache, components
from copro_map.frame.filling import draw, tell_fault

SENTENCE_HEIGHT = 110  # pixels: four lines


def tell(filling: Filling, *names: str) -> None:
    """Say that something could not be kept, below its fields."""
    words = t(
        "This could not be kept, so it is lost if you leave this page. It stays here "
        "while the page is open, and each change tries again."
    )
    tell_fault(filling, words, *names)


def say_wrong(wrong: Iterable[Wrong | None], name: str) -> None:
    """Say what is wrong with a field, below it."""
    for one in wrong:
        if one is not None and one.name == name:
            st.warning(components.no_markdown(one.words()), icon=":material/info:")


def wrong_now(filling: Filling, step: Step) -> tuple[Wrong, ...]:
    """Return what is wrong and missing in a step, as it stands on the screen."""
    filled = filling.fields
    if filling.typed:
        filled = {**filled, ADDRESS: filling.typed}
    where = cache.settings()
    return wrong_of_step(
        step,
        filled,
        current_language(),
        lambda: wrong_where(where, filled, current_day()),
    )


def question(filling: Filling, name: str) -> str:
    """Return what is asked for a field: of people who put in their own, as "you"."""
    if filling.entry:
        return t(BY_NAME[name].question)
    return t(asked_as(name, filling.fields))


def _words(field: Field) -> dict[str, str]:
    """Return the words of a field's vocabulary, as they are called."""
    terms = cache.definitions().terms[field.vocabulary]
    return {one: term.label.text() for one, term in terms.items()}


def _choose_one(filling: Filling, field: Field) -> None:
    """Draw a choice whose answers all stand there, as a step asks for it."""
    kinds = cache.definitions().kinds
    is_kind = field.holds == "kind"
    words = {x: y.label.text() for x, y in kinds.items()} if is_kind else _words(field)
    about = {"captions": [x.description.text() for x in kinds.values()]}
    draw(
        st.radio,
        question(filling, field.name),
        filling,
        field.name,
        None,
        options=list(words),
        format_func=words.__getitem__,
        index=None,
        **(about if is_kind else {}),
    )


def _write(filling: Filling, field: Field) -> None:
    """Draw a field to write in: a line, or a few for a sentence."""
    asks = question(filling, field.name)
    if field.name.startswith("description"):
        draw(st.text_area, asks, filling, field.name, "", height=SENTENCE_HEIGHT)
        return
    more: dict[str, Any] = {"autocomplete": "off"}
    if field.holds == "web":
        more["placeholder"] = "www.example.org"
    draw(st.text_input, asks, filling, field.name, "", **more)


def _choose_later(filling: Filling, field: Field) -> None:
    """Draw a choice of many words, or of one that may stay open."""
    words, label = _words(field), t(field.question)
    if field.holds == "words":
        draw(
            st.multiselect,
            label,
            filling,
            field.name,
            [],
            options=list(words),
            format_func=words.__getitem__,
            placeholder=t("Choose what fits"),
        )
        return
    is_said = filling.published and filling.published.given[field.name]
    if not (is_said and field.name == "spoken"):
        words = {"": t("Not said"), **words}
    draw(
        st.selectbox,
        label,
        filling,
        field.name,
        "",
        options=list(words),
        format_func=words.__getitem__,
    )


def ask(filling: Filling, field: Field) -> None:
    """Draw a field, and below it what is wrong with what is written there."""
    if field.holds in ("kind", "word") and field.step == "kind":
        _choose_one(filling, field)
    elif field.holds in ("word", "words"):
        _choose_later(filling, field)
    else:
        _write(filling, field)
    tell(filling, field.name)
    say_wrong([wrong_in(field.name, filling.fields.get(field.name))], field.name)


def ask_step(filling: Filling, step: Step) -> None:
    """Draw what a step asks for; what is missing is said once somebody goes on.

    Whoever comes to ask, or to offer, is not asked again which of the two.
    """
    for field in fields_of(step, filling.fields, current_language()):
        if field.name == "kind" and came_to(filling):
            continue
        ask(filling, field)
        if step in filling.refused and not filling.fields.get(field.name):
            say_wrong(wrong_now(filling, step), field.name)
