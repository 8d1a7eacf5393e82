"""Keyed marks: somebody, or a computer, is known again by one, and cannot be read."""

from copro_map.people.store.never import mark_of

__all__ = ["mark_of"]
