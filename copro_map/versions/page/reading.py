"""One version on the desk: what it says, beside what the map says now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from copro_map.assets.face import Asset, Value
from copro_map.base.i18n import LANGUAGES, long_date, t
from copro_map.base.said import Spoken, said
from copro_map.frame import cache, components
from copro_map.search import cached
from copro_map.search.face import entries_alike
from copro_map.versions.in_words import IN_WORDS, Line, Words, lines, where_line
from copro_map.versions.looking import (
    AT_THE_DOOR,
    Looked,
    compared,
    day_sent,
    from_same_computer,
    more_of,
)
from copro_map.versions.rules.versions import Version

SEEN = "sent_seen_{number}"  # What this visit was shown of a version first.


def words() -> Words:
    """Return what codes are put into words by."""
    return Words(cache.definitions(), cache.layers())


def name_of_version(version: Version, there: Asset | None) -> Spoken:
    """Return what an entry is called: on the map, or, if it is not, as it was sent."""
    both = there.given if there else version.sent.asset.given
    english, welsh = (str(both.get(x) or "") for x in ("name_en", "name_cy"))
    return said(english or welsh, welsh)


def is_person(version: Version, there: Asset | None) -> bool:
    """Say whether a version is of a person's own practice."""
    own, known = version.sent.asset.given, there.given if there else {}
    return own.get("practitioner_type", known.get("practitioner_type")) == "individual"


def _shown(version: Version, there: Asset | None) -> list[Line]:
    """Return what is said of each field, and of where the entry is."""
    asset, told = version.sent.asset, words()
    before = there.given if there else {}
    where = where_line(asset, there, told)
    # What kind it is stands above a new entry already.
    given = {
        name: value
        for name, value in asset.given.items()
        if name != "kind" or not version.sent.is_new
    }
    return [*lines(given, before, told), *([where] if where else [])]


def _picture(looked: Looked, name: str) -> None:
    """Draw where an entry will be and what it will serve; a person's area alone."""
    version, there = looked.version, looked.there
    asset = version.sent.asset
    if not (asset.areas or asset.location or "served" in asset.given):
        return
    known = there.given if there else {}
    served = asset.given.get("served", known.get("served")) or ()
    point = asset.location or (there.location if there and not asset.areas else None)
    kind = str(asset.given.get("kind") or known.get("kind") or "practitioner")
    is_hidden = is_person(version, there) and point and point.precision in AT_THE_DOOR
    points = (
        ((point.longitude, point.latitude, kind),) if point and not is_hidden else ()
    )
    title = t("Map: where it would be and what it serves. {name}", name=name)
    with st.container(key="sent_picture"):
        st.html(
            cached.picture(
                tuple(served) if isinstance(served, tuple) else (), points, title
            )
        )


def _notes(looked: Looked) -> list[str]:
    """Return what is to be known before all else, in sentences."""
    version, there = looked.version, looked.there
    given = version.sent.asset.given
    notes = []
    if not version.sent.is_new and there is None:
        notes.append(
            t("Its entry is not on the map any more. Decline this, and say so.")
        )
    if (
        version.sent.is_new
        and given.get("description_cy")
        and not given.get("description_en")
    ):
        notes.append(t("It is in Welsh alone. That is enough: accept it as it is."))
    if is_person(version, there):
        notes.append(
            t("A person's own work: the map shows the postcode district only.")
        )
    return notes


def article(looked: Looked) -> None:
    """Draw what a version says, field by field, and a still map."""
    version, there = looked.version, looked.there
    given = version.sent.asset.given
    known = there.given if there else {}
    kinds = cache.definitions().kinds
    name = name_of_version(version, there)
    components.show(
        "versions/sent_in.html",
        kind=kinds.get(str(given.get("kind") or known.get("kind") or "")),
        called=name,
        entry=version.entry if there else "",
        is_new=version.sent.is_new,
        notes=_notes(looked),
        lines=_shown(version, there),
        languages=LANGUAGES,
    )
    _picture(looked, name.text)


def _same(version: Version, versions: Sequence[Version]) -> None:
    """Draw what a version may be the same as: entries, and what else waits of it."""
    found = (
        entries_alike(cached.known(), compared(version)) if version.sent.is_new else ()
    )
    others = more_of(version, versions)
    if found or others:
        components.show("versions/same.html", found=found, others=others)


def _amended(version: Version) -> None:
    """Say what whoever sent it changed since this visit was shown it first."""
    key = SEEN.format(number=version.number)
    first: Version = st.session_state.setdefault(key, version)
    if first.revision == version.revision:
        return
    given, before = version.sent.asset.given, first.sent.asset.given
    gone: dict[str, Value] = {x: None for x in before if x not in given}
    found = lines({**gone, **given}, before, words())
    components.show("versions/amended.html", lines=found, languages=LANGUAGES)


def _proved(looked: Looked) -> str:
    """Return whether it is known who sent a version, in a sentence."""
    if looked.is_owners:
        return t("They speak for this entry, and showed that it was them.")
    if looked.version.is_proved:
        return t("They showed that this address is theirs.")
    return t("They did not show yet that this address is theirs.")


def facts(looked: Looked, versions: Sequence[Version]) -> None:
    """Draw how a version came: when, in which language, from whom, how many more."""
    version, proved = looked.version, _proved(looked)
    _amended(version)
    rows = [
        (t("Sent on"), long_date(date.fromisoformat(day_sent(version)))),
        (t("Sent in this language"), t(IN_WORDS[version.sent.language])),
        (
            t("Sent by"),
            f"{version.sent.address} · {proved}" if version.sent.address else "",
        ),
    ]
    if version.revision > 1:
        rows.append((t("Added to since then"), str(version.revision - 1)))
    same = from_same_computer(version, versions)
    if same > 1:
        rows.append((t("From this computer on that day"), str(same)))
    components.facts(rows, "facts sent-facts")
    _same(version, versions)
    if version.words:
        components.show(
            "versions/asked.html", label=t("You asked them:"), words=version.words
        )
    if version.sent.note:
        components.show(
            "versions/asked.html", label=t("They answer:"), words=version.sent.note
        )
    if version.state == "reading":
        components.paragraph(t("It waits for somebody who reads Welsh."), "note")
