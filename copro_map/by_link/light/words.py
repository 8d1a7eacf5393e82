"""What light pages say of entries, of words on them, and of what is kept."""

from __future__ import annotations

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language, partial_date, t
from copro_map.base.said import Spoken
from copro_map.base.store.connection import reading
from copro_map.people.contacts import Contact

WORDS = {
    "right": N_("Still right"),
    "change": N_("Something has changed"),
    "ended": N_("No longer running"),
    "moved": N_("Moved"),
    "not_us": N_("Not us"),
    "unknown": N_("Not known"),
    "take_off": N_("Take it off the map"),
    "paused": N_("Paused until"),
    "open": N_("Open"),
}
# What is so after a press, the second one too.
DONE = {
    "right": N_("Thank you. It is noted that this entry is still right."),
    "change": N_("Thank you. A steward of the map reads what you wrote."),
    "ended": N_("Thank you. It is noted that this is no longer running."),
    "not_us": N_("Thank you. It counts no longer, and a steward looks at it."),
    "take_off": N_("Done: it is off the map. You can put it back here."),
    "paused": N_("Thank you. It is noted that this is paused."),
    "open": N_("Thank you. It is noted when this is open."),
    "undone": N_("Done: that is taken back."),
}
LANGUAGES = {"cy": N_("Welsh"), "en": N_("English"), "": N_("Not known")}
ORIGINS = {
    "owner": N_("Its owner wrote it here"),
    "found": N_("A steward found it"),
    "telephone": N_("Somebody told us by telephone"),
}
BASES = {
    "consent": N_("You agreed (UK GDPR, Article 6(1)(a))"),
    "legitimate_interests": N_("Legitimate interests (UK GDPR, Article 6(1)(f))"),
    "public_task": N_("A task in the public interest (UK GDPR, Article 6(1)(e))"),
}


def spoken_name(entry: KeptEntry) -> Spoken:
    """Return the name of an entry in the language in force, if it has one in it."""
    text = entry.name.text() or entry.name.en or entry.name.cy
    is_english = text == entry.name.en
    return Spoken(text, "en" if is_english else current_language())


def name_of(settings: Settings, entry: str) -> Spoken:
    """Return the name of an entry of the map by its id; of another one what it is.

    A person who withdrew their name is not named to anybody.
    """
    with reading(settings.database) as database:
        found = kept_entries(database, entry).get(entry)
    if found and found.status == "published":
        return spoken_name(found)
    words = t("An entry that is not on the map any more")
    return Spoken(words, current_language())


def state_in_words(entry: KeptEntry) -> str:
    """Return how an entry stands: off the map, ended, confirmed and when, or not."""
    if entry.status != "published":
        return t("Off the map")
    if entry.ended_on:
        known = "" if entry.ended_on == "unknown" else partial_date(entry.ended_on)
        return t("No longer running since: {day}", day=known or t("not known"))
    if entry.verification != "unverified" and entry.verified_on:
        month = partial_date(entry.verified_on[:7])
        return t("Last confirmed: {month}", month=month)
    return t("Nobody has confirmed it yet")


def contact_in_words(contact: Contact) -> tuple[tuple[str, str], ...]:
    """Return what is kept of a contact, each fact with its name."""
    origin = t(ORIGINS[contact.origin])
    where = [x for x in (contact.found_at, partial_date(contact.found_on)) if x]
    return (
        (t("E-mail address"), contact.address),
        (t("Language"), t(LANGUAGES[contact.language])),
        (
            t("Where we have it from"),
            ": ".join([origin, ", ".join(where)]) if where else origin,
        ),
        (t("Since"), partial_date(contact.entered_on)),
        (t("Lawful basis"), t(BASES[contact.basis])),
    )
