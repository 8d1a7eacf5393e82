"""What is new on the map: the entries that changed last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from copro_map.assets.face import present
from copro_map.base.config import Settings
from copro_map.base.dates import parse_date
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import current_language, long_date
from copro_map.base.said import Spoken
from copro_map.base.today import current_day
from copro_map.geography.areas import load_layers

MOST = 5
A_LIST = 20  # entries that change on one day: more of them came as a list, all at once


@dataclass(frozen=True)
class News:
    """An entry: its name, what is told beside it, and its address."""

    name: Spoken
    told: str
    to: str


def newest(settings: Settings, entries: pd.DataFrame) -> tuple[News, ...]:
    """Return the entries that changed last, the latest first; in words.

    A list that came in at once is no news: nothing says which of it is newer.
    """
    days = entries["changed_on"]
    alone = (days != "") & (days.groupby(days).transform("size") <= A_LIST)
    known = entries[alone].rename_axis("id").reset_index()
    order = known.sort_values(["changed_on", "id"], ascending=[False, True])
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    language, today = current_language(), current_day()
    rows: Any = order.head(MOST).set_index("id").itertuples()
    found = []
    for row in rows:
        entry, day = (
            present(row, definitions, layers, today),
            parse_date(row.changed_on),
        )
        when = long_date(day) if day else ""
        told = filter(None, (when, entry.kind.label.text(), entry.where))
        address = f"/entry?{urlencode({'id': entry.id, 'lang': language})}"
        found.append(News(entry.name, " · ".join(told), address))
    return tuple(found)
