"""Kept queries answer as their querysets do."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import Actor, Membership, Organisation, User
from shared.kept import Kept, NotKeepable, put_prefetched

people = Kept(lambda pk: User.objects.select_related("actor").filter(pk=pk), pk=int)
by_token = Kept(lambda token: Actor.objects.filter(token=token).values_list("user__name", "token"), token=UUID)
active = Kept(
    lambda slug, now, today: (
        Membership.objects.in_force(now, today)
        .filter(organisation__slug=slug)
        .order_by("user__name")
        .values_list("user__name", "role", "valid_until")
    ),
    slug=str,
    now=datetime,
    today=date,
)


def test_instances_with_what_select_related_brings(cast, django_assert_num_queries):
    for person in (cast.bea, cast.cem, cast.bea):
        with django_assert_num_queries(1):
            (found,) = people(pk=person.pk)
            assert (found, found.name, found.joined_at, found.actor.token) == (
                person,
                person.name,
                person.joined_at,
                person.actor.token,
            )
    assert found._state.adding is False


def test_instances_with_annotations(cast):
    named = Kept(lambda pk: Actor.objects.filter(pk=pk).annotate(name=F("user__name"), twice=F("pk") + F("pk")), pk=int)
    (found,) = named(pk=cast.gul.actor.pk)
    assert (found, found.name, found.twice) == (cast.gul.actor, "Gül", 2 * cast.gul.actor.pk)


def test_related_rows_as_if_prefetched(cast, django_assert_num_queries):
    put_prefetched(cast.birch, "memberships", list(Membership.objects.filter(organisation=cast.birch, user=cast.bea)))
    with django_assert_num_queries(0):
        assert [membership.user_id for membership in cast.birch.memberships.all()] == [cast.bea.pk]


def test_tuples_with_every_kind_of_argument(cast):
    now = timezone.now()
    for moment in (now, now + timedelta(days=30)):
        asked = {"now": moment, "today": timezone.localdate(moment), "slug": "birch"}
        plain = Membership.objects.active(moment).filter(organisation__slug="birch").order_by("user__name")
        assert active(**asked) == list(plain.values_list("user__name", "role", "valid_until"))
    assert by_token(token=cast.gul.actor.token) == [("Gül", cast.gul.actor.token)]


def test_nothing_found(db):
    assert (people(pk=404), people.first(pk=404), by_token(token=uuid4())) == ([], None, [])


def test_a_date_made_from_a_moment_is_found_out(db):
    silent = Kept(lambda now: Organisation.objects.filter(left_on__gt=now.date()), now=datetime)
    with pytest.raises(NotKeepable):
        silent(now=timezone.now())


def test_an_argument_that_changes_the_statement_is_found_out(db):
    some = Kept(lambda pk: User.objects.filter(pk=pk) if pk % 2 else User.objects.exclude(pk=pk), pk=int)
    with pytest.raises(NotKeepable):
        some(pk=1)
