"""What happens when Django has finished something of its own."""

from .actions import staff


def prepare_staff(**_) -> None:
    """After a migration: the groups of the admin exist and hold their rights."""
    staff.prepare()
