"""What people are mailed about a consultation, and who they are."""

from . import lifecycle, votes

__all__ = ["lifecycle", "votes"]
