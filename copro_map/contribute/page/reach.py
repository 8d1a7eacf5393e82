"""How we reach whoever puts something in, and what they agree to."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day
from copro_map.contribute.checking import EXAMPLE, wrong_address
from copro_map.contribute.drafts import ADDRESS, CONSENTS, ENTRY, HAS_ADDRESS
from copro_map.contribute.page.filling import Filling
from copro_map.contribute.page.questions import (
    say_wrong,
    tell,
    wrong_now,
)
from copro_map.contribute.rules.steps import BY_NAME, is_person
from copro_map.contribute.rules.terms import is_exchange
from copro_map.frame import cache, components, state
from copro_map.people.consents import wording
from copro_map.people.rules.consents import Agreed

# What a person is asked for in the form; "website" once they write one.
SHOWN: tuple[Agreed, ...] = ("name", "description", "where")
NEEDED = N_(
    "This tick is needed for an offer or a request: without your address nobody could "
    "answer you."
)
CHANGES = "contribute_changes_address_{number}"


def _write_address(filling: Filling) -> None:
    """Draw the field of the address; what is typed is kept, and never handed out."""
    key = f"contribute_address_{filling.number}"
    state.put_in(key, filling.typed)

    def write() -> None:
        filling.typed = st.session_state[key].strip()
        filling.change(ADDRESS, filling.typed)

    st.text_input(
        t(BY_NAME["contact_email"].question),
        key=key,
        autocomplete="email",
        placeholder=EXAMPLE.text(),
        on_change=write,
    )
    if filling.typed:
        say_wrong([wrong_address(filling.typed)], ADDRESS)


def _change_address(filling: Filling, changes: str) -> None:
    """Say that there is an address, which nobody is shown, and offer to change it."""
    with st.container(
        horizontal=True, vertical_alignment="center", key="contribute_has_address"
    ):
        components.paragraph(t("We have your e-mail address."))
        st.button(
            t("Change it"),
            key=f"contribute_change_{filling.number}",
            type="tertiary",
            on_click=lambda: state.put_in(changes, value=True),
        )


def _address(filling: Filling) -> None:
    changes = CHANGES.format(number=filling.number)
    is_here = filling.typed or st.session_state.get(changes)
    if filling.fields.get(HAS_ADDRESS) and not is_here:
        _change_address(filling, changes)
    else:
        _write_address(filling)
    tell(filling, ADDRESS)


def _agrees(filling: Filling, field: Agreed, key: str) -> Callable[[], None]:
    def write() -> None:
        agreed = [x for x in filling.fields.get(CONSENTS) or () if x != field]
        more = [field] if st.session_state[key] else []
        filling.change(CONSENTS, [*agreed, *more])

    return write


def consent(filling: Filling, field: Agreed) -> None:
    """Draw the sentence that somebody agrees to, of one field, to be ticked."""
    key = f"contribute_consent_{field}_{filling.number}"
    state.put_in(key, field in (filling.fields.get(CONSENTS) or ()))
    sentence = wording(cache.settings(), current_day()).sentence(field)
    st.checkbox(sentence.text(), key=key, on_change=_agrees(filling, field, key))


def reach(filling: Filling) -> None:
    """Draw the address with what it is for, and what is to be agreed to."""
    wrong = wrong_now(filling, "reach") if "reach" in filling.refused else ()
    _address(filling)
    if not filling.fields.get(HAS_ADDRESS):
        say_wrong(wrong, ADDRESS)
    words = t(
        "We send a receipt there, ask if something is unclear, and later whether the "
        "entry is still right. It is never shown."
    )
    components.paragraph(words, "muted")
    consent(filling, "contact")
    if is_exchange(filling.fields) and not filling.entry:
        components.paragraph(t(NEEDED), "muted")
    say_wrong(wrong, "consent_contact")
    if is_person(filling.fields) and not filling.fields.get(ENTRY):
        components.heading(t("What everybody may see of you"), 2)
        for field in SHOWN:
            consent(filling, field)
            say_wrong(wrong, f"consent_{field}")
        words = t(
            "What you do not tick is not sent. You can withdraw each of them later, "
            "on your page of this map."
        )
        components.paragraph(words, "muted")
    tell(filling, CONSENTS)
    components.your_data()  # last: by keyboard nobody passes it on the way
