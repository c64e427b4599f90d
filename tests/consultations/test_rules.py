"""Who may, for the whole cast; and that every predicate and its queryset say the same."""

from uuid import uuid4

import pytest

from consultations import rules
from consultations.actions import comments
from consultations.enums import CommentVisibility, Visibility
from consultations.models import Participation
from tests.consultations.factories import open_consultation

# In the order of the cast; everyone not named sees nothing.
SEES = {
    (Visibility.PUBLIC, "vote"): {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna", "nobody"},
    (Visibility.MEMBERS, "vote"): {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul"},
    (Visibility.PARTICIPANTS, "vote"): {"ada", "bea", "bo", "dora", "emil", "farid", "gul"},
    (Visibility.PUBLIC, "closed"): {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna", "nobody"},
    (Visibility.MEMBERS, "closed"): {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul"},
    (Visibility.PARTICIPANTS, "closed"): {"ada", "bea", "bo", "dora", "emil", "farid", "gul"},
    (Visibility.PUBLIC, "unopened"): {"ada", "dora", "gul"},
    (Visibility.MEMBERS, "unopened"): {"ada", "dora", "gul"},
    (Visibility.PARTICIPANTS, "unopened"): {"ada", "dora", "gul"},
}


@pytest.mark.promise(8)
@pytest.mark.parametrize(("visibility", "phase"), SEES)
def test_who_sees_a_consultation(cast, now, visibility, phase):
    consultation = open_consultation(
        now=now, organisations=[cast.birch], phase=phase, visibility=visibility, sections=1
    ).consultation
    by_predicate = {name for name, person in cast.everyone().items() if rules.may_see(person, consultation, now)}
    by_queryset = {name for name, person in cast.everyone().items() if rules.visible_consultations(person, now).exists()}
    assert by_predicate == SEES[visibility, phase]
    assert by_queryset == by_predicate


def test_the_list_of_visible_consultations_asks_once_for_memberships(cast, now, django_assert_num_queries):
    open_consultation(now=now, organisations=[cast.birch])
    with django_assert_num_queries(2):
        list(rules.visible_consultations(cast.bea, now))


def test_who_votes(cast, now):
    open_consultation(now=now, organisations=[cast.birch])
    birch = Participation.objects.get()
    by_predicate = {name for name, person in cast.everyone().items() if rules.may_vote(person, birch, now)}
    by_queryset = {name for name, person in cast.everyone().items() if rules.voting_participations(person, now).exists()}
    unhindered = {
        name for name, person in cast.everyone().items() if rules.voting_obstacle(person, cast.birch, birch, now) is None
    }
    assert by_predicate == by_queryset == unhindered == {"bea", "farid"}


def test_nobody_votes_for_an_organisation_without_a_vote(cast, now):
    open_consultation(now=now, organisations=[cast.birch])
    Participation.objects.update(votes=0)
    birch = Participation.objects.get()
    assert not rules.may_vote(cast.bea, birch, now)
    assert not rules.voting_participations(cast.bea, now).exists()
    assert rules.voting_obstacle(cast.bea, cast.birch, birch, now) == "Birkenverein takes part without a vote."


def test_who_writes(cast, now):
    open_consultation(now=now, organisations=[cast.birch])
    birch = Participation.objects.get()
    by_predicate = {name for name, person in cast.everyone().items() if rules.may_comment(person, birch, now)}
    by_queryset = {name for name, person in cast.everyone().items() if rules.commenting_participations(person, now).exists()}
    unhindered = {
        name for name, person in cast.everyone().items() if rules.commenting_obstacle(person, cast.birch, birch, now) is None
    }
    assert by_predicate == by_queryset == unhindered == {"bea", "emil", "farid"}


def test_for_the_federation_its_editors_write(cast, now):
    unhindered = {
        name
        for name, person in cast.everyone().items()
        if rules.commenting_obstacle(person, cast.federation, None, now) is None
    }
    assert unhindered == {"ada"}


@pytest.mark.promise(8)
@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (CommentVisibility.FEDERATION, {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul"}),
        (CommentVisibility.ORGANISATION, {"bea", "bo", "emil", "farid"}),
    ],
)
def test_who_reads_a_comment(cast, now, visibility, readers):
    opened = open_consultation(now=now, organisations=[cast.birch], visibility=Visibility.PUBLIC)
    comment = comments.post(
        consultation=opened.consultation,
        section=opened.wordings[0].section,
        organisation=cast.birch,
        text="Bitte am Dienstag besprechen.",
        visibility=visibility,
        token=uuid4(),
        by=cast.bea,
        now=now,
    )
    by_predicate = {name for name, person in cast.everyone().items() if rules.may_read_comment(person, comment, now)}
    by_queryset = {
        name for name, person in cast.everyone().items() if rules.readable_comments(person, opened.consultation, now).exists()
    }
    assert by_predicate == by_queryset == readers
