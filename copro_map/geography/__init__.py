"""Layers of areas, the gazetteer, and where a postcode, place or point is."""
