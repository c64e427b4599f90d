"""An event is one row, written in the transaction of what happened."""

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notifications import kinds
from notifications.actions import events, messages
from notifications.models import Event, Message


def record(*, key="letter:1", kind="test-letter", **facts):
    return events.record(kind=kind, key=key, facts={"context": {"title": "Title"}, **facts}, now=timezone.now())


@pytest.mark.django_db
def test_told_twice_it_is_one_event_and_nobody_is_told_again(cast, django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks(execute=True):
        first = record(to=[cast.bea.pk])
        second = record(to=[cast.bea.pk, cast.cem.pk], key="letter:1")
    assert (first, second.facts) == (second, first.facts)
    assert [mail.to for mail in mailoutbox] == [["Bea <bea@example.org>"]]


@pytest.mark.django_db
def test_a_misspelt_kind_fails_where_it_is_written():
    with pytest.raises(kinds.UnknownKind):
        record(kind="test-lettre")
    assert Event.objects.count() == 0


@pytest.mark.promise(7)
@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_tells_nobody(cast, mailoutbox):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(to=[cast.bea.pk])
        _ = 1 / 0
    assert (Event.objects.count(), Message.objects.count(), mailoutbox) == (0, 0, [])


@pytest.mark.django_db
@pytest.mark.parametrize("recipients", [1, 300])
def test_the_request_pays_the_same_however_many_are_told(recipients, django_assert_num_queries):
    people = [User(email=f"p{number}@example.org", name=f"P{number}") for number in range(recipients)]
    User.objects.bulk_create(people)
    with django_assert_num_queries(6):  # the atomic block, a look for the key, and the row in its own savepoint
        record(to=[person.pk for person in people])


@pytest.mark.django_db
def test_expanding_twice_or_half_way_writes_each_message_once(cast):
    event = record(to=[cast.bea.pk, cast.cem.pk], addresses=["guest@example.org"])
    Message.objects.create(event=event, user=cast.bea, language="de", due_at=event.happened_at)  # as if the first run died here
    now = timezone.now()
    assert [messages.expand(event=event, now=now) for _ in range(2)] == [2, 0]
    assert sorted(str(message.user or message.address) for message in Message.objects.all()) == [
        "Bea",
        "Cem",
        "guest@example.org",
    ]
    event.refresh_from_db()
    assert event.expanded_at == now


@pytest.mark.parametrize("who", [{}, {"user_id": 1, "address": "a@example.org"}])
def test_a_recipient_is_either_a_person_or_an_address(who):
    with pytest.raises(ValueError, match="either a person or an address"):
        kinds.Recipient(**who)


def test_a_name_belongs_to_one_kind():
    kinds.register(type(kinds.kind("test-letter")))
    with pytest.raises(ValueError, match="registered twice"):
        kinds.register(type("Other", (kinds.Kind,), {"name": "test-letter"}))
