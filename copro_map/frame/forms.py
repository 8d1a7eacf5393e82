"""A form that two people may have open: kept until it is saved, then empty again."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from copro_map.base.i18n import t
from copro_map.frame.pressing import attempt
from copro_map.people.rules.changes import ConflictError
from copro_map.people.rules.settings import LONGEST


def fields(form: str) -> str:
    """Return what the keys of a form's fields begin with: another after each saving."""
    return f"{form}_{st.session_state.get(f'{form}_turn', 0)}"


def drawn_with(form: str, version: int) -> None:
    """Keep the version that the form's record had when the form was first drawn."""
    st.session_state.setdefault(f"{fields(form)}_seen", version)


def given(form: str, *names: str) -> dict[str, str]:
    """Return what is typed in some fields of a form, as text; "" for nothing."""
    kept = st.session_state
    texts = {name: kept.get(f"{fields(form)}_{name}") for name in names}
    return {name: str("" if x is None else x).strip() for name, x in texts.items()}


def saves(form: str, do: Callable[[int], str]) -> Callable[[], None]:
    """Return what a button calls to save a form; its fields are empty after that.

    ``do`` is given the version that the form was drawn with. If somebody changed the
    same meanwhile, the page says both, what is typed stays, and the next press saves.
    """

    def once() -> str:
        seen = f"{fields(form)}_seen"
        try:
            words = do(st.session_state.get(seen, 0))
        except ConflictError as error:
            st.session_state[seen] = error.made.version
            raise
        turn = f"{form}_turn"
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
        return words

    def press() -> None:
        attempt(once)

    return press


def both_fields(
    form: str, name: str, english: str, welsh: str, value: str = ""
) -> None:
    """Draw a field for a text in each language, side by side; on a phone below."""
    both = (("cy", welsh), ("en", english))
    for column, (language, label) in zip(st.columns(2), both, strict=True):
        with column:
            st.text_input(
                label,
                value,
                key=f"{fields(form)}_{name}_{language}",
                max_chars=LONGEST,
                autocomplete="off",
            )


def why_fields(form: str) -> None:
    """Draw the two fields for why something is changed, in both languages."""
    both_fields(form, "why", t("Why, in English"), t("Why, in Welsh"))
