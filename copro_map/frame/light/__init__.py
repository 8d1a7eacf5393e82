"""Light pages: plain HTML of the server, for whoever comes by a link in mail."""
