"""Hand-labelled clauses: the event each tells, how far as fact, who acts, who is acted upon."""
