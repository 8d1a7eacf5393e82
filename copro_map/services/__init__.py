"""A question answered: store, geography and core joined."""
