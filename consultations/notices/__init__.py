"""What people are mailed about a consultation, and who they are."""

from . import contributions, discussion, lifecycle, room, suggestions, votes

__all__ = ["contributions", "discussion", "lifecycle", "room", "suggestions", "votes"]
