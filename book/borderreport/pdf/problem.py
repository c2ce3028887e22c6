"""What stops a PDF from being made, in one line for the person who asked for it."""


class Problem(Exception):
    """A condition that the user can mend; its text says how."""
