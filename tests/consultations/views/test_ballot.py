"""The ballot: every question in one form."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from consultations.models import Participation, Question, Vote
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
        data[f"{section.anchor}-about"] = section.title
        data[f"{section.anchor}-scale"] = section.scale.code
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


def told(response) -> list[tuple[str, str, list[str]]]:
    """What a page gives back: for each thing its name, what was chosen and what was written."""
    given = response.context["gone"] if "gone" in response.context else response.context["given_back"]
    return [(one.about, one.choice, [text for _label, text in one.texts]) for one in given]


@pytest.mark.promise(1)
@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_a_section_removed_meanwhile_gives_back_what_was_typed_there_and_stores_nothing(
    english, cast, opened, now, is_withdrawn
):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "support", 1: "reject"}, {1: "Der Entwurf nimmt <alles> zurück."})
    issue_version(opened, now=now, changes={}, left_out=(1,))
    if is_withdrawn:
        Question.objects.filter(pk=opened.questions[1].pk).update(withdrawn_at=now)
    response = english.post(address(opened), data)
    assert (response.status_code, Vote.objects.count()) == (409, 0)
    assert told(response) == [("2 Forderung 2", "We reject this", ["Der Entwurf nimmt <alles> zurück."])]
    assert "This section is not put to the vote any more." in response.text
    assert "Der Entwurf nimmt &lt;alles&gt; zurück.</textarea>" in response.text
    assert 'value="support" checked' in response.text
    assert english.post(address(opened), filled(english, opened, {0: "support"})).status_code == 302
    assert Vote.objects.count() == 1


@pytest.mark.promise(1)
def test_a_removed_section_left_empty_stands_in_nobodys_way(english, cast, opened, now):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "support"})
    issue_version(opened, now=now, changes={}, left_out=(1,))
    assert english.post(address(opened), data).status_code == 302
    assert Vote.objects.count() == 1


@pytest.mark.promise(1)
def test_too_late_gives_back_what_was_typed_section_by_section(english, cast, opened, now):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "concerns", 3: "abstain"}, {0: "Zu wenig Stellen.", 1: "Erst der Grund."})
    opened.consultation.phases.filter(kind="vote").update(closes_at=now)
    response = english.post(address(opened), data)
    assert response.status_code == 409
    assert "The vote closed on" in response.text
    assert told(response) == [
        ("1 Forderung 1", "With concerns", ["Zu wenig Stellen."]),
        ("2 Forderung 2", "", ["Erst der Grund."]),
        ("The paper as a whole", "Abstention", []),
    ]
    assert "1 Forderung 1\nWith concerns\nZu wenig Stellen.\n\n2 Forderung 2\nErst der Grund." in response.text


@pytest.mark.promise(1)
def test_a_little_late_it_can_be_sent_again_once_there_is_more_time(english, cast, opened, now):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "concerns"}, {0: "Zu wenig <Stellen>."})
    opened.consultation.phases.filter(kind="vote").update(closes_at=now)
    form = re.search(r'<form action="([^"]+)" method="post">(.*?)</form>', english.post(address(opened), data).text, re.S)
    Participation.objects.update(grace_until=now + timedelta(hours=1))
    sent = {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form[2])}
    assert english.post(form[1], sent).status_code == 302
    assert (Vote.objects.get().choice, Vote.objects.get().remark.text) == ("concerns", "Zu wenig <Stellen>.")


def test_once_it_is_closed_nothing_is_sent_again(english, cast, opened, now):
    english.force_login(cast.bea)
    data = filled(english, opened, {0: "concerns"}, {0: "Zu wenig Stellen."})
    opened.consultation.closed_at = now
    opened.consultation.save()
    response = english.post(address(opened), data)
    assert (response.status_code, "Send it again" in response.text) == (409, False)
    assert told(response) == [("1 Forderung 1", "With concerns", ["Zu wenig Stellen."])]


@pytest.mark.promise(9)
def test_what_holds_for_every_section_is_said_once(english, cast, opened):
    english.force_login(cast.bea)
    page = english.get(address(opened)).text
    hints = ("One vote for each organisation.", "at most 600 characters", "needed for")
    assert {hint: page.count(hint) for hint in hints} == dict.fromkeys(hints, 1)
    described = re.findall(r'aria-describedby="([^"]+)"', page)
    assert described == ["hint-vote", "hint-reason"] * 4
    assert [page.count(f'id="{hint}"') for hint in ("hint-vote", "hint-reason")] == [1, 1]


def test_another_scale_for_the_final_vote_says_at_its_field_when_a_reason_is_needed(english, cast, opened):
    Question.objects.filter(pk=opened.paper_question.pk).update(scale="yes_no")
    english.force_login(cast.bea)
    page = english.get(address(opened)).text
    assert page.count("needed for “Yes, if …”") == 1
    assert page.index("needed for “Yes, if …”") > page.index("The paper as a whole")


@pytest.mark.parametrize("sections", [1, 3])
def test_its_statements_do_not_grow(client, cast, now, sections, django_assert_num_queries):
    opened = open_consultation(now=now, organisations=[cast.birch], sections=sections)
    client.force_login(cast.bea)
    client.get(address(opened))
    with django_assert_num_queries(9):
        client.get(address(opened))
