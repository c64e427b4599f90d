"""Who passes the door of the admin."""

from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from accounts.backends import PersonBackend
from accounts.models import Membership, User

ACCESS = "wagtailadmin.access_admin"


def fresh(person):
    return User.objects.get(pk=person.pk) if person.pk else person


def test_who_may_open_the_admin(cast):
    assert {name: fresh(person).has_perm(ACCESS) for name, person in cast.everyone().items()} == {
        "ada": True,
        "bea": False,
        "bo": False,
        "cem": False,
        "dora": True,
        "emil": False,
        "farid": False,
        "gul": True,
        "hanna": False,
        "nobody": False,
    }


def test_the_door_closes_with_the_role_even_if_no_clock_runs(cast):
    Membership.objects.filter(user=cast.ada).update(valid_until=timezone.now() - timedelta(seconds=1))
    assert cast.ada.groups.exists()
    assert not fresh(cast.ada).has_perm(ACCESS)


def test_whoever_was_let_in_by_hand_stays_in(cast):
    web = Group.objects.create(name="Website")
    web.permissions.add(Permission.objects.get(codename="access_admin"))
    cast.bo.groups.add(web)
    assert fresh(cast.bo).has_perm(ACCESS)


def test_a_person_comes_with_their_actor_in_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert PersonBackend().get_user(cast.bea.pk).actor == cast.bea.actor
