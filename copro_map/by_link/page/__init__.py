"""On pages of the map: who is asked where nobody can be written to."""
