"""How the page of an entry is headed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from copro_map.assets.face import Entry
from copro_map.base.brief import described, shortened
from copro_map.base.i18n import current_language, t
from copro_map.base.names import BASE_LAYER
from copro_map.frame.heads import Head, own_address
from copro_map.open_data.pictured import picture_of
from copro_map.open_data.rules.linked import TYPES, Linked, areas, part, told, way
from copro_map.report.face import EntryShown

LONGEST_NAME = 70  # letters of a title; a search engine cuts what is longer


def _place(entry: Entry) -> str:
    """Return where an entry is, if it is in one place, else what kind it is."""
    return entry.where if entry.areas else entry.kind.label.text()


def _description(entry: Entry) -> str:
    what = entry.description.text if entry.description else ""
    serves = t("Serves: {area}", area=", ".join(entry.serves)) if entry.serves else ""
    kind = entry.kind.label.text()
    where = f"{kind}, {entry.where}." if entry.areas else f"{kind}."
    over = f"{entry.ended}." if entry.ended else ""
    return described(what, over, where, f"{serves}." if serves else "")


def _is_run(shown: EntryShown) -> bool:
    """Say whether a body runs an entry, and not a person who is on the map."""
    body, same = shown.row["organisation_id"], shown.same
    person = body in same.index and same.at[body, "practitioner_type"] == "individual"
    return bool(shown.row["run_by"]) and not person


def _linked(shown: EntryShown, head: Head) -> Linked | None:
    """Return what an entry is to a search engine; None of a person, and of a request.

    A person said which of it may be shown on this map, not what else it may become.
    """
    entry, row = shown.entry, shown.row
    if row["practitioner_type"] == "individual" or entry.kind.id not in TYPES:
        return None
    kind = TYPES[entry.kind.id]
    runs = part("Organization", name=row["run_by"]) if _is_run(shown) else None
    facts: dict[str, object] = {
        "name": entry.name.text,
        "alternateName": entry.other_name.text if entry.other_name else "",
        "description": entry.description.text if entry.description else "",
        "url": head.address(current_language()),
        "areaServed": areas(entry.serves),
    }
    if kind == "Service":
        return told(kind, **facts, provider=runs)
    place = part("Place", name=entry.where) if entry.areas else None
    parent = runs if kind == "Project" else None
    return told(
        kind, **facts, location=place, parentOrganization=parent, sameAs=entry.website
    )


def entry_head(shown: EntryShown) -> Head:
    """Return how the page of an entry is headed, in the language in force."""
    entry = shown.entry
    authority = shown.row["areas"].get(BASE_LAYER, "")
    language, changed = current_language(), shown.row["changed_on"]
    bare = Head(
        title=f"{shortened(entry.name.text, LONGEST_NAME)} · {_place(entry)}",
        description=_description(entry),
        path=f"entry/{entry.id}",
        live=f"entry?{urlencode({'id': entry.id})}",
        picture=picture_of(authority, entry.kind.id),
        changed=date.fromisoformat(changed) if changed else None,
    )
    steps = (
        (t("Home"), f"{own_address()}/?lang={language}"),
        (t("Asset map"), f"{own_address()}/asset_map?lang={language}"),
        (entry.name.text, bare.address(language)),
    )
    own = _linked(shown, bare)
    return replace(bare, data=(*((own,) if own else ()), way(*steps)))
