"""What a delegate arranges for the organisation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import rules
from accounts.models import Membership, Organisation, Role

HERE = "/organisation/birch/"


def answers(client, people, url, data) -> dict[str, int]:
    found = {}
    for name, person in people.everyone().items():
        client.logout()
        if person.pk:
            client.force_login(person)
        found[name] = client.post(url, data).status_code
    return found


EXPECTED = {
    "ada": 404, "bea": 302, "bo": 403, "cem": 404, "dora": 404, "emil": 403, "farid": 403, "gul": 404, "hanna": 404,
    "nobody": 302,
}  # fmt: skip


def test_who_arranges(people, client):
    assert answers(client, people, HERE, {"region": "Nord"}) == EXPECTED


def test_predicate_and_queryset_agree(people):
    now = timezone.now()
    for person in people.everyone().values():
        managed = set(Organisation.objects.managed_by(person, now))
        assert managed == {o for o in Organisation.objects.all() if rules.may_manage(person, o, now)}


def test_what_it_declares_and_the_short_way(people, client):
    client.force_login(people.bea)
    client.post(HERE, {"region": "Ost", "size": "small", "field_of_work": "women", "submits_directly": "on"})
    birch = Organisation.objects.get(slug="birch")
    assert (birch.region, birch.size, birch.field_of_work, birch.submits_directly) == ("Ost", "small", "women", True)
    assert rules.may_submit_for(people.emil, birch, timezone.now())
    client.post(HERE, {"region": "Ost"})
    birch.refresh_from_db()
    assert (birch.size, birch.submits_directly) == ("", False)


def test_a_stand_in_for_some_days(people, client):
    client.force_login(people.bea)
    until = timezone.localdate() + timedelta(days=3)
    client.post(f"{HERE}vertretung/", {"person": people.emil.pk, "until": until.isoformat()})
    stand_in = Membership.objects.get(user=people.emil, role=Role.DEPUTY)
    now = timezone.now()
    moments = [now, stand_in.valid_until - timedelta(microseconds=1), stand_in.valid_until]
    rules.forget_memberships(people.emil)
    assert [rules.may_submit_for(people.emil, people.birch, moment) for moment in moments] == [True, True, False]
    assert timezone.localtime(stand_in.valid_until).date() == until


@pytest.mark.parametrize(
    ("who", "until"), [("emil", "2020-01-01"), ("cem", "2099-01-01"), ("farid", "2099-01-01"), ("emil", "")]
)
def test_no_stand_in_from_elsewhere_or_for_the_past(people, client, who, until):
    client.force_login(people.bea)
    before = Membership.objects.count()
    response = client.post(f"{HERE}vertretung/", {"person": getattr(people, who).pk, "until": until})
    assert (response.status_code, Membership.objects.count()) == (422, before)


def test_a_role_ends_but_never_the_last_delegates(people, client):
    client.force_login(people.bea)
    farids = Membership.objects.get(user=people.farid)
    client.post(f"{HERE}rollen/{farids.pk}/beenden/")
    rules.forget_memberships(people.farid)
    assert not rules.may_submit_for(people.farid, people.birch, timezone.now())
    own = Membership.objects.get(user=people.bea)
    page = client.post(f"{HERE}rollen/{own.pk}/beenden/", follow=True)
    assert "This is the only delegate. Invite another one first." in page.text
    assert Membership.objects.active(timezone.now()).filter(pk=own.pk).exists()


def test_nobody_elses_role(people, client):
    client.force_login(people.bea)
    cems = Membership.objects.get(user=people.cem)
    assert client.post(f"{HERE}rollen/{cems.pk}/beenden/").status_code == 404
