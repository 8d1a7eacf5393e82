"""What waits: entries that nobody confirmed lately, and those somebody asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import Label, t
from copro_map.base.store.connection import reading
from copro_map.base.waiting import Line
from copro_map.geography.areas import load_layers
from copro_map.people.contacts import reachable
from copro_map.people.rules.permissions import Actor, Belongs, may
from copro_map.upkeep.belonging import OFFICERS_LAYER, belonging
from copro_map.upkeep.placing import places_wait
from copro_map.upkeep.reporting import reports_waiting, said_wrong_on
from copro_map.upkeep.rules.queue import Freshness, asks, fresh, reminded_on, waits
from copro_map.upkeep.rules.words import Said, standing_words
from copro_map.upkeep.store.words import all_words
from copro_map.upkeep.twinning import twins_wait


@dataclass(frozen=True)
class Waits:
    """An entry that waits for a word.

    ``areas`` are the names of the areas it belongs to; ``fresh`` how fresh what is
    known of it is; ``last`` the last word, ``asks`` the last one that somebody is to
    look at ("change", "moved", "not_us"), None if none waits. ``reminders`` are the
    days on which to remind of it, also past ones.
    """

    id: str
    name: Label
    kind: str
    areas: tuple[Label, ...]
    source_url: str
    website: str
    fresh: Freshness
    last: Said | None
    asks: Said | None
    reminders: tuple[date, ...]
    has_contact: bool
    belongs: Belongs


def to_confirm(settings: Settings, actor: Actor, today: date) -> tuple[Waits, ...]:
    """Return the entries that wait for a word of somebody, by when one was last said.

    Those of which nobody ever said anything come first, then the oldest word; only what
    ``actor`` may speak of. What has ended and was confirmed waits for nothing more,
    unless a visitor said since that something is wrong.
    """
    with reading(settings.database) as database:
        entries, words = kept_entries(database), all_words(database)
        wrong = said_wrong_on(database)
    written_to = {one.entry for one in reachable(settings)}
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    months = settings.due_months, settings.stale_months
    of_officers = layers[OFFICERS_LAYER]
    found = []
    for entry in entries.values():
        here = belonging(settings, entry)
        said = standing_words(words.get(entry.id, []))
        asked = wrong.get(entry.id, "") > (said[-1].said_on if said else "")
        is_due = waits(entry, said, today, months, asked=asked)
        if not (is_due and may(actor, "say", here)):
            continue
        found.append(
            Waits(
                id=entry.id,
                name=entry.name,
                kind=entry.kind,
                areas=tuple(of_officers.area_label(x) for x in sorted(here.areas)),
                source_url=entry.source_url,
                website=entry.website,
                fresh=fresh(entry, today, months),
                last=said[-1] if said else None,
                asks=asks(said),
                reminders=reminded_on(entry, months),
                has_contact=entry.id in written_to,
                belongs=here,
            )
        )
    return tuple(sorted(found, key=lambda x: (x.last.said_on if x.last else "", x.id)))


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:
    """Return what waits for somebody, in words, with the place on the desk to do it."""
    found = to_confirm(settings, actor, today)
    asked = sum(one.asks is not None for one in found)
    lines = []
    if asked:
        words = t("Entries that somebody wrote about: {n}", n=asked)
        lines.append(Line(words, "desk?part=confirm&which=asked", asked))
    if found:
        words = t("Entries to confirm: {n}", n=len(found))
        lines.append(Line(words, "desk?part=confirm", len(found)))
    whose = (settings, actor, today)
    lines += [*reports_waiting(*whose), *places_wait(*whose)]
    return (*lines, *twins_wait(settings, actor))
