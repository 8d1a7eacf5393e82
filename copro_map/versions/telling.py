"""Whoever sent something in is told what became of it, in their language."""

from __future__ import annotations

from datetime import datetime

from copro_map.assets.face import kept_entries
from copro_map.base.characters import harmless
from copro_map.base.i18n import Label
from copro_map.base.store.connection import Database
from copro_map.people.contributed import (
    SentIn,
    accepted_letter,
    asked_letter,
    declined_letter,
    version_link,
)
from copro_map.people.outbox import put
from copro_map.people.paragraphs import both
from copro_map.people.rules.letters import Letter
from copro_map.versions.rules.reasons import reason_in_words
from copro_map.versions.rules.versions import Decision, Version

LONGEST_NAME = 80  # characters of a name in a letter's subject


def name_of_version(database: Database, version: Version) -> Label:
    """Return what an entry is called on the map, or, if it is not, as it was sent.

    So nobody is told the name of a person who withdrew it.
    """
    asset = version.sent.asset
    kept = kept_entries(database, version.entry).get(version.entry)
    if not version.sent.is_new and kept and kept.status == "published":
        english, welsh = (_one_line(x) for x in (kept.name.en, kept.name.cy))
    else:
        english, welsh = (_one_line(asset.text(x)) for x in ("name_en", "name_cy"))
    return Label(english or welsh, welsh or english)


def _one_line(text: str) -> str:
    return " ".join(harmless(text).split())[:LONGEST_NAME]


def tell(
    database: Database, version: Version, decision: Decision, change: int, now: datetime
) -> None:
    """Put into the outbox what is written of a decision, inside its transaction.

    Nothing to an address that nobody has proved, and none without a reason to somebody
    who is declined.
    """
    sent, words = version.sent, decision.words.strip()
    silent = decision.answer == "reading" or (
        decision.answer == "declined" and not words
    )
    if silent or not (version.is_proved and sent.address):
        return
    token = version_link(database, version.number, sent.address, version.entry, now)
    about = SentIn(
        version.entry,
        sent.address,
        sent.language,
        token,
        f"version {version.number} {change}",
        name_of_version(database, version),
    )
    put(database, _letter(about, decision, words), now)


def _letter(about: SentIn, decision: Decision, words: str) -> Letter:
    if decision.answer == "accepted":
        return accepted_letter(about, with_changes=bool(decision.changes))
    if decision.answer == "asked":
        return asked_letter(about, words)
    return declined_letter(about, both(lambda: reason_in_words(words)))
