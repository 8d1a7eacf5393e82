"""Postcodes, places, points and layers against published figures and slow versions."""
