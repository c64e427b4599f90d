"""The stored tallies that pages read instead of counting. They hold what a recount of the fresh votes would find, always."""

from django.db import transaction

from ..models import Consultation, Tally
from ..queries import counting


@transaction.atomic
def recount(*, consultation: Consultation) -> None:
    """Set every tally from the votes that are fresh on the current version: after one was issued, under the exclusive lock."""
    choices = {count.question.pk: count.choices for count in counting.recount(consultation)}
    tallies = list(Tally.objects.filter(question__in=choices).order_by("pk").select_for_update())
    for tally in tallies:
        found = choices[tally.question_id][tally.choice]
        tally.organisations, tally.votes = found["organisations"], found["votes"]
    Tally.objects.bulk_update(tallies, ["organisations", "votes"], batch_size=500)
