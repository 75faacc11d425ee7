"""Claim -> Question, Origin, Link: which claims answer one question, and whose voice each is.

Claims and statements go in; questions, origins and links come out. It never reads a report's text.
"""
