"""The register of contributions: how each gets its number, and later its answer."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import OrganisationKind

from ..enums import CommentVisibility
from ..models import Consultation, Contribution, Numbering, SectionComment, Suggestion


@transaction.atomic
def enter_comment(*, comment: SectionComment, now: datetime) -> Contribution | None:
    """Give a comment its number. None for what needs no answer: written inside an organisation, or by the secretariat."""
    inner = comment.visibility == CommentVisibility.ORGANISATION
    if inner or comment.organisation.kind == OrganisationKind.FEDERATION:
        return None
    return Contribution.objects.create(
        consultation=comment.consultation,
        number=next_number(consultation=comment.consultation),
        section=comment.section,
        organisation=comment.organisation,
        comment=comment,
        received_at=now,
    )


@transaction.atomic
def enter_suggestion(*, suggestion: Suggestion, now: datetime) -> Contribution:
    """Enter a suggestion under the number it was submitted with."""
    return Contribution.objects.create(
        consultation=suggestion.consultation,
        number=suggestion.number,
        section=suggestion.section,
        organisation=suggestion.organisation,
        suggestion=suggestion,
        received_at=now,
    )


@transaction.atomic
def next_number(*, consultation: Consultation) -> int:
    """The next number of a contribution. Whoever asks meanwhile waits until this transaction ends, so none is left out."""
    numbering = Numbering.objects.filter(consultation=consultation)
    if not numbering.update(last=F("last") + 1):
        Numbering.objects.get_or_create(consultation=consultation)
        numbering.update(last=F("last") + 1)
    return numbering.get().last
