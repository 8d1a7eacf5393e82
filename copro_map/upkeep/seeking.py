"""What was searched for in vain: counted by words and day, and of no visitor."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_bytes
from threading import BoundedSemaphore

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import reading, writing
from copro_map.base.store.sweeping import swept
from copro_map.base.today import WALES
from copro_map.files.marking import table_file
from copro_map.people.limits import check_limit
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor
from copro_map.search.face import Answer
from copro_map.upkeep.rules.seeking import Heard, Kind, harmless_words
from copro_map.upkeep.store import sought as store
from copro_map.upkeep.store.sought import Sought
from copro_map.upkeep.vocabulary import load_vocabulary

SHOWN_FOR = timedelta(days=30)
BY_VISITOR = "100 per hour"  # searches that are counted of one computer
MOST_AT_ONCE = 50  # searches that wait to be counted; what is more is not
LOG = logging.getLogger("copro_map")
HEARD = Heard(token_bytes(32))
# Whoever searches does not wait for the disk: one thread counts, after the answer.
COUNTING = ThreadPoolExecutor(1, "sought")
_room = BoundedSemaphore(MOST_AT_ONCE)


@dataclass(frozen=True)
class Vain:
    """Words that found nothing, harmless: of what kind, asked with which authority."""

    words: str
    kind: Kind
    area: str = ""


def in_vain(answer: Answer) -> tuple[Vain, ...]:
    """Return what a search asked for and did not find: its words, its place, or none.

    Words that only a filter kept from finding something are not in vain.
    """
    asked, place, understood = answer.asked, answer.place, answer.understood
    nothing = not len(answer.found) and not _is_narrowed(answer)
    found = []
    if asked.text is not None and (nothing or not asked.text):
        area = place.authority if place and place.status == "found" else ""
        found.append(Vain(harmless_words(understood.words), "typed", area or ""))
    elif place and (nothing or place.status in ("unknown", "outside_wales")):
        found.append(Vain(harmless_words(understood.place), "place"))
    return tuple(one for one in found if one.words)


def _is_narrowed(answer: Answer) -> bool:
    query = answer.query
    bare = query.without("text", "near")
    return any(getattr(bare, name) for name in NARROWING)


NARROWING = (
    *("areas", "kinds", "types", "sectors", "themes", "stages", "checked"),
    *("languages", "open_only", "box"),
)


def count(settings: Settings, one: Vain, today: date) -> None:
    """Count a search in vain of another visitor, if its words may be kept by now.

    Raises
    ------
    DatabaseError
        If the database cannot be read or written.
    """
    ours = load_vocabulary(settings).has(one.words)
    kind: Kind = "ours" if ours and one.kind == "typed" else one.kind
    with reading(settings.database) as database:
        at_once = ours or store.is_known(database, one.words, kind)
    times = 1 if at_once else HEARD.another(one.words, kind)
    if not times:
        return
    area = one.area if ours else ""
    with writing(settings.database, make=False) as database:
        store.count(database, today.isoformat(), one.words, kind, area, times)


def _count_quietly(settings: Settings, one: Vain, today: date) -> None:
    try:
        count(settings, one, today)
    except CoproMapError as error:
        LOG.info("A search in vain was not counted: %s", type(error).__name__)
    finally:
        _room.release()


def count_later(settings: Settings, answer: Answer, visitor: str, today: date) -> None:
    """Count what a search did not find, once a visitor, in a thread of its own.

    It returns at once, and what cannot be counted is not. Nothing is kept of the
    visitor but a hash in memory.
    """
    for one in in_vain(answer):
        if not HEARD.is_first(visitor, one.words, one.kind):
            continue
        try:
            check_limit(BY_VISITOR, "sought", visitor)
        except CoproMapError:
            return
        if _room.acquire(blocking=False):
            COUNTING.submit(_count_quietly, settings, one, today)


def sought(settings: Settings, actor: Actor, today: date) -> tuple[Sought, ...]:
    """Return what was sought in vain in the last 30 days, the most often first.

    Raises
    ------
    RefusedError
        If somebody may not see it.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "see_sought")
        return store.sought_since(database, (today - SHOWN_FOR).isoformat())


def sought_file(settings: Settings, actor: Actor, today: date) -> bytes:
    """Return the same as CSV: words, kind, area, times, last; errors as ``sought``."""
    columns = ["words", "kind", "area", "times", "last"]
    rows = [vars(one) for one in sought(settings, actor, today)]
    return table_file(settings, pd.DataFrame(rows, columns=columns), "csv")


def forget_sought(settings: Settings, now: datetime) -> int:
    """Delete what was sought more than 400 days ago; return how many rows.

    Where there is nothing to delete, or no database, nothing is written.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to delete.
    """
    before = now.astimezone(WALES).date() - kept_for(settings, "searches")
    return swept(settings.database, before.isoformat(), store.is_past, store.forget)
