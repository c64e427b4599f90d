"""The stored tallies that pages read instead of counting. They hold what a recount of the fresh votes would find, always."""

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, F, Q, When

from ..models import Consultation, Tally
from ..queries import counting


def move(steps: Mapping[tuple[int, str], int], *, weight: int) -> None:
    """Add `step` organisations of this weight to each (question id, choice). Called last in its transaction."""
    moved = {place: step for place, step in steps.items() if step}
    if not moved:
        return
    rows = Tally.objects.filter(_any_of(moved))
    if len({question for question, choice in moved}) > 1:
        # Two ballots at once take the rows in the same order, so neither waits for the other for ever.
        rows = Tally.objects.filter(pk__in=list(rows.order_by("pk").select_for_update().values_list("pk", flat=True)))
    step = Case(*(When(question=question, choice=choice, then=by) for (question, choice), by in moved.items()), default=0)
    rows.update(organisations=F("organisations") + step, votes=F("votes") + step * weight)


@transaction.atomic
def recount(*, consultation: Consultation) -> None:
    """Set every tally from the votes that are fresh on the current version: after one was issued, under the exclusive lock."""
    choices = {count.question.pk: count.choices for count in counting.recount(consultation)}
    tallies = list(Tally.objects.filter(question__in=choices).order_by("pk").select_for_update())
    for tally in tallies:
        found = choices[tally.question_id][tally.choice]
        tally.organisations, tally.votes = found["organisations"], found["votes"]
    Tally.objects.bulk_update(tallies, ["organisations", "votes"], batch_size=500)


def _any_of(places: Mapping[tuple[int, str], int]) -> Q:
    choices: defaultdict[int, list[str]] = defaultdict(list)
    for question, choice in places:
        choices[question].append(choice)
    condition = Q()
    for question, named in choices.items():
        condition |= Q(question=question, choice__in=named)
    return condition
