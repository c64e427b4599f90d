"""The register: every contribution gets a number that never changes."""

from uuid import uuid4

import pytest

from consultations.actions import comments, suggestions
from consultations.enums import CommentVisibility
from consultations.models import Contribution
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar], phase="comment")


@pytest.fixture
def said(cast, opened, now):
    """Where, for whom and by whom; anything can be said otherwise."""

    def said(**otherwise):
        place = {"consultation": opened.consultation, "section": opened.wordings[0].section}
        return {**place, "organisation": cast.birch, "token": uuid4(), "by": cast.bea, "now": now, **otherwise}

    return said


def entered() -> list[tuple]:
    rows = Contribution.objects.order_by("number").select_related("organisation", "comment", "suggestion")
    return [(row.number, row.organisation.slug, (row.comment or row.suggestion)) for row in rows]


def test_comments_and_suggestions_are_numbered_together(cast, said):
    first = comments.post(text="Zu knapp.", **said())
    second = suggestions.submit(text="Zwei Monate.", **said())
    third = comments.post(text="Sehen wir auch so.", parent=first, **said(organisation=cast.cedar, by=cast.cem))
    assert entered() == [(1, cast.birch.slug, first), (2, cast.birch.slug, second), (3, cast.cedar.slug, third)]
    assert second.number == 2


def test_what_an_organisation_writes_for_itself_is_no_contribution(said):
    comments.post(text="Nur für uns.", visibility=CommentVisibility.ORGANISATION, **said())
    assert entered() == []


def test_what_the_secretariat_writes_needs_no_answer(cast, said):
    comments.post(text="Bitte bis Freitag.", **said(organisation=cast.federation, by=cast.ada))
    assert entered() == []


def test_sent_twice_it_has_one_number(said):
    token = uuid4()
    for _ in range(2):
        comments.post(text="Zu knapp.", **said(token=token))
        suggestions.submit(text="Zwei Monate.", **said(token=token))
    assert [number for number, *_ in entered()] == [1, 2]


def test_each_consultation_counts_for_itself(cast, now, said):
    other = open_consultation(now=now, organisations=[cast.birch], phase="comment")
    comments.post(text="Zu knapp.", **said())
    comments.post(text="Zu knapp.", **said(consultation=other.consultation, section=other.wordings[0].section))
    assert [number for number, *_ in entered()] == [1, 1]
