"""The steps of the form: which fields each asks for, of what is put in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from copro_map.assets.rules.fields import FIELDS, Field
from copro_map.base.i18n import LANGUAGES, N_

Step = Literal["kind", "name", "what", "where", "reach", "send"]
STEPS: tuple[Step, ...] = get_args(Step)
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
INDIVIDUAL = "individual"
# What a person is asked who puts in their own practice, by the field.
TO_A_PERSON: Mapping[str, str] = {
    "name_en": N_("What is your name, in English?"),
    "name_cy": N_("What is your name, in Welsh?"),
    "description_en": N_("What do you do, in a sentence, in English?"),
    "description_cy": N_("What do you do, in a sentence, in Welsh?"),
    "postcode": N_("Where are you?"),
    "served": N_("Which areas do you work in?"),
}
# What whoever offers or asks is asked, by the kind and by the field.
IN_WORDS: Mapping[str, str] = {
    "name_en": N_("In a few words, in English"),
    "name_cy": N_("In a few words, in Welsh"),
}
TO_A_MEMBER: Mapping[str, Mapping[str, str]] = {
    "offer": {**IN_WORDS, "exchange_category": N_("What can you offer?")},
    "request": {**IN_WORDS, "exchange_category": N_("What do you need?")},
}


def asked_as(name: str, filled: Mapping[str, Any]) -> str:
    """Return what is asked for a field of a new entry, as a message of the catalogue.

    Examples
    --------
    >>> asked_as("exchange_category", {"kind": "request"})
    'What do you need?'
    >>> asked_as("name_cy", {"kind": "project"})
    'What is it called, in Welsh?'
    """
    own = TO_A_MEMBER.get(str(filled.get("kind") or ""), {})
    asks = TO_A_PERSON if is_person(filled) else own
    return asks.get(name, BY_NAME[name].question)


def language_of(field: str) -> str:
    """Return the language in which a field is written; "" of one that has none.

    Examples
    --------
    >>> language_of("name_cy"), language_of("website")
    ('cy', '')
    """
    end = field.rpartition("_")[2]
    return end if end in LANGUAGES else ""


def twin_of(field: str) -> str:
    """Return the field of the same in the other language.

    Examples
    --------
    >>> twin_of("name_cy")
    'name_en'
    """
    name, _, language = field.rpartition("_")
    return f"{name}_{'en' if language == 'cy' else 'cy'}"


def _is_asked(field: Field, kind: str) -> bool:
    return not field.of or kind in field.of


def fields_of(step: str, filled: Mapping[str, Any], language: str) -> tuple[Field, ...]:
    """Return the fields that a step asks for, in the reader's language first.

    A text is asked for in that language; in the other one too if it is written there.

    Examples
    --------
    >>> [x.name for x in fields_of("kind", {"kind": "practitioner"}, "cy")]
    ['kind', 'practitioner_type']
    >>> [x.name for x in fields_of("name", {}, "cy")]
    ['name_cy']
    >>> [x.name for x in fields_of("name", {"name_en": "Tir Coed"}, "cy")]
    ['name_cy', 'name_en']
    """
    kind = str(filled.get("kind") or "")
    asked = [
        field
        for field in FIELDS
        if field.step == step and _is_asked(field, kind)
        if language_of(field.name) in ("", language)
        or str(filled.get(field.name) or "").strip()
    ]
    return tuple(sorted(asked, key=lambda x: language_of(x.name) not in ("", language)))


def better_fields(filled: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return what is asked for after it was sent: more of it, and the other language.

    The language that is not written yet comes first.

    Examples
    --------
    >>> sent = {"kind": "offer", "name_cy": "Cynnig", "description_cy": "Lle."}
    >>> [x.name for x in better_fields(sent)][:3]
    ['name_en', 'description_en', 'organisation']
    """
    unsaid = [
        field
        for field in FIELDS
        if field.step in ("name", "what")
        if filled.get(twin_of(field.name)) and not filled.get(field.name)
    ]
    return (*unsaid, *more_fields(filled))


def more_fields(filled: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return what can be said besides of what is put in.

    Examples
    --------
    >>> [x.name for x in more_fields({"kind": "offer"})]
    ['organisation', 'sector', 'themes', 'website']
    """
    kind = str(filled.get("kind") or "")
    return tuple(x for x in FIELDS if x.step == "better" and _is_asked(x, kind))


def step_of(name: str) -> Step:
    """Return the step that asks for a field.

    Examples
    --------
    >>> step_of("description_en"), step_of("consents"), step_of("point")
    ('what', 'reach', 'where')
    """
    if name in ("where", "point", "postcode", "served"):
        return "where"
    found = BY_NAME[name].step if name in BY_NAME else "reach"
    return next((step for step in STEPS if step == found), "reach")


def beside(step: str, by: int) -> Step:
    """Return the step that comes so many after one; the first or last if none does.

    Examples
    --------
    >>> beside("kind", 1), beside("kind", -1), beside("nothing", 0)
    ('name', 'kind', 'kind')
    """
    known = [*STEPS]
    at = known.index(step) if step in known else 0
    return known[min(max(at + by, 0), len(known) - 1)]


def is_person(filled: Mapping[str, Any]) -> bool:
    """Say whether it is somebody's own practice that is put in.

    Examples
    --------
    >>> is_person({"kind": "practitioner", "practitioner_type": "individual"})
    True
    >>> is_person({"kind": "project", "practitioner_type": "individual"})
    False
    """
    is_one = filled.get("practitioner_type") == INDIVIDUAL
    return filled.get("kind") == "practitioner" and is_one
