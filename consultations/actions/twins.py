"""Contributions that say the same: put together by a person, then answered once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

from .. import locks
from ..models import Contribution
from .refusals import Refused


class CannotGroup(Refused):
    """These cannot be put together."""


@transaction.atomic
def group(*, contributions: Iterable[Contribution], by: User, now: datetime) -> Contribution:
    """Put them together under the lowest number, with the groups they belong to already. CannotGroup if it is only one."""
    given = list(contributions)
    if not given:
        raise CannotGroup(_("Please tick at least two contributions that say the same."))
    locks.exclusive(given[0].consultation_id)
    heads = {one.group for one in Contribution.objects.filter(pk__in=[one.pk for one in given])}
    of_consultation = Contribution.objects.filter(consultation=given[0].consultation_id)
    members = list((of_consultation.filter(pk__in=heads) | of_consultation.filter(twin__in=heads)).order_by("number"))
    if len(members) < 2 or not {one.pk for one in given} <= {one.pk for one in members}:
        raise CannotGroup(_("Please tick at least two contributions that say the same."))
    return _under_the_first(members)


@transaction.atomic
def ungroup(*, contribution: Contribution, by: User, now: datetime) -> Contribution:
    """Take one out of its group; the others stay together. Its answer, if it has one, stays."""
    locks.exclusive(contribution.consultation_id)
    contribution = Contribution.objects.get(pk=contribution.pk)
    others = Contribution.objects.filter(twin=contribution.group) | Contribution.objects.filter(pk=contribution.group)
    rest = list(others.exclude(pk=contribution.pk).order_by("number"))
    contribution.twin = None
    contribution.save(update_fields=["twin"])
    if rest:
        _under_the_first(rest)
    return contribution


def _under_the_first(members: list[Contribution]) -> Contribution:
    head, *others = members
    Contribution.objects.filter(pk=head.pk).update(twin=None)
    Contribution.objects.filter(pk__in=[one.pk for one in others]).update(twin=head)
    head.twin = None
    return head
