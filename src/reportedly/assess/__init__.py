"""Question -> Finding, Assessment: does it hold up?

Questions, claims and origins go in; findings and assessments with their working come out. It never
decides what is true.
"""
