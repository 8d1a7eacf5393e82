"""The database: transactions, errors and the text index."""
