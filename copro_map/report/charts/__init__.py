"""Its charts: from records to parts of a document."""
