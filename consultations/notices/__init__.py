"""What people are mailed about a consultation, and who they are."""

from . import contributions, lifecycle, room, votes

__all__ = ["contributions", "lifecycle", "room", "votes"]
