"""Members: who joined the Network, what they give and promise, who decides for it."""
