"""The light pages of the agenda: HTML and calendars made on the server."""
