"""The rules of members: pure, no file, clock or network."""
