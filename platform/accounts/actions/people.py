"""What a person says about themselves."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Consent, User

# Of the text in templates/accounts/invitation/_consent.html. A new text is a new version, and is asked for anew.
CONSENT_VERSION = "2026-11"


class UnknownLanguage(Exception):
    """The site does not speak this language."""

    def __str__(self):
        return _("This language is not available.")


@transaction.atomic
def update(*, user: User, name: str, language: str, now: datetime) -> User:
    """Set the name one's own organisations see, and the language of pages and mails."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    user.name, user.language = name, _known(language)
    user.save(update_fields=["name", "language"])
    return user


def set_language(*, user: User, language: str, now: datetime) -> User:
    """Set the language of pages and mails alone."""
    user.language = _known(language)
    user.save(update_fields=["language"])
    return user


def give_consent(*, user: User, now: datetime) -> Consent:
    """Keep that the person agreed to the text in force; given twice it is one."""
    consent, _is_new = Consent.objects.get_or_create(
        user=user, version=CONSENT_VERSION, withdrawn_at=None, defaults={"given_at": now}
    )
    return consent


def _known(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage
    return language
