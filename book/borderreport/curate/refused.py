"""The one error of the curator's commands; by itself, so that no other command imports what they need."""


class Refused(Exception):
    """A change that was not made; the message says why, a line each, and nothing was written."""
