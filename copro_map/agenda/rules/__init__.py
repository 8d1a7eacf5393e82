"""The rules of the agenda: pure, no file, clock or network."""
