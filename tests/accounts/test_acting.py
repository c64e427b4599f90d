"""For whom a request acts."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from accounts import acting
from accounts.context import acting as context
from accounts.models import Membership, Role


@pytest.fixture
def bea_for_two(cast):
    Membership.objects.create(user=cast.bea, organisation=cast.cedar, role=Role.READER)
    return cast.bea


@pytest.fixture
def request_of(rf):
    def make(person, *, method="get", data=None, session=None):
        request = getattr(rf, method)("/", data or {})
        request.user, request.session = person, session or {}
        return request

    return make


def test_the_first_by_name_unless_told_otherwise(cast, bea_for_two, request_of):
    assert acting.organisation(request_of(bea_for_two)) == cast.birch


def test_the_session_remembers(cast, bea_for_two, request_of):
    request = request_of(bea_for_two)
    acting.remember(request, cast.cedar)
    assert acting.organisation(request) == cast.cedar


def test_the_address_goes_before_the_session_so_two_tabs_can_differ(cast, bea_for_two, request_of):
    session = {"acting_for": "cedar"}
    tabs = [request_of(bea_for_two, data={"fuer": slug}, session=session) for slug in ("birch", "cedar")]
    assert [acting.organisation(tab) for tab in tabs] == [cast.birch, cast.cedar]


def test_an_address_naming_another_organisation_changes_nothing(cast, request_of):
    assert acting.organisation(request_of(cast.bea, data={"fuer": "cedar"})) == cast.birch


def test_whoever_acts_for_none(cast, request_of):
    assert [acting.organisation(request_of(person)) for person in (cast.dora, cast.hanna, cast.nobody)] == [None] * 3


@pytest.mark.parametrize("slug", ["birch", "cedar"])
def test_a_form_acts_for_the_organisation_it_was_filled_in_for(cast, bea_for_two, request_of, slug):
    assert acting.from_form(request_of(bea_for_two, method="post", data={"acting_for": slug})).slug == slug


@pytest.mark.parametrize("data", [{}, {"acting_for": ""}, {"acting_for": "cedar"}, {"acting_for": "no-such"}])
def test_a_form_for_another_organisation_is_refused(cast, request_of, data):
    with pytest.raises(PermissionDenied):
        acting.from_form(request_of(cast.bea, method="post", data=data))


def test_the_context_is_lazy(cast, request_of, django_assert_num_queries):
    with django_assert_num_queries(0):
        made = context(request_of(cast.bea))
        nobody = context(request_of(AnonymousUser()))
        assert [nobody[name]() for name in sorted(nobody)] == [None, [], "", False]
    with django_assert_num_queries(1):
        assert [made[name]() for name in sorted(made)] == [cast.birch, [cast.birch], Role.DELEGATE.label, False]
