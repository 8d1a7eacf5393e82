"""Members."""

"""Tests of members."""
