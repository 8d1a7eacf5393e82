"""All SQL of the desk: leases, and what was done when."""
