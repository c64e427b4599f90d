"""What happens at the same moment: real threads on a real database, each with a connection of its own."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.utils import timezone

from accounts.models import Membership, Role, User
from consultations import locks
from consultations.actions import comments, votes
from consultations.models import SectionActivity, SectionComment, Tally, Vote, VoteEntry
from tests.cast import make_cast
from tests.consultations.factories import open_consultation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene():
    now = timezone.now()
    cast = make_cast(now=now)
    return cast, open_consultation(now=now, organisations=[cast.birch, cast.cedar]), now


def together(*deeds):
    """Run all at once, each in a thread; return what each returned or raised."""
    start, results = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            start.wait()
            results[place] = deed()
        except Exception as problem:
            results[place] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def voter(opened, person, organisation, now, choice, place=0):
    def vote():
        votes.cast(
            question=opened.questions[place],
            organisation=organisation,
            choice=choice,
            digest=opened.wordings[place].digest,
            by=User.objects.select_related("actor").get(pk=person.pk),
            now=now,
        )

    return vote


@pytest.mark.promise(2)
def test_two_delegates_in_the_same_second_are_one_row_and_two_lines(scene):
    cast, opened, now = scene
    for place, question in enumerate(opened.questions):
        results = together(
            voter(opened, cast.bea, cast.birch, now, "support", place),
            voter(opened, cast.farid, cast.birch, now, "abstain", place),
        )
        assert results == [None, None]
        lines = list(VoteEntry.objects.filter(question=question).order_by("pk").values_list("choice", flat=True))
        assert sorted(lines) == ["abstain", "support"]
        assert Vote.objects.get(question=question).choice == lines[-1]
        counted = Tally.objects.filter(question=question, organisations__gt=0)
        assert list(counted.values_list("choice", "organisations", "votes")) == [(lines[-1], 1, 1)]


def test_ten_organisations_at_once_are_all_counted(scene):
    cast, opened, now = scene
    deeds = []
    for number in range(10):
        organisation = type(cast.birch).objects.create(name=f"Verein {number}", slug=f"v{number}")
        opened.consultation.participations.create(organisation=organisation, votes=2)
        person = User.objects.create_user(f"v{number}@example.org", name=f"V {number}")
        Membership.objects.create(user=person, organisation=organisation, role=Role.DELEGATE)
        deeds.append(voter(opened, person, organisation, now, "support"))
    results = together(*deeds)
    assert results == [None] * 10
    tally = Tally.objects.get(question=opened.questions[0], choice="support")
    assert (tally.organisations, tally.votes) == (10, 20)


def test_whole_ballots_at_once_do_not_block_each_other_for_ever(scene):
    cast, opened, now = scene

    def ballot(person, organisation, order):
        def hand_in():
            answers = [votes.Answer(opened.questions[place], "support", opened.wordings[place].digest) for place in order]
            votes.cast_all(answers=answers, organisation=organisation, by=person, now=now)

        return hand_in

    for _ in range(3):
        Vote.objects.all().delete()
        Tally.objects.update(organisations=0, votes=0)
        assert together(ballot(cast.bea, cast.birch, [0, 1, 2]), ballot(cast.cem, cast.cedar, [2, 1, 0])) == [None, None]
        assert Vote.objects.count() == 6
        assert set(Tally.objects.filter(choice="support").exclude(question=opened.paper_question).values_list("votes")) == {
            (2,)
        }


def test_two_that_swap_their_answers_do_not_block_each_other_for_ever(scene):
    cast, opened, now = scene
    voter(opened, cast.bea, cast.birch, now, "support")(), voter(opened, cast.cem, cast.cedar, now, "abstain")()
    for turn in range(6):
        ours, theirs = ("abstain", "support") if turn % 2 == 0 else ("support", "abstain")
        results = together(voter(opened, cast.bea, cast.birch, now, ours), voter(opened, cast.cem, cast.cedar, now, theirs))
        assert results == [None, None]
    tallies = Tally.objects.filter(question=opened.questions[0], organisations__gt=0)
    assert set(tallies.values_list("choice", "votes")) == {("support", 1), ("abstain", 1)}


def test_a_vote_waits_for_a_closing_and_is_then_too_late(scene):
    cast, opened, now = scene
    held, results = threading.Event(), []

    def close():
        with transaction.atomic():
            locks.exclusive(opened.consultation.pk)
            type(opened.consultation).objects.filter(pk=opened.consultation.pk).update(closed_at=now + timedelta(seconds=1))
            held.set()
            threading.Event().wait(0.3)
        connections.close_all()

    def vote():
        held.wait()
        try:
            results.append(voter(opened, cast.bea, cast.birch, now, "support")())
        except votes.NotNow as refused:
            results.append(refused)
        connections.close_all()

    threads = [threading.Thread(target=close), threading.Thread(target=vote)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(result) for result in results] == [votes.NotNow]
    assert Vote.objects.count() == 0


def test_answers_at_the_same_time_get_places_of_their_own(scene):
    cast, opened, now = scene
    section = opened.wordings[0].section

    def writer(text, parent=None):
        def write():
            return comments.post(
                consultation=opened.consultation,
                section=section,
                organisation=cast.birch,
                text=text,
                parent=parent,
                token=uuid4(),
                by=cast.bea,
                now=now,
            )

        return write

    root = writer("Anfang")()
    results = together(*(writer(f"Antwort {number}", root) for number in range(8)))
    assert {type(result) for result in results} == {SectionComment}
    orders = list(SectionComment.objects.filter(thread_id=root.thread_id).order_by("order").values_list("order", flat=True))
    assert orders == list(range(1, 10))
    assert SectionActivity.objects.get(section=section).comments == 9
    root.refresh_from_db()
    assert root.nested_count == 8


def test_a_double_click_is_one_comment(scene):
    cast, opened, now = scene
    token = uuid4()

    def write():
        return comments.post(
            consultation=opened.consultation,
            section=opened.wordings[0].section,
            organisation=cast.birch,
            text="Zweimal geklickt.",
            token=token,
            by=cast.bea,
            now=now,
        ).pk

    assert len(set(together(write, write, write))) == 1
    assert SectionComment.objects.count() == 1
