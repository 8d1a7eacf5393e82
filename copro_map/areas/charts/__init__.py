"""Its charts: from frames to pictures."""
