"""Contribute: put an entry in or mend one, without an account."""
