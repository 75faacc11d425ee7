"""The stance of cues, labelled by hand, and the scorer of the reading."""
