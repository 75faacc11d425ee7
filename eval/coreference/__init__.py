"""Who the mentions of a report are, labelled by hand, and the scorer of the reading."""
