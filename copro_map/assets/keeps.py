"""What the entries keep of somebody: the entry about them, and their name in others."""

from __future__ import annotations

from dataclasses import replace

from copro_map.assets.store.keeps import TOLD, forget_entries
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import Naming, take_out
from copro_map.base.today import current_day
from copro_map.base.whom import Whom, keeps

# What the fields of an entry are called, to whoever it is about.
CALLED = {
    **{"kind": N_("Kind"), "practitioner_type": N_("Type of practitioner")},
    **{
        "id": N_("Id"),
        "name_en": N_("Name in English"),
        "name_cy": N_("Name in Welsh"),
    },
    "description_en": N_("Description in English"),
    "description_cy": N_("Description in Welsh"),
    **{"organisation": N_("Organisation"), "sector": N_("Sector")},
    **{"themes": N_("Themes"), "stages": N_("Stages"), "place": N_("Place")},
    **{"website": N_("Website"), "source_url": N_("Source")},
    **{"start_year": N_("Since the year"), "end_year": N_("Until the year")},
    **{"file": N_("File"), "source_id": N_("Id in the file")},
    **{"longitude": N_("Longitude"), "latitude": N_("Latitude")},
    "precision": N_("How exactly that is known"),
}
RULES = (Naming("asset", ("file",)),)


def _forget(database: Database, whom: Whom) -> int:
    found = forget_entries(database, whom, current_day())
    return found + take_out(database, RULES, whom)


KEEPS = replace(keeps(TOLD, CALLED, ()), forget=_forget)
