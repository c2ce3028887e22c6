"""The build: chapters are run, charts drawn, pages written and put together, each only where something
changed.
"""
