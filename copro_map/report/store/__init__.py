"""Its store: all SQL of the subject."""
