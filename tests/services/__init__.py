"""Answers that join store, geography and core."""
