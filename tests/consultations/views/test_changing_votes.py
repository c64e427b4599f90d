"""What can happen to a vote once it is cast: through the pages, for those who may."""

import re
from uuid import uuid4

import pytest

from consultations.actions import counters, register, suggestions, votes
from consultations.enums import SuggestionState
from consultations.models import Objection, Suggestion, Vote, VoteEntry
from consultations.queries.paper import anchor
from positions.enums import Change
from tests.consultations import building
from tests.consultations.actions.test_closing import VOTING, question
from tests.consultations.building import parts
from tests.consultations.factories import issue_version, open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar])


@pytest.fixture
def voted(cast, opened, now):
    votes.cast(
        question=opened.questions[0], organisation=cast.birch, choice="support", digest=opened.wordings[0].digest,
        by=cast.bea, now=now,
    )  # fmt: skip
    return opened


def page(opened, tail="") -> str:
    return f"{opened.consultation.get_absolute_url()}abschnitte/{opened.keys[0]}/{tail}"


ME = {"acting_for": "birch"}


def test_taken_back_from_the_sections_page(english, cast, voted):
    english.force_login(cast.bea)
    assert "Take our vote back" in english.get(page(voted)).text
    assert english.post(page(voted, "votum/zurueckziehen/"), ME).status_code == 302
    assert (Vote.objects.count(), VoteEntry.objects.latest("pk").act) == (0, "withdrawn")
    again = english.post(page(voted, "votum/zurueckziehen/"), ME)
    assert (again.status_code, "There is no vote to take back." in again.text) == (409, True)


@pytest.mark.parametrize("tail", ["votum/zurueckziehen/", "einwand/"])
def test_who_may(client, cast, voted, tail):
    answers = {}
    for name in ("ada", "bo", "cem", "dora", "emil", "gul", "hanna", "nobody"):
        client.logout()
        if name != "nobody":
            client.force_login(cast.everyone()[name])
        answers[name] = client.post(page(voted, tail), ME).status_code
    assert answers == {
        "ada": 403, "bo": 403, "cem": 403, "dora": 403, "emil": 403, "gul": 403, "hanna": 404, "nobody": 403,
    }  # fmt: skip
    assert (Vote.objects.count(), Objection.objects.count()) == (1, 0)


@pytest.mark.promise(3)
def test_an_editorial_change_is_shown_and_can_be_objected_to(english, cast, voted, now):
    issue_version(voted, now=now, changes={0: Change.EDITORIAL})
    counters.recount(consultation=voted.consultation)
    english.force_login(cast.bea)
    assert "your vote still counts" in english.get(page(voted)).text
    english.post(page(voted, "einwand/"), {**ME, "reason": "Das ist neu."})
    assert Objection.objects.get().remark.text == "Das ist neu."
    said = english.get(page(voted)).text
    assert "You have objected to the change" in said
    assert "Confirm “We support this”" in said


@pytest.fixture
def suggestion(cast, opened, now):
    made = Suggestion.objects.create(
        consultation=opened.consultation, section=opened.wordings[0].section, wording=opened.wordings[0], number=7,
        organisation=cast.cedar, text="Zwei Monate.", parts=parts("Zwei Monate."), actor=uuid4(), submitted_at=now,
    )  # fmt: skip
    register.enter_suggestion(suggestion=made, now=now)
    return made


def send(client, opened, **fields):
    return client.post(page(opened, "votum/"), {**ME, "digest": opened.wordings[0].digest, **fields})


def test_a_vote_hinges_on_a_suggestion_and_is_confirmed_when_it_is_adopted(english, cast, opened, suggestion, now):
    english.force_login(cast.bea)
    assert "7 · Zedernkreis: Zwei Monate." in english.get(page(opened)).text
    assert send(english, opened, choice="reservations", condition=suggestion.number).status_code == 302
    assert Vote.objects.get().condition == suggestion
    suggestions.decide(suggestion=suggestion, state=SuggestionState.ADOPTED, version=opened.version, by=cast.ada, now=now)
    said = english.get(page(opened)).text
    assert "Your demand was met" in said
    assert "Confirm “We support this”" in said
    send(english, opened, choice="support")
    assert (Vote.objects.get().choice, Vote.objects.get().condition) == ("support", None)
    assert "Your demand was met" not in english.get(page(opened)).text


def hinging(opened, cast, suggestion, now):
    """Birch has voted without a reason, on a condition."""
    return votes.cast(
        question=opened.questions[0], organisation=cast.birch, choice="reservations", condition=suggestion,
        digest=opened.wordings[0].digest, by=cast.bea, now=now,
    )  # fmt: skip


@pytest.mark.promise(1)
@pytest.mark.parametrize("place", ["abstimmen/", ""])
def test_a_condition_stays_where_the_whole_paper_is_voted_on(english, cast, opened, suggestion, now, place):
    hinging(opened, cast, suggestion, now)
    english.force_login(cast.bea)
    address = f"{opened.consultation.get_absolute_url()}{place}"
    assert f'<option value="{suggestion.number}" selected>Suggestion 7</option>' in english.get(address).text
    start = f"{anchor(opened.keys[0])}-" if place else ""
    sent = {"choice": "reservations", "digest": opened.wordings[0].digest, "reason": "Gilt.", "condition": suggestion.number}
    sent = {f"{start}{name}": value for name, value in sent.items()}
    assert english.post(address if place else page(opened, "votum/"), {**ME, **sent}).status_code == 302
    assert (Vote.objects.get().condition, Vote.objects.get().remark.text) == (suggestion, "Gilt.")


@pytest.mark.promise(1)
def test_confirmed_on_another_wording_a_vote_keeps_its_condition(english, cast, opened, suggestion, now):
    hinging(opened, cast, suggestion, now)
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    counters.recount(consultation=opened.consultation)
    english.force_login(cast.bea)
    form = re.search(r"<form[^>]*>(?:(?!</form>).)*Confirm “With reservations”", english.get(page(opened)).text, re.S)[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert english.post(page(opened, "votum/"), sent).status_code == 302
    assert (Vote.objects.get().digest, Vote.objects.get().condition) == (opened.wordings[0].digest, suggestion)


@pytest.mark.parametrize("choice", ["support", "reject"])
def test_not_every_answer_hinges(english, cast, opened, suggestion, choice):
    english.force_login(cast.bea)
    response = send(english, opened, choice=choice, reason="So.", condition=suggestion.number)
    assert (response.status_code, "cannot hinge on a suggestion" in response.text) == (422, True)
    assert Vote.objects.count() == 0


def test_a_decided_suggestion_is_named_no_more(english, cast, opened, suggestion, now):
    suggestions.decide(suggestion=suggestion, state=SuggestionState.NOT_ADOPTED, answer="Zu kurz.", by=cast.ada, now=now)
    english.force_login(cast.bea)
    response = send(english, opened, choice="concerns", condition=suggestion.number)
    assert "This suggestion cannot be named any more." in response.text


def test_what_the_vote_rests_on(english, cast, opened):
    english.force_login(cast.bea)
    for said, stored in (("board", "board"), ("meeting", "meeting"), ("office", "delegated"), ("", "delegated")):
        send(english, opened, choice="support", basis=said)
        assert Vote.objects.get().basis == stored


@pytest.fixture
def real(cast, now):
    """Opened by its action, with real block trees; its first wording is changed after the page was read."""
    from consultations.actions import consultations

    made = building.consultation(now=now, timetable=VOTING)
    consultations.open_(consultation=made, by=cast.ada, now=now)
    read = made.version.wordings.get(heading="Fristen")
    made.version = building.version(
        made.paper, {"Fristen": "Sechs Monate sind genug.", "Kosten": "Als Zuschuss."}, now=now,
        changes={"Fristen": Change.SUBSTANTIVE},
    )  # fmt: skip
    made.save()
    return made, read


@pytest.mark.promise(3)
def test_a_vote_on_another_wording_gets_the_new_text_the_changes_and_what_was_typed(english, cast, real):
    made, read = real
    english.force_login(cast.bea)
    base = f"{made.get_absolute_url()}abschnitte/{read.section.key}/"
    sent = {**ME, "choice": "reject", "reason": "Viel zu lang.", "digest": read.digest}
    response = english.post(f"{base}votum/", sent)
    assert (response.status_code, Vote.objects.count()) == (409, 0)
    said = response.text
    assert "The wording has changed since you opened the page." in said
    assert "Sechs Monate sind genug." in said
    assert ("<ins>" in said, "<del>" in said) == (True, True)
    assert "Viel zu lang." in said


@pytest.mark.promise(3)
def test_so_does_a_ballot(english, cast, real):
    made, read = real
    english.force_login(cast.bea)
    anchor = f"a{read.section.key.hex[:8]}"
    sent = {**ME, f"{anchor}-choice": "reject", f"{anchor}-reason": "Viel zu lang.", f"{anchor}-digest": read.digest}
    response = english.post(f"{made.get_absolute_url()}abstimmen/", sent)
    assert (response.status_code, Vote.objects.count()) == (409, 0)
    assert ("<ins>" in response.text, "Viel zu lang." in response.text) == (True, True)


@pytest.mark.promise(3)
def test_a_stale_vote_is_shown_word_by_word_and_confirmed_by_one_click(english, cast, now, real):
    made, read = real
    fristen = question(made, "Fristen")
    building.vote(fristen, cast.birch, "support", by=cast.bea, now=now, wording=read)
    english.force_login(cast.bea)
    said = english.get(made.get_absolute_url()).text
    assert ("What has changed since version" in said, "<ins>" in said) == (True, True)
    current = made.version.wordings.get(section=read.section)
    sent = {**ME, "choice": "support", "digest": current.digest}
    english.post(f"{made.get_absolute_url()}abschnitte/{read.section.key}/votum/", sent)
    assert Vote.objects.get().digest == current.digest


@pytest.mark.promise(2)
@pytest.mark.parametrize(
    ("forged", "status"),
    [
        ({"acting_for": "cedar"}, 403),
        ({"acting_for": ""}, 403),
        ({"digest": "0" * 64}, 409),
        ({"choice": "veto"}, 422),
        ({"choice": ""}, 422),
        ({"condition": "999999"}, 302),
    ],
)
def test_forged_forms(english, cast, opened, forged, status):
    english.force_login(cast.bea)
    assert send(english, opened, **{"choice": "support", **forged}).status_code == status
    assert Vote.objects.count() == (1 if status == 302 else 0)


def test_another_consultations_section_is_not_there(english, cast, opened, now):
    other = open_consultation(now=now, organisations=[cast.birch], title="Anderes")
    english.force_login(cast.bea)
    address = f"{opened.consultation.get_absolute_url()}abschnitte/{other.keys[0]}/votum/"
    assert english.post(address, {**ME, "choice": "support", "digest": other.wordings[0].digest}).status_code == 404


@pytest.mark.promise(2)
def test_sent_twice_it_is_one_line(english, cast, opened):
    english.force_login(cast.bea)
    for _ in range(2):
        send(english, opened, choice="support")
    assert VoteEntry.objects.count() == 1


def test_one_second_late_the_page_says_why_and_gives_back_the_reason(english, cast, opened, now):
    opened.consultation.phases.filter(kind="vote").update(closes_at=now)
    english.force_login(cast.bea)
    response = send(english, opened, choice="reject", reason="Knapp daneben.")
    assert (response.status_code, Vote.objects.count()) == (409, 0)
    assert ("The vote closed on" in response.text, "Knapp daneben." in response.text) == (True, True)
