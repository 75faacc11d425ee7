"""Pairs of claims that a reader judged: same question, nested, or different."""
