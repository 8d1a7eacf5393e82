"""Versions of entries that wait: sent by anybody, public once somebody accepts them."""
