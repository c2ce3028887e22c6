"""Readies .venv: makes it, makes it again where it cannot be used, and installs the requirements.

Standard library only, for it runs before anything is installed.
"""
