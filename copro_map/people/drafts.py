"""Drafts, for whoever keeps what is half filled in: see ``people.store.drafts``."""

from copro_map.people.store.drafts import (
    DraftError,
    drafts,
    drafts_of,
    drop_draft,
    keep_draft,
    let_go,
    open_draft,
    sweep_drafts,
    with_changes,
)

__all__ = [
    "DraftError",
    "drafts",
    "drafts_of",
    "drop_draft",
    "keep_draft",
    "let_go",
    "open_draft",
    "sweep_drafts",
    "with_changes",
]
