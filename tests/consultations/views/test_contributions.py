"""What became of our input: the organisation's page, the answers to decisions, and one's own contributions."""

from uuid import uuid4

import pytest

from consultations.actions import comments, consultations, register, verdicts
from consultations.enums import Decision
from consultations.models import Contribution, Verdict
from consultations.phases import PhaseKind
from tests.consultations import building

HOUR, DAY = building.HOUR, building.DAY
ME = {"acting_for": "birch"}


@pytest.fixture
def real(cast, now):
    """Comments are over, decisions can be answered; Birch wrote two comments and a suggestion, Cedar one comment."""
    timetable = [(PhaseKind.COMMENT, -3 * DAY, -12 * HOUR), (PhaseKind.CONFIRM, -HOUR, DAY)]
    made = building.consultation(now=now, timetable=timetable, title="Kurse")
    before = now - 20 * HOUR
    made = consultations.open_(consultation=made, by=cast.ada, now=before)
    section = made.version.wordings.get(heading="Fristen").section
    for organisation, by, text in (
        (cast.birch, cast.bea, "Zu knapp."), (cast.birch, cast.farid, "Wer zahlt?"), (cast.cedar, cast.cem, "Unser Satz."),
    ):  # fmt: skip
        place = {"consultation": made, "section": section, "organisation": organisation}
        comments.post(text=text, token=uuid4(), by=by, now=before, **place)
    building.suggestion(made, "Fristen", cast.birch, by=cast.bea, now=before, text="Zwei Monate.")
    return made


def address(real, number="") -> str:
    return f"{real.get_absolute_url()}beitraege/{f'{number}/' if number else ''}"


def decide(cast, now, *numbers, decision=Decision.NOTED, reason="Das nehmen wir auf."):
    rows = Contribution.objects.filter(number__in=numbers)
    register.decide(contributions=rows, decision=decision, reason=reason, by=cast.ada, now=now)


def test_who_finds_it(client, cast, real):
    found = {}
    for name, person in cast.everyone().items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        found[name] = client.get(address(real)).status_code
    assert found == {
        "ada": 404, "bea": 200, "bo": 200, "cem": 200, "dora": 404, "emil": 200, "farid": 200, "gul": 404, "hanna": 404,
        "nobody": 302,
    }  # fmt: skip


@pytest.mark.promise(5)
def test_each_contribution_with_decision_and_reason(english, cast, real, now):
    decide(cast, now, 1)
    english.force_login(cast.bo)
    said = english.get(address(real)).text
    assert ("Zu knapp." in said, "Noted" in said, "Das nehmen wir auf." in said) == (True, True, True)
    assert (said.count("Not answered yet"), "1 of 3 answered." in said, "Unser Satz." in said) == (2, True, False)
    assert ("<ins>Zwei" in said, "Send our answer" in said, "Bea" in said) == (True, False, False)


@pytest.mark.promise(5)
def test_the_answer_of_a_delegate(english, cast, real, now):
    decide(cast, now, 1)
    english.force_login(cast.bea)
    assert "Send our answer" in english.get(address(real)).text
    sent = {**ME, "satisfaction": "maintains", "reason": "Die Frist bleibt zu kurz.", "seen": verdicts.mark(first())}
    assert english.post(address(real, 1), sent).url == f"{address(real)}#b1"
    verdict = Verdict.objects.get()
    assert (verdict.satisfaction, verdict.reason, verdict.actor) == (
        "maintains", "Die Frist bleibt zu kurz.", cast.bea.actor.token,
    )  # fmt: skip
    assert "We maintain our objection" in english.get(address(real)).text


def first():
    return Contribution.objects.select_related("disposition").get(number=1)


def test_what_is_refused_is_given_back(english, cast, real, now):
    decide(cast, now, 1)
    english.force_login(cast.bea)
    answers = [
        english.post(address(real, 1), {**ME, "satisfaction": "maintains", "reason": ""}),
        english.post(address(real, 1), {**ME, "satisfaction": "", "reason": "Weil es so ist."}),
        english.post(address(real, 1), {**ME, "satisfaction": "satisfied", "reason": "Weil es so ist.", "seen": "gestern"}),
        english.post(address(real, 2), {**ME, "satisfaction": "satisfied", "reason": "Weil es so ist."}),
        english.post(address(real, 3), {**ME, "satisfaction": "satisfied", "reason": "Weil es so ist."}),
        english.post(address(real, 9), {**ME, "satisfaction": "satisfied"}),
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 409, 409, 403, 404]
    assert ["Weil es so ist." in answer.text for answer in answers] == [False, True, True, True, True, False]
    english.force_login(cast.emil)
    assert english.post(address(real, 1), {**ME, "satisfaction": "satisfied"}).status_code == 403
    assert english.get(address(real, 1)).status_code == 405
    english.logout()
    assert english.post(address(real, 1), {**ME, "satisfaction": "satisfied"}).status_code == 403
    assert Verdict.objects.count() == 0


def test_the_same_queries_whatever_the_number(client, cast, real, now, django_assert_num_queries):
    client.force_login(cast.bea)
    client.get(address(real))
    with django_assert_num_queries(9):
        client.get(address(real))
    decide(cast, now, 1, 2, 4)
    with django_assert_num_queries(9):
        client.get(address(real))


def test_my_contributions_are_what_i_wrote_myself(english, cast, real, now):
    decide(cast, now, 1)
    found = {}
    for name in ("ada", "bea", "bo", "cem", "farid", "hanna"):
        english.force_login(cast.everyone()[name])
        said = english.get("/meine-beitraege/").text
        found[name] = ("Zu knapp." in said, "Wer zahlt?" in said, "Unser Satz." in said, "Das nehmen wir auf." in said)
    assert found == {
        "ada": (False, False, False, False),
        "bea": (True, False, False, True),
        "bo": (False, False, False, False),
        "cem": (False, False, True, False),
        "farid": (False, True, False, False),
        "hanna": (False, False, False, False),
    }


def test_they_come_in_pages(english, cast, real, monkeypatch):
    monkeypatch.setattr("consultations.views.contributions.PAGE", 1)
    english.force_login(cast.bea)
    first_page = english.get("/meine-beitraege/").text
    assert ("Zu knapp." in first_page, "Earlier contributions" in first_page) == (False, True)
    last = Contribution.objects.get(number=4).pk
    second = english.get(f"/meine-beitraege/?vor={last}").text
    assert ("Zu knapp." in second, "Earlier contributions" in second, "From the beginning" in second) == (True, False, True)


def test_signed_out_one_is_sent_to_sign_in(client):
    assert client.get("/meine-beitraege/").status_code == 302


def test_the_start_page_leads_there(english, cast, real):
    english.force_login(cast.bea)
    said = english.get("/aufgaben/").text
    assert (address(real) in said, "/meine-beitraege/" in said) == (True, True)
