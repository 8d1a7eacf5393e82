"""One area: its page, and the brief to print and hand round."""
