"""The two groups of the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Workflow, WorkflowContentType

from accounts import staff as table
from accounts.actions import staff
from accounts.models import Membership, Role

NOW = timezone.now


def rights(group_name):
    group = Group.objects.get(name=group_name)
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}


@pytest.mark.django_db
def test_the_groups_hold_exactly_their_rights_after_a_migration():
    assert {name: rights(name) for name in table.PERMISSIONS} == table.PERMISSIONS
    assert set(Group.objects.values_list("name", flat=True)) == {"Redaktion", "Vorstand"}


@pytest.mark.django_db
def test_preparing_twice_changes_nothing():
    def state():
        groups = Group.objects.all()
        return (
            [(g.name, g.permissions.count(), g.page_permissions.count(), g.collection_permissions.count()) for g in groups],
            list(Collection.objects.values_list("name", flat=True)),
            CollectionViewRestriction.objects.count(),
            list(Workflow.objects.values_list("name", flat=True)),
            list(WorkflowContentType.objects.values_list("content_type__model", "workflow__name")),
        )

    before = state()
    staff.prepare()
    assert state() == before
    assert before[4] == [("statementdraft", "Freigabe durch den Vorstand")]


@pytest.mark.django_db
def test_only_the_two_groups_open_confidential_files():
    restriction = CollectionViewRestriction.objects.get(collection__name="Vertraulich")
    assert restriction.restriction_type == "groups"
    assert set(restriction.groups.values_list("name", flat=True)) == {"Redaktion", "Vorstand"}


def groups_of(cast):
    return {name: set(person.groups.values_list("name", flat=True)) for name, person in cast.everyone().items() if person.pk}


def test_the_cast_is_in_the_groups_its_roles_give(cast):
    now = NOW()
    for person in cast.everyone().values():
        if person.pk:
            staff.sync(user=person, now=now)
    assert groups_of(cast) == {
        "ada": {"Redaktion"},
        "bea": set(),
        "bo": set(),
        "cem": set(),
        "dora": set(),
        "emil": set(),
        "farid": set(),
        "gul": {"Vorstand"},
        "hanna": set(),
    }


def test_who_leaves_the_secretariat_leaves_the_group(cast):
    Membership.objects.filter(user=cast.ada).update(valid_until=NOW() - timedelta(minutes=1))
    staff.sync(user=cast.ada, now=NOW())
    assert set(cast.ada.groups.values_list("name", flat=True)) == set()


def test_a_role_in_a_member_organisation_opens_no_admin(cast):
    Membership.objects.create(user=cast.cem, organisation=cast.birch, role=Role.EDITOR)
    staff.sync(user=cast.cem, now=NOW())
    assert set(cast.cem.groups.values_list("name", flat=True)) == set()


def test_a_group_a_person_was_given_by_hand_stays(cast):
    web = Group.objects.create(name="Website")
    cast.ada.groups.add(web)
    staff.sync(user=cast.ada, now=NOW())
    assert set(cast.ada.groups.values_list("name", flat=True)) == {"Redaktion", "Website"}
