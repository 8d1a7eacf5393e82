"""Upkeep: what people say of entries, by which they are right, open or gone."""
