"""The store of members: all its SQL."""
