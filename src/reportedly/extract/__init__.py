"""Document -> Statement, Claim: who says what, how many, where and when.

Documents go in; statements, claims and problems come out. It never compares two reports.
"""
