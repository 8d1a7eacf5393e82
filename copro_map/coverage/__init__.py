"""Coverage: what each area has, what is missing there, and how sure that is."""
