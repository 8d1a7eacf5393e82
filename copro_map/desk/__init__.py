"""The desk: what waits, who may see it, letters, and what happens by the clock."""
