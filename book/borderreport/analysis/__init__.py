"""What chapters compute with.

Measures of coverage, standing and independence, competing explanations, borders.
"""
