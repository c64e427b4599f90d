"""Who in the secretariat works on which answer, and until when."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import is_editor

from ..models import Contribution
from .refusals import Refused


class CannotAssign(Refused):
    """Not to this person."""


@transaction.atomic
def assign(
    *, contributions: Iterable[Contribution], assignee: User | None, due_on: date | None, by: User, now: datetime
) -> int:
    """Hand contributions to a person of the secretariat, or to nobody; how many. CannotAssign to anybody else."""
    if assignee is not None and not is_editor(assignee, now):
        raise CannotAssign(_("%(name)s does not work in the secretariat.") % {"name": assignee.name})
    given = Contribution.objects.filter(pk__in=[one.pk for one in contributions])
    return given.update(assignee=assignee, due_on=due_on)
