"""Its charts and documents: from frames and records to pictures."""
