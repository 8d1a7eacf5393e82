"""The rules of the plan: pure, no file, clock or network."""
