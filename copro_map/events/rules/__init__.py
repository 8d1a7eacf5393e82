"""The rules of events: pure, no file, clock or network."""
