"""Intervals for small numbers, and what must not be shown."""
