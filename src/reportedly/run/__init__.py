"""Decides where stages run, and writes what they return to the store. Knows no stage by name.

Snapshots and a plan go in; progress events come out, and records are in the store. It never looks
into what a report or a claim says.
"""
