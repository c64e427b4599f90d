"""What people are mailed about a consultation, and who they are."""

from . import lifecycle, room, votes

__all__ = ["lifecycle", "room", "votes"]
