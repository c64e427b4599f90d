"""Who opens which page of the admin about members. The others are sent away."""

import pytest
from django.urls import reverse

from ...admin_site import client_of, seen_by

DESK = ["ada", "dora"]


def test_organisations_are_read_by_secretariat_and_board(cast):
    urls = [reverse("organisations:index"), reverse("organisations:inspect", args=[cast.birch.pk])]
    assert [seen_by(cast, url) for url in urls] == [["ada", "dora", "gul"]] * 2


def test_people_are_the_secretariats(cast):
    membership = cast.bea.memberships.get()
    urls = [
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:edit", args=[cast.bea.pk]),
        reverse("memberships:index"),
        reverse("memberships:inspect", args=[membership.pk]),
        reverse("memberships:edit", args=[membership.pk]),
        reverse("memberships:end", args=[membership.pk]),
        reverse("invitations:index"),
        reverse("invitations:add"),
        reverse("organisations:add"),
        reverse("organisations:edit", args=[cast.birch.pk]),
    ]
    assert {url: seen_by(cast, url) for url in urls} == dict.fromkeys(urls, DESK)


def test_the_board_sees_an_organisation_and_not_its_people(cast):
    url = reverse("organisations:inspect", args=[cast.birch.pk])
    seen = {name: cast.bea.name in client_of(getattr(cast, name)).get(url).content.decode() for name in ("ada", "gul")}
    assert seen == {"ada": True, "gul": False}


def test_an_administrators_address_is_not_the_secretariats_to_change(cast):
    """Whoever could change it could sign in as an administrator, by the code that is mailed there."""
    assert seen_by(cast, reverse("wagtailusers_users:edit", args=[cast.dora.pk])) == ["dora"]


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_wagtails_bulk_actions_on_people_do_nothing_for_the_secretariat(cast, action):
    url = reverse("wagtail_bulk_action", args=["accounts", "user", action]) + f"?id={cast.bea.pk}"
    client_of(cast.ada).post(url, {"role": cast.ada.groups.get().pk, "mark_as_active": "False"})
    cast.bea.refresh_from_db()
    assert (cast.bea.is_active, cast.bea.groups.count()) == (True, 0)


def test_nobody_is_created_or_given_groups_by_hand(cast):
    content = client_of(cast.ada).get(reverse("wagtailusers_users:edit", args=[cast.bea.pk])).content.decode()
    assert [name for name in ("groups", "is_superuser", "is_staff", "password") if f'name="{name}' in content] == []
