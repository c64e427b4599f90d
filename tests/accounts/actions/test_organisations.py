"""Organisations made and changed."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actions import organisations
from accounts.models import OrganisationKind

NOW = timezone.now()


@pytest.mark.django_db
def test_the_address_part_is_made_from_the_name_and_is_free():
    made = [organisations.create(name="Frauenkreis Süd e. V.", by=None, now=NOW) for _ in range(3)]
    assert [o.slug for o in made] == ["frauenkreis-sued-e-v", "frauenkreis-sued-e-v-2", "frauenkreis-sued-e-v-3"]


@pytest.mark.django_db
def test_a_name_without_latin_letters_gets_an_address_too():
    assert organisations.create(name="جمعية", by=None, now=NOW).slug == "organisation"


@pytest.mark.parametrize("kind", [OrganisationKind.SUPPORTER, OrganisationKind.FEDERATION])
def test_supporters_and_the_federation_have_no_vote(people, kind):
    made = organisations.create(name="Förderkreis", kind=kind, votes=3, by=people.ada, now=NOW)
    changed = organisations.update(organisation=people.birch, kind=kind, by=people.ada, now=NOW)
    assert (made.votes, changed.votes) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "at_fault"), [({"name": ""}, {"name"}), ({"votes": 5000}, {"votes"}), ({"email": "no"}, {"email"})]
)
def test_what_is_wrong_is_named_by_field_and_nothing_is_saved(people, fields, at_fault):
    with pytest.raises(ValidationError) as refusal:
        organisations.update(organisation=people.birch, by=people.ada, now=NOW, **fields)
    assert set(refusal.value.message_dict) == at_fault
    people.birch.refresh_from_db()
    assert (people.birch.name, people.birch.votes) == ("Birkenverein", 1)
