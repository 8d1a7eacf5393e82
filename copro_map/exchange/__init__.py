"""Offers and requests: who can help whom, brought together, and what came of it."""
