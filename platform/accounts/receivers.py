"""What happens when Django has finished something of its own."""

from wagtail.users.models import UserProfile

from .actions import staff
from .models import User


def prepare_staff(**_) -> None:
    """After a migration: the groups of the admin exist and hold their rights."""
    staff.prepare()


def follow_person(instance: UserProfile, **_) -> None:
    """Wagtail's profile is about to be stored: its language is the person's, so that there is one place to set it."""
    instance.preferred_language = instance.user.language


def follow_language(instance: User, **_) -> None:
    """A person was stored: Wagtail's profile, if there is one, speaks the same language."""
    UserProfile.objects.filter(user=instance).exclude(preferred_language=instance.language).update(
        preferred_language=instance.language
    )
