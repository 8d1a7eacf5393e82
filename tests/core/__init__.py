"""Matching against a plain-Python version."""
