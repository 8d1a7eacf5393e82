"""The common ground: settings, errors, languages, definitions, the database."""
