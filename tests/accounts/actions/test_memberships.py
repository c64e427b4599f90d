"""Roles given, changed and ended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import rules
from accounts.actions import memberships, staff
from accounts.models import Membership, Role

NOW = timezone.now()


def test_a_role_holds_from_now(people):
    membership = memberships.add(user=people.hanna, organisation=people.cedar, role=Role.READER, by=people.ada, now=NOW)
    assert (membership.valid_from, membership.valid_until) == (NOW, None)
    assert rules.acts_for(people.hanna, NOW) == [people.cedar]


def test_only_one_unlimited_role_in_one_organisation(people):
    with pytest.raises(memberships.AlreadyMember, match="already has a role"):
        memberships.add(user=people.bea, organisation=people.birch, role=Role.READER, by=people.ada, now=NOW)


@pytest.mark.parametrize(("where", "role"), [("federation", Role.DELEGATE), ("birch", Role.EDITOR), ("birch", Role.BOARD)])
def test_each_role_has_its_place(people, where, role):
    with pytest.raises(memberships.RoleNotHere, match="does not exist in this organisation"):
        memberships.add(user=people.hanna, organisation=getattr(people, where), role=role, by=people.ada, now=NOW)


def test_a_deputy_needs_an_end(people):
    with pytest.raises(memberships.DeputyNeedsEnd, match="until when"):
        memberships.add(user=people.hanna, organisation=people.birch, role=Role.DEPUTY, by=people.ada, now=NOW)


@pytest.mark.parametrize(("begins", "ends"), [(0, 0), (0, -1), (2, 1)])
def test_a_role_ends_after_it_began(people, begins, ends):
    period = {"valid_from": NOW + timedelta(days=begins), "valid_until": NOW + timedelta(days=ends)}
    with pytest.raises(memberships.EndsBeforeItBegins, match="in the future"):
        memberships.add(user=people.hanna, organisation=people.birch, role=Role.DEPUTY, by=people.ada, now=NOW, **period)


def test_ending_keeps_the_row_and_is_done_once(people):
    membership = Membership.objects.get(user=people.bea)
    ended = memberships.end(membership=membership, by=people.ada, now=NOW)
    again = memberships.end(membership=membership, by=people.ada, now=NOW + timedelta(days=1))
    assert (ended.valid_until, again.valid_until) == (NOW, NOW)
    assert rules.acts_for(people.bea, NOW) == []


def test_a_role_that_has_not_begun_never_holds(people):
    begins = NOW + timedelta(days=3)
    membership = memberships.add(
        user=people.hanna, organisation=people.cedar, role=Role.READER, valid_from=begins, by=people.ada, now=NOW
    )
    memberships.end(membership=membership, by=people.ada, now=NOW)
    assert rules.acts_for(people.hanna, begins + timedelta(seconds=1)) == []


def test_a_changed_role_follows_the_old_one_without_a_gap(people):
    old = Membership.objects.get(user=people.bo)
    new = memberships.change_role(membership=old, role=Role.DELEGATE, by=people.ada, now=NOW)
    old.refresh_from_db()
    assert (old.role, old.valid_until, new.role, new.valid_from) == (Role.READER, NOW, Role.DELEGATE, NOW)
    assert rules.may_submit_for(people.bo, people.birch, NOW)


@pytest.mark.parametrize(("role", "group"), [(Role.EDITOR, "Redaktion"), (Role.BOARD, "Vorstand")])
def test_the_federations_roles_open_and_close_the_admin(people, role, group):
    membership = memberships.add(user=people.hanna, organisation=people.federation, role=role, by=people.ada, now=NOW)
    assert (people.hanna.is_staff, [g.name for g in people.hanna.groups.all()]) == (True, [group])
    person = memberships.end(membership=membership, by=people.ada, now=NOW + timedelta(days=1)).user
    assert (person.is_staff, list(person.groups.all())) == (False, [])


def test_what_the_clock_ends_is_followed_up(people):
    until = NOW + timedelta(days=1)
    memberships.add(
        user=people.hanna, organisation=people.federation, role=Role.EDITOR, valid_until=until, by=people.ada, now=NOW
    )
    assert [staff.sync_all(now=moment) for moment in (NOW, until, until)] == [0, 1, 0]
    people.hanna.refresh_from_db()
    assert (people.hanna.is_staff, list(people.hanna.groups.all())) == (False, [])
