"""The benchmark: what the app costs, side by side with the plain way to do it."""
