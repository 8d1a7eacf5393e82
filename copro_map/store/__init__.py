"""SQLite: all SQL is here."""
