"""The store of events: all its SQL."""
