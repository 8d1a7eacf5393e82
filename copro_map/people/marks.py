"""Keyed marks: somebody, or a computer, is known again by one, and cannot be read."""

from copro_map.people.store.never import (
    is_marked,
    mark_never,
    mark_of,
    marks_of,
    unmark,
)

__all__ = ["is_marked", "mark_never", "mark_of", "marks_of", "unmark"]
