"""Self-audits: how far a project is co-produced, by those who take part."""
