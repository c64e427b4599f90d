"""What every template knows about who is reading. Lazy: a page that shows none of it asks the database nothing."""

from django.http import HttpRequest
from django.utils import timezone

from . import acting as acting_organisation
from . import rules
from .models import Role


def acting(request: HttpRequest) -> dict:
    """`acting` (Organisation or None), `acting_choices`, `acting_role` (its label) and `is_editor`."""
    if not hasattr(request, "user") or not hasattr(request, "session"):
        return {"acting": None, "acting_choices": [], "acting_role": "", "is_editor": False}
    now = timezone.now()

    def role_label() -> str:
        organisation = acting_organisation.organisation(request)
        role = rules.role_in(request.user, organisation, now) if organisation else None
        return str(Role(role).label) if role else ""

    return {
        "acting": lambda: acting_organisation.organisation(request),
        "acting_choices": lambda: acting_organisation.choices(request),
        "acting_role": role_label,
        "is_editor": lambda: rules.is_editor(request.user, now),
    }
