"""What a demonstration knew month by month: entries come in, and each month is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from itertools import pairwise

from copro_map.assets.face import Asset, EntryState, save_entries, set_states
from copro_map.base.config import Settings
from copro_map.base.definitions import add_months
from copro_map.base.store.connection import writing
from copro_map.base.store.programme import mark_demonstration
from copro_map.base.today import WALES
from copro_map.coverage.face import keep_month
from copro_map.demonstration.gaps import write_asked
from copro_map.demonstration.made_up import Days

MORNING = time(6)  # of the first of a month: when the month before is kept
Came = tuple[list[Asset], list[EntryState]]  # with an import, and until the next


def write_months(
    settings: Settings, days: Days, came: Sequence[Came], themes: Sequence[str]
) -> None:
    """Write what came in and was said, month by month, and who was asked about gaps.

    Of the last months it is kept how each area stood when the month was over.
    """
    with writing(settings.database) as database:
        mark_demonstration(database, days.start, days.today)
    write_asked(settings, days, [x for new, _ in came for x in new], themes)
    steps = list(zip(days.imports, came, strict=True))
    ends = [i for i, day in enumerate(days.imports, start=1) if day in days.kept]
    for first, end in pairwise([0, *ends, len(steps)]):
        with writing(settings.database) as database:
            for day, (new, told) in steps[first:end]:
                save_entries(database, settings, new, day)
                set_states(database, sorted(told, key=lambda one: one.known_from))
        if end in ends:
            over = add_months(days.imports[end - 1].replace(day=1), 1)
            now = datetime.combine(over, MORNING, WALES)
            keep_month(settings, days.imports[end - 1], now)
