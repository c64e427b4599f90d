"""Who works on which answer, and until when."""

from datetime import date
from uuid import uuid4

import pytest

from consultations.actions import assignments, comments
from consultations.models import Contribution
from tests.consultations.factories import open_consultation


@pytest.fixture
def entry(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], phase="comment")
    section = opened.wordings[0].section
    given = {"consultation": opened.consultation, "section": section, "organisation": cast.birch}
    comments.post(text="Zu knapp.", token=uuid4(), by=cast.bea, now=now, **given)
    return Contribution.objects.get()


def test_to_the_secretariat_only(cast, entry, now):
    taken = set()
    for name, person in cast.everyone().items():
        if person.is_authenticated:
            try:
                assignments.assign(contributions=[entry], assignee=person, due_on=None, by=cast.ada, now=now)
                taken.add(name)
            except assignments.CannotAssign:
                pass
    assert taken == {"ada"}


def test_with_a_day_and_taken_back(cast, entry, now):
    day = date(2026, 12, 1)
    assert assignments.assign(contributions=[entry], assignee=cast.ada, due_on=day, by=cast.ada, now=now) == 1
    entry.refresh_from_db()
    assert (entry.assignee, entry.due_on) == (cast.ada, day)
    assignments.assign(contributions=[entry], assignee=None, due_on=None, by=cast.ada, now=now)
    entry.refresh_from_db()
    assert (entry.assignee, entry.due_on) == (None, None)
