"""The first page of the admin: what needs doing, for each person only what they may open."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.actions import consultations
from notifications.models import Event, Message

from ..admin_site import (
    _read_in_english,  # noqa: F401  (a fixture)
    _templates_of_wagtail,  # noqa: F401  (a fixture)
    client_of,
    statuses,
)
from ..consultations.building import consultation


@pytest.fixture
def work(cast):
    now = timezone.now()
    consultation(now=now, title="Später", deadline_at=now + timedelta(days=30))
    consultation(now=now, title="Bald", deadline_at=now + timedelta(days=3))
    done = consultation(now=now, title="Fertig")
    consultations.open_(consultation=done, by=cast.ada, now=now)
    consultations.close(consultation=done, by=cast.ada, now=now, reason="Ende")
    event = Event.objects.create(kind="invitation", key="invitation:1", happened_at=now)
    Message.objects.create(event=event, user=cast.bea, language="de", state="parked", due_at=now)


def desk(person):
    content = client_of(person).get(reverse("wagtailadmin_home")).content.decode()
    return [words for words in ("Bald", "Später", "Fertig", "Stellungnahme: ", "message could not be sent") if words in content]


def test_who_comes_in(cast, work):
    assert statuses(cast, reverse("wagtailadmin_home")) == {
        "ada": 200, "bea": 302, "bo": 302, "cem": 302, "dora": 200, "emil": 302, "farid": 302, "gul": 200, "hanna": 302,
        "nobody": 302,
    }  # fmt: skip


def test_what_each_finds_on_the_desk(cast, work):
    everything = ["Bald", "Später", "Stellungnahme: ", "message could not be sent"]
    assert {name: desk(getattr(cast, name)) for name in ("ada", "dora", "gul")} == {
        "ada": everything,
        "dora": everything,
        "gul": everything[:-1],
    }


def test_the_nearest_deadline_comes_first(cast, work):
    content = client_of(cast.ada).get(reverse("wagtailadmin_home")).content.decode()
    assert content.index("Bald") < content.index("Später")


def test_the_admin_bears_our_name_and_asks_nobody_outside(cast):
    content = client_of(cast.ada).get(reverse("wagtailadmin_home")).content.decode()
    assert "- Mitstimme</title>" in content
    assert [host for host in ("releases.wagtail.org", "gravatar.com") if host in content] == []


MENU = {
    "ada": ["papers", "consultations", "statement-drafts", "statements", "members", "outbox"],
    "gul": ["papers", "consultations", "statement-drafts", "statements", "members"],
}


@pytest.mark.parametrize("name", ["ada", "gul"])
def test_the_menu_holds_what_one_may_open(cast, rf, name):
    from wagtail.admin.menu import admin_menu

    request = rf.get("/admin/")
    request.user = getattr(cast, name)
    ours = set(MENU["ada"])
    items = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    assert [item.name for item in items if item.name in ours] == MENU[name]
