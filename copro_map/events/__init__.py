"""Events: what is planned and where, who comes, and what came of it."""
