"""The light pages of members: HTML made on the server."""
