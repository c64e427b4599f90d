"""The twin of `refusal`: in every state of a consultation and for every verb, rows and predicate say the same."""

from datetime import timedelta

import pytest

from consultations.models import Consultation
from consultations.phases import Verb
from tests.consultations.factories import TIMETABLES, open_consultation

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize("phase", TIMETABLES)
def test_rows_and_predicate_agree(db, now, phase):
    consultation = open_consultation(now=now, organisations=[], phase=phase, sections=1).consultation
    edges = [
        moment + step
        for p in consultation.phases.all()
        for moment in (p.opens_at, p.closes_at)
        for step in (-MOMENT, 0 * MOMENT)
    ]
    for moment in (now, *edges):
        for verb in Verb:
            admitted = Consultation.objects.admitting(verb, moment).filter(pk=consultation.pk).exists()
            assert admitted == (consultation.refusal(verb, moment) is None), (verb, moment)


def test_closed_before_its_time(db, now):
    consultation = open_consultation(now=now, organisations=[], sections=1).consultation
    Consultation.objects.update(closed_at=now)
    consultation.refresh_from_db()
    for moment in (now - MOMENT, now):
        admitted = Consultation.objects.admitting(Verb.VOTE, moment).exists()
        assert admitted == (consultation.refusal(Verb.VOTE, moment) is None)
