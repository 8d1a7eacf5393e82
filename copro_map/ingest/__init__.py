"""Files and forms: checked, then stored in one transaction."""
