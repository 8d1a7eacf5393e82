"""Is everything in order? What a steward should look at, and what must add up."""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.assets.store.entries import counts_by_area, public_assets, stored_layers
from copro_map.assets.store.history import forgotten_entries
from copro_map.base.config import Settings
from copro_map.base.forgotten import NAME
from copro_map.base.i18n import N_
from copro_map.base.names import fold
from copro_map.base.store.connection import reading
from copro_map.base.store.schema import broken_links, file_faults
from copro_map.geography.areas import load_layers
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.people.suppressed import fault

UNKNOWN = N_("The gazetteer does not know the place; shown by its authority.")
LIST_AWAY = N_(
    "The list of who asked to be forgotten cannot be read, or not without its key: a "
    "restored backup could bring them back. See docs/server.md, and put both in place."
)
DISAGREES = N_(
    "The gazetteer has the place in another authority: the two disagree. Shown by the "
    "authority of its row."
)


@dataclass(frozen=True)
class Finding:
    """One thing found: is it a fault, in which entry or layer, and what is it.

    The message is one of the catalogue.
    """

    is_fault: bool
    subject: str
    message: str


def check(settings: Settings) -> list[Finding]:
    """Return faults of the database, and entries whose place a steward should find.

    Counts by area are recounted in SQL for every layer and must add up to Wales.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    with reading(settings.database) as database:
        findings = [
            Finding(True, fault, N_("The database file is damaged: restore a backup."))
            for fault in file_faults(database)
        ]
        findings += [
            Finding(True, table, N_("Records point to entries that do not exist."))
            for table in broken_links(database)
        ]
        if forgotten_entries(database):
            findings.append(
                Finding(
                    True,
                    "asset_history",
                    N_(
                        "Entries were changed past this program, so the indicators do "
                        "not know it: import the entries again."
                    ),
                )
            )
        assets = public_assets(database)
        located = int(assets["areas"].map(bool).sum())
        for layer in layers:
            counts = counts_by_area(database, layer)
            known = counts["area_code"].isin(list(layers[layer].areas))
            if int(counts.loc[known, "entries"].sum()) != located:
                findings.append(
                    Finding(
                        True,
                        layer,
                        N_("Entries by area do not add up: import the entries again."),
                    )
                )
        findings += [
            Finding(True, layer, N_("Entries name a layer that has no file."))
            for layer in sorted(stored_layers(database) - set(layers))
        ]
    if fault(settings):
        findings.append(Finding(True, NAME, LIST_AWAY))
    gazetteer = load_gazetteer(settings)
    vague = assets[(assets["precision"] == "area") & (assets["place"] != "")]
    findings += [
        Finding(
            False,
            f"{asset_id} ({place})",
            DISAGREES if gazetteer.names.get(fold(place)) else UNKNOWN,
        )
        for asset_id, place in vague["place"].items()
    ]
    return findings
