"""Records -> views -> terminal text and HTML.

Records go in, strings come out. It computes nothing that is not in the records.
"""
