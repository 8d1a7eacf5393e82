"""What is wrong with an entry that is filled in, or missing: a sentence a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from copro_map.assets.face import Field
from copro_map.base.characters import HIDDEN, has_control
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, Label, explain
from copro_map.base.names import is_web_address
from copro_map.contribute.drafts import ADDRESS, CONSENTS, ENTRY, HAS_ADDRESS
from copro_map.contribute.rules.giving import web_address
from copro_map.contribute.rules.steps import (
    BY_NAME,
    STEPS,
    Step,
    fields_of,
    is_person,
    step_of,
    twin_of,
)
from copro_map.contribute.rules.terms import NO_COUNT, NO_DAY, is_count, is_day
from copro_map.files.columns import Way, at_most, no_contacts, where
from copro_map.people.rules.addresses import AddressError, read_address

# Characters: a name that fits a line or two, a sentence or two of what it is.
LONGEST = {"name": 120, "description": 600}
LONGEST_OF_OTHERS = 200
YEAR = re.compile(r"(19|20)\d\d")
COUNTED = {"number": where(is_count, NO_COUNT), "day": where(is_day, NO_DAY)}
LETTER = re.compile(r"[^\W_]")
MISSING = {
    "kind": N_("Choose what it is."),
    "practitioner_type": N_("Choose what type of practitioner it is."),
    "exchange_category": N_("Choose what is offered or asked for."),
    "name": N_("Write the name."),
    "description": N_("Answer this in a sentence."),
    ADDRESS: N_("Write your e-mail address: that is where we answer."),
    "contact": N_(
        "Tick this, please: without your address nobody could answer you. What you "
        "wrote is kept."
    ),
    "agreed": N_(
        "Nobody is put on the map without their consent. Tick the sentence about "
        "your name, or choose another kind above. What you wrote is kept."
    ),
}
CONSENT = {"contact": MISSING["contact"], "name": MISSING["agreed"]}
EXAMPLE = Label("name@example.org", "enw@example.org")
NO_ADDRESS = N_(
    "This is not an e-mail address. Write it like this: {example}. Only one, please."
)
no_control = where(lambda text: not has_control(text), HIDDEN)
letters = where(LETTER.search, N_("Write it with letters: there are none in this."))


class ContributeError(CoproMapError):
    """Something that cannot be sent as it is; says what to do. The draft stays."""


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a field, or missing in it: a message of the catalogue."""

    name: str
    message: str
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def step(self) -> Step:
        """The step of the form where it is put right."""
        return step_of(self.name)

    def words(self) -> str:
        """Return what to do, in the current language."""
        return explain(ContributeError(self.message, **self.facts))


def _ways(one: Field) -> tuple[Way, ...]:
    """Return how a field that people write is read."""
    if one.holds == "year":
        return (
            where(
                YEAR.fullmatch, N_("Write a year of four digits, or leave it empty.")
            ),
        )
    if one.holds in COUNTED:
        return (COUNTED[one.holds],)
    if one.holds == "web":
        web = where(
            lambda text: is_web_address(web_address(text)),
            N_("This is not a web address. Write it like this: {example}"),
            example="www.example.org",
        )
        return (no_control, at_most(LONGEST_OF_OTHERS), web)
    if one.holds not in ("name", "text"):
        return ()
    name = one.name.rpartition("_")[0]
    n = LONGEST.get(name, LONGEST_OF_OTHERS)
    return (no_control, at_most(n), letters, no_contacts)


def wrong_in(name: str, value: object) -> Wrong | None:
    """Return the first thing that is wrong with what is written in a field, if any.

    Examples
    --------
    >>> wrong_in("name_en", "x" * 10_000).words()
    'Too long: at most 120 characters.'
    >>> wrong_in("name_cy", "Tŷ Ni 🌻"), wrong_in("name_cy", "🌻").message
    (None, 'Write it with letters: there are none in this.')
    """
    text = str(value or "").strip()
    if not text or name not in BY_NAME:
        return None
    for way in _ways(BY_NAME[name]):
        for message, facts in way(text):
            return Wrong(name, message, facts)
    return None


def wrong_address(text: str) -> Wrong | None:
    """Return what is wrong with an e-mail address, if anything."""
    try:
        read_address(text)
    except AddressError:
        # Not what was given: nobody who has the draft's key reads it here.
        return Wrong(ADDRESS, NO_ADDRESS, {"example": EXAMPLE})
    return None


def _missing(filled: Mapping[str, Any], name: str) -> Wrong | None:
    """Return that a field is missing, if it must be there and is not.

    Of an entry that is mended much may be missing, but for its name.
    """
    base = name.rpartition("_")[0] if name.endswith(("_en", "_cy")) else name
    said = filled.get(name) or (base != name and filled.get(twin_of(name)))
    must_be = base in MISSING and (base == "name" or not filled.get(ENTRY))
    if not must_be or str(said or "").strip():
        return None
    return Wrong(name, MISSING[base])


def _of_reach(filled: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield what is wrong with how we reach somebody, and what they agree to."""
    if address := filled.get(ADDRESS):
        if found := wrong_address(str(address)):
            yield found
    elif not filled.get(HAS_ADDRESS):
        yield Wrong(ADDRESS, MISSING[ADDRESS])
    agreed = filled.get(CONSENTS) or ()
    for name in must_agree(filled):
        if name not in agreed:
            yield Wrong(f"consent_{name}", CONSENT[name])


def must_agree(filled: Mapping[str, Any]) -> tuple[str, ...]:
    """Return to what somebody has to agree, so that what they fill in can be sent."""
    is_new = not filled.get(ENTRY)
    return ("name", "contact") if is_new and is_person(filled) else ("contact",)


def wrong_of_step(
    step: str,
    filled: Mapping[str, Any],
    language: str,
    find: Callable[[], Iterable[Wrong]] = tuple,
) -> tuple[Wrong, ...]:
    """Return what is wrong and missing in a step, in the order of its fields.

    ``find`` says what is wrong with where it is.
    """
    if step == "reach":
        return tuple(_of_reach(filled))
    if step == "where":
        return tuple(find())
    found = (
        wrong_in(one.name, filled.get(one.name)) or _missing(filled, one.name)
        for one in fields_of(step, filled, language)
    )
    return tuple(one for one in found if one)


def wrong_of_all(
    filled: Mapping[str, Any],
    language: str,
    find: Callable[[], Iterable[Wrong]] = tuple,
) -> tuple[Wrong, ...]:
    """Return what is wrong and missing in all steps; nothing, if it can be sent."""
    steps = (wrong_of_step(step, filled, language, find) for step in STEPS)
    more = (
        wrong_in(one.name, filled.get(one.name))
        for one in BY_NAME.values()
        if one.step == "better"
    )
    return tuple(one for found in (*steps, filter(None, more)) for one in found)
