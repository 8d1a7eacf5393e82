"""The questions of a survey's form: a role, and then only what that role is asked.

What is chosen is kept by ids, so that it outlives a change of language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from copro_map.base.i18n import current_language, t
from copro_map.drawing.templates import render
from copro_map.frame import components, state
from copro_map.search import cached
from copro_map.surveys.file.rows import ORGANISATION
from copro_map.surveys.reply_form import PRACTITIONER, FilledForm
from copro_map.surveys.rules.instrument import Question, Survey
from copro_map.surveys.rules.records import Wave

# Where things are kept beside the answers: the form's random text, the role, the
# organisation, and why the form could not go on or be sent.
KEY, ROLE, ORGANISED, PROBLEM = "key", "role", "organisation", "problem"
OF_FORM = "survey/"  # How the keys of the form's widgets begin.
STYLE = Path(__file__).parent / "survey.css"


@dataclass(frozen=True)
class Form:
    """A form of a wave, and what is filled in so far."""

    survey: Survey
    wave: Wave
    kept: dict[str, Any]

    @property
    def role(self) -> str:
        """The role that is chosen; "" if none is yet."""
        return self.kept.get(ROLE) or ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the role is asked in this wave."""
        return (
            self.survey.asked(baseline=self.wave.baseline, role=self.role)
            if self.role
            else ()
        )


def _bind(
    form: Form, field: str, default: object, then: Callable[[], None] | None = None
) -> dict[str, Any]:
    """Return the arguments that tie a widget to what is kept."""
    key = f"{OF_FORM}{field}"
    state.put_in(key, form.kept.get(field, default))

    def write() -> None:
        form.kept[field] = st.session_state[key]
        form.kept.pop(PROBLEM, None)
        if then:
            then()

    return {"key": key, "on_change": write}


def _fields(question: Question) -> list[str]:
    """Return where the answers to a question are kept: one, or one for each option."""
    if question.kind == "one":
        return [f"question/{question.id}"]
    return [f"question/{question.id}/{option.id}" for option in question.options]


def _drop_not_asked(form: Form) -> None:
    """Forget what the role that is chosen now is not asked."""
    wanted = {KEY, ROLE, *(x for one in form.questions for x in _fields(one))}
    if form.role == ORGANISATION:
        wanted.add(ORGANISED)
    for field in form.kept.keys() - wanted:
        del form.kept[field]


def role(form: Form) -> None:
    """Draw the choice of a role, of those in which somebody was invited."""
    invited, known = form.wave.invited, form.survey.roles
    roles = {x: y.text() for x, y in known.items() if invited.get(x) != 0}
    asked = (form.survey.asked(baseline=form.wave.baseline, role=x) for x in roles)
    st.radio(
        t("Who are you in this reply?"),
        list(roles),
        index=None,
        format_func=roles.__getitem__,
        captions=[t("Questions: {n}", n=len(one)) for one in asked],
        width="stretch",
        label_visibility="collapsed",
        **_bind(form, ROLE, None, partial(_drop_not_asked, form)),
    )
    if form.role == ORGANISATION:
        _organisation(form)


def _practitioners() -> dict[str, str]:
    """Return the names of those on the map for whom a reply may be, by id."""
    assets = cached.assets()
    known = assets[assets["kind"] == PRACTITIONER]
    own = known[f"name_{current_language()}"]
    names = own.where(own != "", known["name_en"]).to_dict()
    return {str(one): str(name) for one, name in names.items()}


def _organisation(form: Form) -> None:
    """Draw the choice of the organisation that a reply is for."""
    names = _practitioners()
    components.choice(
        t("Which organisation do you reply for? You may leave this out."),
        list(names),
        names.__getitem__,
        nothing=t("Choose an organisation on the map"),
        **_bind(form, ORGANISED, None),
    )


def _one(form: Form, question: Question) -> None:
    labels = {option.id: option.label.text() for option in question.options}
    labels[""] = t("Leave out this question")
    (field,) = _fields(question)
    st.radio(
        question.text.text(),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        width="stretch",
        label_visibility="collapsed",
        **_bind(form, field, None),
    )


def _many(form: Form, question: Question) -> None:
    """Draw a box for each option, and tell screen readers that they belong together."""
    with st.container(key=f"many_{question.id}"):
        grouped = render("surveys/question.html", question=question)
        st.html(grouped, unsafe_allow_javascript=True)
        for option, field in zip(question.options, _fields(question), strict=True):
            st.checkbox(option.label.text(), **_bind(form, field, False))


def ask(form: Form, question: Question) -> None:
    """Draw the answers of a question, to choose from."""
    (_one if question.kind == "one" else _many)(form, question)


def said_so_far(form: Form) -> list[tuple[str, str]]:
    """Return who replies and every question, each with what was answered."""
    who = form.survey.roles[form.role].text()
    if organised := form.kept.get(ORGANISED):
        who = f"{who}: {_practitioners().get(organised, organised)}"
    rows = [(t("Who are you in this reply?"), who)]
    for one in form.questions:
        chosen = _answer(form, one)
        words = [x.label.text() for x in one.options if x.id in chosen]
        rows.append((one.text.text(), "; ".join(words) or t("Left out")))
    return rows


def _answer(form: Form, question: Question) -> tuple[str, ...]:
    fields = _fields(question)
    if question.kind == "one":
        chosen = form.kept.get(fields[0])
        return (chosen,) if chosen else ()
    both = zip(question.options, fields, strict=True)
    return tuple(option.id for option, field in both if form.kept.get(field))


def filled(form: Form) -> FilledForm:
    """Return what is filled in, as it is sent."""
    return FilledForm(
        key=form.kept[KEY],
        role=form.role,
        answers={question.id: _answer(form, question) for question in form.questions},
        organisation_id=form.kept.get(ORGANISED) or "",
    )
