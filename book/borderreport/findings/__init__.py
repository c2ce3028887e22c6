"""Points about the world, settled: which claim gives the value, how well it is known, what the articles say.
"""
