"""The light pages of events: HTML made on the server."""
