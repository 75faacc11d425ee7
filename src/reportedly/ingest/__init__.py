"""bytes -> Document: readers for the forms a report comes in.

Snapshots go in, documents and problems come out. It never interprets what a report says.
"""
