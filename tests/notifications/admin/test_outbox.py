"""The outbox in the admin: read by the secretariat, changed by nobody."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from notifications.models import Event, Message

from ...admin_site import client_of, seen_by


@pytest.fixture
def message(cast):
    now = timezone.now()
    event = Event.objects.create(kind="invitation", key="invitation:1", happened_at=now)
    return Message.objects.create(event=event, user=cast.bea, language="de", state="parked", due_at=now, reason="550")


def test_who_reads_it(cast, message):
    assert [seen_by(cast, url) for url in (reverse("outbox:index"), reverse("outbox:inspect", args=[message.pk]))] == [
        ["ada", "dora"],
        ["ada", "dora"],
    ]


@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy"])
def test_there_is_no_address_that_writes(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"outbox:{name}", args=[] if name == "add" else [1])


def test_messages_are_found_by_state_and_recipient(cast, message):
    url = reverse("outbox:index")
    found = [
        len(client_of(cast.ada).get(url + query).context["object_list"]) for query in ("?state=parked", "?state=sent", "?q=bea")
    ]
    assert found == [1, 0, 1]


@pytest.mark.parametrize("item_count", [1, 3])
def test_rows_cost_no_queries(cast, item_count, django_assert_num_queries):
    now = timezone.now()
    for number in range(item_count):
        event = Event.objects.create(kind="invitation", key=f"invitation:{number}", happened_at=now)
        Message.objects.create(event=event, user=cast.bea, language="de", due_at=now)
    client = client_of(cast.ada)
    client.get(reverse("outbox:index"))
    with django_assert_num_queries(11):
        assert len(client.get(reverse("outbox:index")).context["object_list"]) == item_count
