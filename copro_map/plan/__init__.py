"""The plan: what was promised to be done, and what was."""
