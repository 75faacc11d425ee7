"""Evaluation on our own gold set: the scores, and the gate that keeps them from falling."""
