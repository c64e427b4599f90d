"""One's own account."""

import pytest
from django.utils import timezone

from accounts.models import Membership, Organisation, Role, User

ACCOUNT = "/konto/"


def page_of(client, person, query=""):
    client.force_login(person)
    return client.get(f"{ACCOUNT}{query}")


def test_everybody_has_one_but_nobody(people, client):
    answers = {}
    for name, person in people.everyone().items():
        client.logout()
        if person.pk:
            client.force_login(person)
        answers[name] = client.get(ACCOUNT).status_code
    assert answers == dict.fromkeys(people.everyone(), 200) | {"nobody": 302}


def test_it_names_the_people_of_the_organisation_one_acts_for_and_no_others(people, client):
    context = page_of(client, people.bo).context
    assert [(m.user.name, m.role) for m in context["members"]] == [
        ("Bea", "delegate"),
        ("Bo", "reader"),
        ("Emil", "contributor"),
        ("Farid", "deputy"),
    ]
    assert "Hanna" not in page_of(client, people.bo).content.decode()
    assert "Cem" not in page_of(client, people.bo).content.decode()


def test_another_organisations_people_stay_hidden(people, client):
    response = page_of(client, people.cem, "?fuer=birch")
    assert [m.user.name for m in response.context["members"]] == ["Cem"]


def test_who_acts_for_nobody_sees_nobody(people, client):
    response = page_of(client, people.hanna)
    assert (response.context["organisation"], list(response.context["members"])) == (None, [])
    assert "You act for no organisation at present." in response.content.decode()


@pytest.mark.parametrize(
    ("who", "may"),
    [("ada", True), ("bea", True), ("bo", False), ("cem", True), ("emil", False), ("farid", False), ("gul", False)],
)
def test_who_is_offered_to_invite(people, client, who, may):
    assert (page_of(client, getattr(people, who)).context["invite_form"] is not None) is may


def test_name_and_language_can_be_changed(people, client):
    client.force_login(people.bea)
    response = client.post(ACCOUNT, {"name": "Bea B.", "language": "de"})
    people.bea.refresh_from_db()
    assert (response.status_code, people.bea.name, people.bea.language) == (302, "Bea B.", "de")


@pytest.mark.parametrize("wrong", [{"name": "", "language": "en"}, {"name": "Bea", "language": "xx"}])
def test_what_is_wrong_is_not_saved(people, client, wrong):
    client.force_login(people.bea)
    assert client.post(ACCOUNT, wrong).status_code == 422
    people.bea.refresh_from_db()
    assert (people.bea.name, people.bea.language) == ("Bea", "en")


@pytest.mark.parametrize("more", [0, 2])
def test_queries_do_not_grow_with_people_or_roles(people, client, django_assert_num_queries, more):
    for number in range(more):
        other = Organisation.objects.create(name=f"Verein {number}", slug=f"v{number}")
        Membership.objects.create(user=people.bea, organisation=other, role=Role.READER)
        new = User.objects.create_user(f"m{number}@example.org", name=f"M{number}")
        Membership.objects.create(user=new, organisation=people.birch, role=Role.READER, valid_from=timezone.now())
    client.force_login(people.bea)
    client.get(ACCOUNT)
    # session, person, memberships; people of the organisation, open invitations
    with django_assert_num_queries(5):
        client.get(ACCOUNT)
