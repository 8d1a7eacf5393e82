"""The entries: what they are, import, checks, and how one is shown in words."""
