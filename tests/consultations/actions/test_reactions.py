"""One reaction for each organisation and comment, changed or taken back by those who submit for it."""

from datetime import timedelta

import pytest

from consultations.actions import authorship, comments, moderation, reactions
from consultations.enums import CommentVisibility, ReactionKind
from consultations.models import Reaction
from consultations.queries.reactions import Reacted, reactions_to
from tests.consultations.discussing import talk


@pytest.fixture
def said(cast, now):
    return talk(cast=cast, now=now)


def give(said, kind=ReactionKind.AGREE, **other):
    doing = {"organisation": said.cast.cedar, "by": said.cast.cem, "now": said.now, **other}
    return reactions.give(**{"comment": said.comment, "kind": kind, **doing})


@pytest.mark.promise(2)
def test_a_later_one_replaces_it(said, cast):
    give(said)
    give(said, ReactionKind.THANKS)
    reaction = Reaction.objects.get()
    assert (reaction.organisation, reaction.kind, reaction.actor) == (cast.cedar, "thanks", cast.cem.actor.token)


def test_taken_back_it_is_gone(said, cast):
    give(said)
    for _ in range(2):
        reactions.take_back(comment=said.comment, organisation=cast.cedar, by=cast.cem, now=said.now)
    assert not Reaction.objects.exists()


@pytest.mark.promise(2)
def test_who_reacts_for_whom(said, cast):
    answer = said.post("Stimmt.", organisation=cast.cedar, by=cast.cem)
    for name in ("ada", "bo", "cem", "dora", "emil", "gul", "hanna"):
        with pytest.raises(comments.NotEntitled):
            give(said, comment=answer, organisation=cast.birch, by=getattr(cast, name))
    for name in ("bea", "farid"):
        give(said, comment=answer, organisation=cast.birch, by=getattr(cast, name))
    give(said, comment=answer, organisation=cast.federation, by=cast.ada)
    assert Reaction.objects.count() == 2


def test_nobody_reacts_to_their_own_words_or_to_what_is_said_inside(said, cast):
    inner = said.post("Unter uns.", visibility=CommentVisibility.ORGANISATION)
    for comment, organisation, by in ((said.comment, cast.birch, cast.bea), (inner, cast.cedar, cast.cem)):
        with pytest.raises(reactions.NotForUs):
            give(said, comment=comment, organisation=organisation, by=by)


def test_outside_the_phases_it_is_too_late(said):
    with pytest.raises(comments.NotNow, match="Comments closed"):
        give(said, now=said.now + timedelta(days=20))


def test_what_is_gone_gets_no_reaction(said, cast):
    moderation.hide(comment=said.comment, reason="Doppelt.", by=cast.ada, now=said.now)
    with pytest.raises(authorship.Gone):
        give(said)


def test_they_are_counted_by_kind_with_names(said, cast, django_assert_num_queries):
    give(said)
    give(said, organisation=cast.federation, by=cast.ada)
    with django_assert_num_queries(1):
        found = reactions_to([said.comment.pk], cast.cedar)
    agree = Reacted("agree", "We agree", ["Netzwerk Probe e. V.", "Zedernkreis"], is_ours=True)
    assert found == {said.comment.pk: [agree]}
    assert agree.count == 2
