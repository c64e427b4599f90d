"""Organisations that a comment names with @, so that they are told."""

import re
from datetime import datetime

from django.db import transaction

from notifications.actions import events

from ..enums import CommentVisibility
from ..models import Mention, Participation, SectionComment


@transaction.atomic
def tell(*, comment: SectionComment, now: datetime) -> list[Mention]:
    """Tell the organisations that this text names and no earlier text of it named: one event for all of them.

    Only who takes part and reads the comment is told, and nobody of what their own organisation writes.
    """
    if "@" not in comment.comment or comment.visibility == CommentVisibility.ORGANISATION:
        return []
    seats = Participation.objects.filter(consultation=comment.consultation_id).exclude(organisation=comment.organisation_id)
    names = dict(seats.values_list("organisation__name", "organisation"))
    told = set(Mention.objects.filter(comment=comment).values_list("organisation", flat=True))
    new = sorted(named(comment.comment, names) - told)
    mentions = Mention.objects.bulk_create(Mention(comment=comment, organisation_id=pk) for pk in new)
    if new:
        facts = {"consultation": comment.consultation_id, "comment": comment.pk, "organisations": new}
        events.record(kind="mentioned", key=f"mentioned:{comment.pk}:{now.isoformat()}", facts=facts, now=now)
    return mentions


def named(text: str, names: dict[str, int]) -> set[int]:
    """The ids of those whose name stands in the text behind an @, in whatever case; where two fit, the longer name."""
    if not names:
        return set()
    by_name = {name.casefold(): pk for name, pk in names.items()}
    longest_first = sorted(by_name, key=len, reverse=True)
    pattern = rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?!\w)"
    return {by_name[found] for found in re.findall(pattern, text.casefold())}
