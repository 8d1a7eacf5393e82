"""What others may ask of people, with the records that come back."""

from copro_map.people.store.drafts import (
    DraftError,
    drafts,
    keep_draft,
    let_go,
    open_draft,
    sweep_drafts,
)

__all__ = [
    "DraftError",
    "drafts",
    "keep_draft",
    "let_go",
    "open_draft",
    "sweep_drafts",
]
