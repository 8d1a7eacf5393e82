"""The database: connections, the schema and its steps, what every store needs."""
