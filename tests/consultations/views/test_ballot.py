"""The ballot: every question in one form."""

import pytest
from django.urls import reverse

from consultations.models import Vote
from positions.enums import Change
from tests.consultations.factories import issue_version, open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch], parts=True)


def address(opened) -> str:
    return reverse("consultations:ballot", args=[opened.consultation.slug])


def filled(client, opened, choices: dict[int, str], reasons: dict[int, str] | None = None) -> dict:
    """The form as the page shows it, with these choices, by place."""
    data = {"acting_for": "birch"}
    for place, section in enumerate(client.get(address(opened)).context["rows"]):
        section = section[0]
        data[f"{section.anchor}-digest"] = section.digest
        data[f"{section.anchor}-reason"] = (reasons or {}).get(place, "")
        if place in choices:
            data[f"{section.anchor}-choice"] = choices[place]
    return data


def test_it_asks_every_question_in_order_the_whole_paper_last(english, cast, opened):
    english.force_login(cast.bea)
    response = english.get(address(opened))
    asked = [section.heading for section, text, fields in response.context["rows"]]
    assert asked == ["Forderung 1", "Forderung 2", "Forderung 3", ""]
    assert "⟦" not in response.content.decode()
    assert response.content.decode().count('<button class="btn"') == 1


def test_what_was_filled_in_is_stored_what_was_left_out_stays_open(english, cast, opened):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "support", 1: "reject", 3: "abstain"}, {1: "Der Entwurf nimmt alles zurück."})
    response = english.post(address(opened), data)
    assert (response.status_code, response["Location"]) == (
        302,
        f"{opened.consultation.get_absolute_url()}?gespeichert=alles#toc",
    )
    votes = dict(Vote.objects.values_list("question", "choice"))
    assert votes == {opened.questions[0].pk: "support", opened.questions[1].pk: "reject", opened.paper_question.pk: "abstain"}
    assert "Your votes are stored." in english.get(response["Location"]).content.decode()


def test_one_missing_reason_keeps_all_and_names_the_section(english, cast, opened):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "concerns", 1: "reject"}, {0: "Zu wenig Stellen."})
    response = english.post(address(opened), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Nothing was stored yet." in text
    assert text.count("“We reject this” needs a reason; one sentence is enough.") == 2
    assert "Zu wenig Stellen." in text
    assert text.count(" checked") == 2
    assert Vote.objects.count() == 0


@pytest.mark.promise(1)
def test_a_reason_without_a_choice_is_given_back(english, cast, opened):
    english.force_login(cast.bea)
    response = english.post(address(opened), filled(english, opened, {0: "support"}, {1: "Zu wenig Stellen."}))
    section = response.context["rows"][1][0]
    assert (response.status_code, Vote.objects.count()) == (422, 0)
    assert "Please choose one of the answers." in response.text
    assert f'<a href="#c{section.anchor}">' in response.text
    assert "Zu wenig Stellen.</textarea>" in response.text


def test_a_wording_that_changed_meanwhile_is_shown(english, cast, opened, now):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "support", 1: "support"})
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    response = english.post(address(opened), data)
    assert response.status_code == 409
    assert "The wording has changed since you opened the page." in response.content.decode()
    assert opened.wordings[0].html in response.content.decode()
    assert Vote.objects.count() == 0


def test_an_empty_ballot_stores_nothing(english, cast, opened):
    english.force_login(cast.bea)
    assert english.post(address(opened), filled(english, opened, {})).status_code == 302
    assert Vote.objects.count() == 0


def test_who_finds_a_ballot(english, cast, opened):
    expected = {"ada": 200, "bea": 200, "bo": 200, "cem": 200, "dora": 200, "emil": 200, "farid": 200, "gul": 200}
    for name, person in cast.everyone().items():
        english.logout()
        if name != "nobody":
            english.force_login(person)
        response = english.get(address(opened))
        assert (name, response.status_code) == (name, expected.get(name, 302 if name == "nobody" else 404))
        if response.status_code == 200:
            assert ("Store all votes" in response.content.decode()) == (name in {"bea", "farid"})


def test_who_hands_one_in(english, cast, opened):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "support"})
    for name, person in cast.everyone().items():
        Vote.objects.all().delete()
        english.logout()
        if name != "nobody":
            english.force_login(person)
        status = english.post(address(opened), data).status_code
        assert (name, status) == (name, {"bea": 302, "farid": 302, "hanna": 404}.get(name, 403))
        assert Vote.objects.count() == (1 if status == 302 else 0)


def test_too_late_gives_back_what_was_typed(english, cast, opened, now):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "concerns"}, {0: "Zu wenig Stellen."})
    opened.consultation.phases.filter(kind="vote").update(closes_at=now)
    response = english.post(address(opened), data)
    assert response.status_code == 409
    assert "The vote closed on" in response.content.decode()
    assert "Zu wenig Stellen." in response.content.decode()


@pytest.mark.parametrize("sections", [1, 3])
def test_its_statements_do_not_grow(client, cast, now, sections, django_assert_num_queries):
    opened = open_consultation(now=now, organisations=[cast.birch], sections=sections)
    client.force_login(cast.bea)
    client.get(address(opened))
    with django_assert_num_queries(9):
        client.get(address(opened))
