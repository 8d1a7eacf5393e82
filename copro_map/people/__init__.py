"""Who may do what, links and sessions, contacts, mail, drafts; it knows no subject."""
