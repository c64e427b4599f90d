"""The stored tallies that pages read instead of counting. They hold what a recount of the fresh votes would find, always."""

from django.db import transaction

from ..models import Consultation, Tally
from ..queries import alternatives, counting
from ..scales import EITHER_OR


@transaction.atomic
def recount(*, consultation: Consultation) -> None:
    """Set every tally from the votes that are fresh on the current version: after one was issued, or the electorate changed.

    Under the exclusive lock.
    """
    choices = {count.question.pk: count.choices for count in counting.recount(consultation)}
    choices |= _of_alternatives(consultation)
    tallies = list(Tally.objects.filter(question__in=choices).order_by("pk").select_for_update())
    for tally in tallies:
        found = choices[tally.question_id][tally.choice]
        tally.organisations, tally.votes = found["organisations"], found["votes"]
    Tally.objects.bulk_update(tallies, ["organisations", "votes"], batch_size=500)


def _of_alternatives(consultation: Consultation) -> dict[int, dict[str, dict[str, int]]]:
    """Ratings have no tallies: they are counted from the votes."""
    weights = {p.organisation_id: p.votes for p in consultation.participations.all() if p.votes}
    chosen_from = [question for question in alternatives.groups(consultation) if question.scale == EITHER_OR]
    return {
        group.question.pk: {
            f"o{one.option.position}": {"organisations": one.organisations, "votes": one.votes} for one in group.options
        }
        for group in alternatives.results_of(chosen_from, weights)
    }
