"""Surveys: instruments, waves and replies; what they say, what must not be shown."""
