"""What light pages say of what was sent in, and of what was agreed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from copro_map.assets.face import Asset
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import LANGUAGES, N_, current_language, partial_date, t
from copro_map.base.said import Spoken
from copro_map.by_link.sent_in import SentIn
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.gazetteer import label_of
from copro_map.people.consents import wordings
from copro_map.people.rules.consents import Consent
from copro_map.people.wording import agreed_name
from copro_map.versions.face import Version

NAMES = {
    "kind": N_("Kind"),
    "practitioner_type": N_("Type of practitioner"),
    "exchange_category": N_("What"),
    "name_en": N_("Name in English"),
    "name_cy": N_("Name in Welsh"),
    "description_en": N_("Description in English"),
    "description_cy": N_("Description in Welsh"),
    "organisation": N_("Run by"),
    "sector": N_("Sector"),
    "themes": N_("Themes"),
    "stages": N_("Done together with citizens"),
    "place": N_("Place"),
    "served": N_("Serves"),
    "start_year": N_("Since"),
    "end_year": N_("Until"),
    "website": N_("Website"),
    "way": N_("How"),
    "spoken": N_("In which language"),
    "capacity": N_("For how many at a time"),
    "opens": N_("Open from"),
    "closes": N_("Open until"),
}
VOCABULARIES = {
    "practitioner_type": "practitioner_types",
    "exchange_category": "exchange_categories",
    "way": "ways",
    "spoken": "spoken",
    "sector": "sectors",
    "themes": "themes",
    "stages": "stages",
}
IN_LANGUAGE = {"_en": "en", "_cy": "cy"}
# What is so after a press, the second one too.
DONE = {
    "yes": N_("Thank you. We know now that it was you, and will tell you how it goes."),
    "not_me": N_(
        "Done: what was sent is deleted, and your address is not kept with it."
    ),
    "back": N_("Done: it is taken back, and what you sent is deleted."),
    "answer": N_("Thank you. Your answer is with whoever asked."),
}
STATES = {
    "waiting": N_("Somebody who knows the area looks at it before it is on the map."),
    "asked": N_("Somebody looked at it, and asks you something first."),
    "reading": N_("Somebody who reads Welsh looks at it before it is on the map."),
    "accepted": N_("It was accepted: {day}."),
    "declined": N_("It is not on the map. Looked at: {day}."),
    "withdrawn": N_("You took it back: {day}. What you sent is deleted."),
}


@dataclass(frozen=True)
class Row:
    """A field of what was sent: what it is called, and what it says."""

    name: str
    value: Spoken


@dataclass(frozen=True)
class AgreedLine:
    """Something that somebody agreed to: in their words, and what is so of it now."""

    field: str
    name: str
    sentence: Spoken
    when: str
    state: str
    is_now: bool
    is_past: bool

    @property
    def is_held(self) -> bool:
        """Say whether it counts only once what was sent with it is accepted."""
        return not (self.is_now or self.is_past)


def name_in_words(version: Version) -> Spoken:
    """Return what an entry is called as it was sent, in the language in force if so."""
    names = {code: version.sent.asset.text(f"name_{code}") for code in LANGUAGES}
    now = current_language()
    other = next((code for code in LANGUAGES if names[code]), now)
    chosen = now if names[now] else other
    if names["en"] == names["cy"]:
        chosen = version.sent.language
    return Spoken(names[chosen], chosen)


def state_in_words(found: SentIn, day: str) -> str:
    """Return how a version stands, in a sentence; ``day`` is that of the decision."""
    if found.waits_for_yes:
        return t(
            "It was accepted. You are shown on the map once you say here that it was "
            "you."
        )
    return t(STATES[found.version.state], day=day)


FEW_WORDS = {
    "waiting": N_("Waiting"),
    "asked": N_("A question for you"),
    "reading": N_("With somebody who reads Welsh"),
    "accepted": N_("Accepted"),
    "declined": N_("Declined"),
    "withdrawn": N_("Taken back"),
}


def state_in_few_words(state: str) -> str:
    """Return how a version stands, in a list."""
    return t(FEW_WORDS[state])


def _value(
    name: str, asset: Asset, definitions: Definitions, layers: dict[str, Layer]
) -> str:
    """Return what a field says in words; "" if it says nothing."""
    value = asset.given.get(name)
    words = value if isinstance(value, tuple) else (str(value or ""),)
    if name == "kind":
        kind = definitions.kinds.get(words[0])
        return kind.label.text() if kind else words[0]
    if name == "served":
        return ", ".join(label_of(layers, one).text() for one in words)
    if name in VOCABULARIES:
        of = VOCABULARIES[name]
        return ", ".join(definitions.label(of, x).text() for x in words if x)
    if name in ("opens", "closes") and words[0]:
        return partial_date(words[0])
    return ", ".join(words)


def fields_in_words(settings: Settings, asset: Asset) -> tuple[Row, ...]:
    """Return what was sent, field by field in both languages, without what is empty.

    Where it is based is said by the names of its areas.
    """
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    rows = []
    for name, words in NAMES.items():
        value = _value(name, asset, definitions, layers)
        if value:
            language = IN_LANGUAGE.get(name[-3:], current_language())
            rows.append(Row(t(words), Spoken(value, language)))
    if asset.areas:
        where = ", ".join(label_of(layers, x).text() for x in asset.areas.values())
        rows.append(Row(t("Where"), Spoken(where, current_language())))
    return tuple(rows)


def agreed_in_words(
    settings: Settings, consents: Iterable[Consent]
) -> tuple[AgreedLine, ...]:
    """Return what was agreed to: the sentence that was read, since when, and how it is.

    Of each field the last; the sentence stands in the language in which it was read.
    """
    versions = wordings(settings)
    last = {one.field: one for one in consents}
    lines = []
    for field, one in last.items():
        known = versions.get(one.wording)
        label = known.sentence(field).text(one.language) if known else ""
        since = t("Agreed: {day}", day=partial_date(one.given_on))
        state = ""
        if one.withdrawn_on:
            state = t("Withdrawn: {day}", day=partial_date(one.withdrawn_on))
        sentence = Spoken(label, one.language)
        is_now = not (one.withdrawn_on or one.held)
        name = agreed_name(field)
        lines.append(
            AgreedLine(
                *(field, name, sentence, since, state),
                is_now=is_now,
                is_past=bool(one.withdrawn_on),
            )
        )
    return tuple(lines)
