"""Organisations, roles and invitations in the admin: each form calls its action, each refusal stands at its field."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, Membership, Organisation

from ...admin_site import client_of


def post(person, name, sent, *args):
    return client_of(person).post(reverse(name, args=args), sent)


def test_an_organisation_gets_its_address_from_its_name(cast):
    post(cast.ada, "organisations:add", {"name": "Frauenkreis Süd", "kind": "association", "votes": "2", "slug": ""})
    made = Organisation.objects.get(name="Frauenkreis Süd")
    assert (made.slug, made.votes) == ("frauenkreis-sued", 2)


def test_a_supporting_member_has_no_vote_whatever_was_typed(cast):
    post(cast.ada, "organisations:add", {"name": "Stiftung", "kind": "supporter", "votes": "3", "slug": ""})
    assert Organisation.objects.get(name="Stiftung").votes == 0


def test_an_organisation_is_changed_and_not_deleted(cast):
    sent = {"name": "Birke", "slug": "birch", "kind": "association", "votes": "4"}
    post(cast.ada, "organisations:edit", sent, cast.birch.pk)
    cast.birch.refresh_from_db()
    assert (cast.birch.name, cast.birch.votes) == ("Birke", 4)
    assert post(cast.ada, "organisations:delete", {}, cast.birch.pk).status_code == 302
    assert Organisation.objects.filter(pk=cast.birch.pk).exists()


def test_a_role_in_the_federation_opens_the_admin_and_its_end_closes_it(cast):
    sent = {"user": cast.hanna.pk, "organisation": cast.federation.pk, "role": "editor"}
    post(cast.ada, "memberships:add", sent)
    papers = reverse("papers:index")
    assert client_of(cast.hanna).get(papers).status_code == 200
    membership = Membership.objects.get(user=cast.hanna, role="editor")
    post(cast.ada, "memberships:end", {}, membership.pk)
    assert client_of(cast.hanna).get(papers).status_code == 302


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"role": "editor"}, {"role": ["This role does not exist in this organisation."]}),
        ({"role": "deputy"}, {"valid_until": ["Say until when the deputy stands in: that role always ends on a date."]}),
        ({}, {"user": ["This person already has a role in this organisation. Change it instead."]}),
    ],
)
def test_what_cannot_be_is_said_at_the_field(cast, change, errors):
    sent = {"user": cast.bo.pk, "organisation": cast.birch.pk, "role": "delegate", **change}
    answer = post(cast.ada, "memberships:add", sent)
    assert (answer.status_code, answer.context["form"].errors) == (200, errors)


def test_another_role_ends_the_old_one(cast):
    membership = cast.bo.memberships.get()
    post(cast.ada, "memberships:edit", {"role": "contributor"}, membership.pk)
    active = Membership.objects.active(timezone.now()).filter(user=cast.bo)
    assert list(active.values_list("role", flat=True)) == ["contributor"]
    assert Membership.objects.filter(pk=membership.pk, role="reader").exists()


def test_a_membership_has_no_address_to_delete_it(cast):
    assert client_of(cast.dora).post(f"/admin/memberships/delete/{cast.bo.memberships.get().pk}/").status_code == 404


def test_an_invitation_is_sent_and_withdrawn(cast):
    sent = {"organisation": cast.birch.pk, "email": "neu@example.org", "name": "Neu", "role": "delegate", "language": "de"}
    assert post(cast.ada, "invitations:add", sent).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.invited_by, invitation.role) == ("neu@example.org", cast.ada, "delegate")
    assert post(cast.ada, "invitations:delete", {}, invitation.pk).status_code == 302
    assert Invitation.objects.count() == 0


def test_who_is_there_already_is_not_invited(cast):
    sent = {"organisation": cast.birch.pk, "email": cast.bea.email, "role": "delegate", "language": "de"}
    answer = post(cast.ada, "invitations:add", sent)
    assert answer.context["form"].errors == {"email": ["Bea already has a role in this organisation."]}


def test_a_name_is_corrected(cast):
    sent = {"name": "Bea Birke", "email": "Bea.Birke@example.org", "language": "en", "is_active": "on"}
    assert post(cast.ada, "wagtailusers_users:edit", sent, cast.bea.pk).status_code == 302
    cast.bea.refresh_from_db()
    assert (cast.bea.name, cast.bea.email, cast.bea.language) == ("Bea Birke", "bea.birke@example.org", "en")


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("organisations:index", 12), ("memberships:index", 12), ("invitations:index", 12)]
)
def test_rows_cost_no_queries(cast, item_count, name, queries, django_assert_num_queries):
    now = timezone.now()
    for number in range(item_count):
        organisation = Organisation.objects.create(name=f"Verein {number}", slug=f"verein-{number}")
        Membership.objects.create(user=cast.hanna, organisation=organisation, role="reader")
        Invitation.objects.create(
            organisation=organisation, email=f"{number}@example.org", token_digest=str(number), invited_by=cast.ada,
            invited_at=now, expires_at=now + timedelta(days=9),
        )  # fmt: skip
    client = client_of(cast.ada)
    client.get(reverse(name))
    with django_assert_num_queries(queries):
        client.get(reverse(name))


@pytest.mark.parametrize("item_count", [1, 3])
def test_people_in_a_list_cost_no_queries(cast, item_count, django_assert_num_queries):
    client = client_of(cast.ada)
    url = reverse("wagtailusers_users:index") + ("?q=bea" if item_count == 1 else "?q=b")
    client.get(url)
    with django_assert_num_queries(12):
        client.get(url)


def test_people_are_listed_with_whom_they_act_for(cast):
    content = client_of(cast.ada).get(reverse("wagtailusers_users:index") + "?q=bea").content.decode()
    assert "Birkenverein (" in content
