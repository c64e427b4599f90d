"""Nobody learns from an answer that there is something they may not see."""

import re

import pytest
from django.urls import reverse

from consultations.enums import Visibility
from tests.consultations.factories import open_consultation

PAGES = ("consultation", "ballot", "section")


def addresses(slug, key) -> dict[str, str]:
    return {name: reverse(f"consultations:{name}", args=[slug, key] if name == "section" else [slug]) for name in PAGES}


def plain(response) -> str:
    """The page without the token that differs on every page."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


@pytest.mark.parametrize(
    ("visibility", "phase"),
    [(Visibility.MEMBERS, "vote"), (Visibility.PARTICIPANTS, "vote"), (Visibility.PUBLIC, "unopened")],
)
def test_whoever_is_not_signed_in_is_sent_to_sign_in_everywhere_alike(client, cast, now, visibility, phase):
    opened = open_consultation(now=now, organisations=[cast.birch], visibility=visibility, phase=phase)
    hidden, nothing = addresses(opened.consultation.slug, opened.keys[0]), addresses("gibt-es-nicht", opened.keys[0])
    for name in PAGES:
        answer, same = client.get(hidden[name]), client.get(nothing[name])
        assert answer.status_code == same.status_code == 302
        assert answer["Location"] == f"{reverse('account_login')}?next={hidden[name]}"
        assert same["Location"] == f"{reverse('account_login')}?next={nothing[name]}"
        assert answer.content == same.content


def test_cem_finds_nothing_where_a_confidential_paper_stands(client, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], visibility=Visibility.PARTICIPANTS, is_confidential=True)
    client.force_login(cast.cem)
    hidden, nothing = addresses(opened.consultation.slug, opened.keys[0]), addresses("gibt-es-nicht", opened.keys[0])
    for name in PAGES:
        answer, same = client.get(hidden[name]), client.get(nothing[name])
        assert answer.status_code == same.status_code == 404
        assert plain(answer).replace(opened.consultation.slug, "gibt-es-nicht") == plain(same)
    for name in ("vote", "comment"):
        posted = [
            client.post(reverse(f"consultations:{name}", args=[slug, opened.keys[0]]), {"acting_for": "cedar", "text": "Hier?"})
            for slug in (opened.consultation.slug, "gibt-es-nicht")
        ]
        assert [answer.status_code for answer in posted] == [404, 404]


def test_everyone_with_a_right_to_it_finds_it(client, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], visibility=Visibility.PARTICIPANTS)
    found = {"ada": 200, "bea": 200, "bo": 200, "cem": 404, "dora": 200, "emil": 200, "farid": 200, "gul": 200, "hanna": 404}
    for name, person in cast.everyone().items():
        client.logout()
        if name != "nobody":
            client.force_login(person)
        for page in addresses(opened.consultation.slug, opened.keys[0]).values():
            assert (name, client.get(page).status_code) == (name, found.get(name, 302))
