"""Findings drawn at random from a corpus, judged by hand: how often each check is right."""
