"""Slow proofs: run by ``make prove``, not with every test."""
