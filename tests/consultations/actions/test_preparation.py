"""What an editor may still change in a consultation, once it is open and before."""

from datetime import timedelta

import pytest

from consultations.actions import consultations, preparation
from consultations.enums import LegalEffect, QuorumBy, Visibility
from consultations.models import Consultation

from .. import building

FROZEN = {
    "slug": "anderswo", "visibility": Visibility.PARTICIPANTS, "is_confidential": True,
    "legal_effect": LegalEffect.MEETING, "decision_note": "Nun beschließt die Versammlung.",
    "scale": "consensus", "rule": "unanimous", "numerator": 2, "denominator": 3, "strictly_more": True, "most_aside": 1,
    "final_scale": "graded", "final_rule": "absolute", "final_numerator": 3, "final_denominator": 4,
    "final_strictly_more": True, "quorum_by": QuorumBy.ORGANISATIONS, "quorum_numerator": 1, "quorum_denominator": 2,
    "results_hidden": False, "objection_days": 9,
}  # fmt: skip
PLAIN = {"title": "Neuer Titel", "what": "Worum es geht.", "deadline_at": None, "body": "Ministerium"}


@pytest.mark.promise(4)
def test_once_open_nothing_changes_that_the_vote_rests_on(cast, now):
    consultation = building.consultation(now=now)
    consultations.open_(consultation=consultation, by=cast.ada, now=now)
    before = Consultation.objects.filter(pk=consultation.pk).values("paper", *FROZEN).get()
    assert {name for name in FROZEN if before[name] == FROZEN[name]} == set()
    for name, value in {**FROZEN, **PLAIN, "paper": building.paper("Ein anderes")}.items():
        setattr(consultation, name, value)
    preparation.update_open(consultation=consultation, by=cast.ada, now=now + timedelta(hours=1))
    assert Consultation.objects.filter(pk=consultation.pk).values("paper", *FROZEN).get() == before
    assert Consultation.objects.filter(pk=consultation.pk).values(*PLAIN).get() == PLAIN


def test_before_that_everything_does(cast, now):
    consultation = building.consultation(now=now)
    for name, value in FROZEN.items():
        setattr(consultation, name, value)
    preparation.update(consultation=consultation, times={}, invited=None, by=cast.ada, now=now)
    assert Consultation.objects.filter(pk=consultation.pk).values(*FROZEN).get() == FROZEN
