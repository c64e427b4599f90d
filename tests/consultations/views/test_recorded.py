"""What the office recorded: confirmed or revoked by the organisation."""

import pytest

from consultations.actions import office, votes
from consultations.models import Vote, VoteEntry
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    made = open_consultation(now=now, organisations=[cast.birch, cast.cedar])
    answer = votes.Answer(made.questions[0], "reservations", made.wordings[0].digest, "Zu teuer.")
    office.record_votes(answers=[answer], organisation=cast.birch, caller="Bea", by=cast.ada, now=now)
    return made


def address(opened):
    return f"{opened.consultation.get_absolute_url()}vermerke/"


def sent(opened, **more):
    return {"acting_for": "birch", "vote": Vote.objects.get().pk, "digest": opened.wordings[0].digest, **more}


def test_opening_the_page_changes_nothing_and_says_what_was_recorded(english, cast, opened):
    english.force_login(cast.bea)
    page = english.get(address(opened)).text
    assert ("With reservations" in page, "Zu teuer." in page, VoteEntry.objects.count()) == (True, True, 1)


def test_confirmed_it_is_the_organisations_own(english, cast, opened):
    english.force_login(cast.bea)
    english.post(address(opened), sent(opened))
    vote = Vote.objects.get()
    assert (vote.basis, vote.actor, vote.choice, vote.remark.text) == (
        "delegated",
        cast.bea.actor.token,
        "reservations",
        "Zu teuer.",
    )
    assert "Nothing waits for you here." in english.get(address(opened)).text


def test_revoked_it_is_gone_and_stays_in_the_history(english, cast, opened):
    english.force_login(cast.farid)
    english.post(address(opened), sent(opened, revoke="1"))
    assert (Vote.objects.count(), list(VoteEntry.objects.values_list("act", flat=True))) == (0, ["cast", "withdrawn"])


def test_answered_twice_says_so(english, cast, opened):
    english.force_login(cast.bea)
    form = sent(opened)
    english.post(address(opened), form)
    response = english.post(address(opened), form)
    assert response.status_code == 409
    assert "was confirmed, changed or revoked already" in response.text


def test_who_answers(client, cast, opened):
    form, answers = sent(opened), {}
    for name in ("ada", "bo", "cem", "dora", "emil", "gul", "hanna", "nobody"):
        client.logout()
        if name != "nobody":
            client.force_login(cast.everyone()[name])
        answers[name] = client.post(address(opened), form).status_code
    assert answers == {
        "ada": 403, "bo": 403, "cem": 403, "dora": 403, "emil": 403, "gul": 403, "hanna": 404, "nobody": 403,
    }  # fmt: skip
    assert Vote.objects.get().basis == "office"


def test_another_organisation_does_not_see_it(english, cast, opened):
    english.force_login(cast.cem)
    page = english.get(address(opened)).text
    assert ("Zu teuer." in page, "They count already." in page) == (False, False)
