"""Who may: each predicate over the whole cast, and its twin queryset beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import rules
from accounts.models import Membership, Organisation, Role

NOBODY_ELSE = dict.fromkeys(("ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna", "nobody"), False)


def answers(cast, predicate) -> dict:
    return {name: predicate(person) for name, person in cast.everyone().items()}


@pytest.mark.parametrize(
    ("predicate", "twin", "birch"),
    [
        (rules.belongs_to, Organisation.objects.of, {"bea", "bo", "emil", "farid"}),
        (rules.may_draft_for, Organisation.objects.drafted_for_by, {"bea", "emil", "farid"}),
        (rules.may_submit_for, Organisation.objects.submitted_for_by, {"bea", "farid"}),
        (rules.may_invite_for, rules.invitable_by, {"ada", "bea"}),
    ],
)
def test_predicate_and_twin_agree(cast, predicate, twin, birch):
    now = timezone.now()
    assert answers(cast, lambda person: predicate(person, cast.birch, now)) == NOBODY_ELSE | dict.fromkeys(birch, True)
    for person in cast.everyone().values():
        by_predicate = {o for o in (cast.federation, cast.birch, cast.cedar) if predicate(person, o, now)}
        assert set(twin(person, now)) == by_predicate


@pytest.mark.parametrize(
    ("predicate", "twin", "who"), [(rules.is_editor, rules.editors, "ada"), (rules.is_board, rules.board, "gul")]
)
def test_federation_roles(cast, predicate, twin, who):
    now = timezone.now()
    assert answers(cast, lambda person: predicate(person, now)) == NOBODY_ELSE | {who: True}
    assert [person.pk for person in twin(now)] == [getattr(cast, who).pk]


def test_an_editor_role_outside_the_federation_counts_for_nothing(cast):
    Membership.objects.create(user=cast.cem, organisation=cast.birch, role=Role.EDITOR)
    now = timezone.now()
    assert (rules.is_editor(cast.cem, now), rules.editors(now).filter(pk=cast.cem.pk).exists()) == (False, False)


def test_a_deputy_acts_only_while_it_lasts(cast):
    now = timezone.now()
    moments = [now - timedelta(days=2), now, now + timedelta(days=13, seconds=1)]
    assert [rules.may_submit_for(cast.farid, cast.birch, moment) for moment in moments] == [False, True, False]
    assert [cast.birch in Organisation.objects.submitted_for_by(cast.farid, moment) for moment in moments] == [
        False,
        True,
        False,
    ]


def test_an_organisation_that_left_is_acted_for_by_nobody(cast):
    now = timezone.now()
    cast.birch.left_on = timezone.localdate(now)
    cast.birch.save()
    assert (rules.acts_for(cast.bea, now), list(Organisation.objects.of(cast.bea, now))) == ([], [])
    rules.forget_memberships(cast.bea)
    cast.birch.left_on = timezone.localdate(now) + timedelta(days=1)
    cast.birch.save()
    assert rules.acts_for(cast.bea, now) == list(Organisation.objects.of(cast.bea, now)) == [cast.birch]


def test_a_locked_out_person_acts_for_nobody(cast):
    cast.bea.is_active = False
    cast.bea.save()
    now = timezone.now()
    assert (rules.acts_for(cast.bea, now), list(Organisation.objects.of(cast.bea, now))) == ([], [])


def test_two_roles_in_one_organisation_make_one_choice_and_the_stronger_is_named(cast):
    now = timezone.now()
    Membership.objects.create(
        user=cast.bo, organisation=cast.birch, role=Role.DEPUTY, valid_until=now + timedelta(days=1), valid_from=now
    )
    assert rules.acts_for(cast.bo, now) == [cast.birch]
    assert rules.role_in(cast.bo, cast.birch, now) == Role.DEPUTY
    assert rules.role_in(cast.bo, cast.cedar, now) is None


@pytest.mark.parametrize("organisations", [1, 3])
def test_memberships_are_read_once(cast, organisations, django_assert_num_queries):
    for number in range(1, organisations):
        other = Organisation.objects.create(name=f"Verein {number}", slug=f"v{number}")
        Membership.objects.create(user=cast.bea, organisation=other, role=Role.READER)
    now = timezone.now()
    with django_assert_num_queries(1):
        assert len(rules.acts_for(cast.bea, now)) == organisations
        assert (rules.may_submit_for(cast.bea, cast.birch, now), rules.is_editor(cast.bea, now)) == (True, False)
