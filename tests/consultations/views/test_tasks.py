"""The start page of a delegate."""

from uuid import uuid4

import pytest

from accounts.models import Membership, Role
from consultations.actions import office, register, suggestions, votes
from consultations.enums import DraftKind, SuggestionState
from consultations.models import Draft, SectionComment, Suggestion
from positions.enums import Change
from tests.consultations.building import parts
from tests.consultations.factories import issue_version, open_consultation

TASKS = "/aufgaben/"


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch], title="Kurse")


def vote(opened, cast, place, choice="support", **given):
    return votes.cast(
        question=opened.questions[place], organisation=cast.birch, choice=choice, digest=opened.wordings[place].digest,
        by=cast.bea, **given,
    )  # fmt: skip


def page(client, person, address=TASKS) -> str:
    client.force_login(person)
    return " ".join(client.get(address).text.split())


def test_who_reads_what(cast, opened, english):
    answers = {}
    for name, person in cast.everyone().items():
        english.logout()
        if person.is_authenticated:
            english.force_login(person)
        response = english.get(TASKS)
        answers[name] = response.headers.get("Location") or ("Kurse" in response.text)
    assert answers == {
        "ada": "/admin/", "bea": True, "bo": True, "cem": False, "dora": "/", "emil": True, "farid": True, "gul": "/",
        "hanna": "/", "nobody": "/anmelden/?next=/aufgaben/",
    }  # fmt: skip


def test_everything_is_open(cast, opened, english):
    said = page(english, cast.bea)
    assert "1 thing until" in said
    assert "Vote on 4 sections" in said  # three and the paper as a whole
    assert "0 of 4 voted on" in said


def test_who_does_not_vote_is_not_told_that_all_is_voted_on(cast, opened, english):
    said = page(english, cast.emil)
    assert ("Nothing is to be done here" in said, "You have voted on everything." in said) == (True, False)


def test_few_are_named_with_what_is_done(cast, opened, english, now):
    vote(opened, cast, 0, now=now)
    vote(opened, cast, 1, now=now)
    said = page(english, cast.bea)
    assert f"Vote on “{opened.wordings[2].number} {opened.wordings[2].heading}”" in said
    assert "Vote on the paper as a whole" in said
    assert "2 of 4 voted on" in said


@pytest.mark.promise(3)
def test_a_wording_changed_since_the_vote_comes_first(cast, opened, english, now):
    for place in (0, 1, 2):
        vote(opened, cast, place, now=now)
    issue_version(opened, now=now, changes={1: Change.SUBSTANTIVE})
    said = page(english, cast.bea)
    assert "The wording has changed since. You had voted “We support this”." in said
    assert said.index("Confirm the vote on") < said.index("Vote on the paper as a whole")


def test_what_the_office_recorded_waits_for_a_word(cast, opened, english, now):
    answer = votes.Answer(opened.questions[0], "support", opened.wordings[0].digest)
    office.record_votes(answers=[answer], organisation=cast.birch, caller="Bea", by=cast.ada, now=now)
    assert "Confirm 1 vote that the office recorded" in page(english, cast.bea)


def test_an_adopted_demand_waits_for_a_word(cast, opened, english, now):
    suggestion = Suggestion.objects.create(
        consultation=opened.consultation, section=opened.wordings[0].section, wording=opened.wordings[0], number=1,
        organisation=cast.birch, text="Zwei Monate.", parts=parts("Zwei Monate."), actor=uuid4(), submitted_at=now,
    )  # fmt: skip
    register.enter_suggestion(suggestion=suggestion, now=now)
    vote(opened, cast, 0, "concerns", condition=suggestion, now=now)
    adopted = {"state": SuggestionState.ADOPTED, "version": opened.version}
    suggestions.decide(suggestion=suggestion, by=cast.ada, now=now, **adopted)
    assert "Suggestion 1, on which it hinges, was adopted." in page(english, cast.bea)


def test_drafts_are_seen_by_the_own_organisation_only(cast, opened, english, now):
    Draft.objects.create(
        consultation=opened.consultation, organisation=cast.birch, section=opened.wordings[0].section,
        wording=opened.wordings[0], kind=DraftKind.COMMENT, text="Geheim.", actor=cast.emil.actor.token, drafted_at=now,
    )  # fmt: skip
    opened.consultation.participations.create(organisation=cast.cedar, votes=1)
    assert "1 draft waits for a delegate" in page(english, cast.bea)
    assert "Your delegates submit it." in page(english, cast.emil)
    assert "draft waits" not in page(english, cast.cem)


def test_an_answer_to_us_until_we_answered(cast, opened, english, now):
    opened.consultation.participations.create(organisation=cast.cedar, votes=1)
    told = {
        "consultation": opened.consultation, "section": opened.wordings[0].section, "wording": opened.wordings[0],
        "actor": uuid4(), "submit_date": now,
    }  # fmt: skip
    ours = SectionComment.objects.insert(parent=None, organisation=cast.birch, comment="Zu kurz.", **told)
    theirs = SectionComment.objects.insert(parent=ours, organisation=cast.cedar, comment="Finden wir auch.", **told)
    said = page(english, cast.bea)
    assert "Zedernkreis has answered your comment" in said
    assert "Finden wir auch." in said
    SectionComment.objects.insert(parent=theirs, organisation=cast.birch, comment="Gut.", **told)
    assert "has answered your comment" not in page(english, cast.bea)


def test_nothing_left_to_do(cast, opened, english, now):
    for place in (0, 1, 2):
        vote(opened, cast, place, now=now)
    votes.cast(
        question=opened.paper_question,
        organisation=cast.birch,
        choice="support",
        digest=opened.whole.digest,
        by=cast.bea,
        now=now,
    )
    said = page(english, cast.bea)
    assert "Nothing is to be done at present" in said
    assert "4 of 4 voted on" in said


def test_the_other_organisation_is_one_step_away(cast, opened, english):
    Membership.objects.create(user=cast.bea, organisation=cast.cedar, role=Role.DELEGATE)
    assert 'You also act for: <a href="?fuer=cedar">Zedernkreis</a>' in page(english, cast.bea)
    assert "No consultation is under way" in page(english, cast.bea, f"{TASKS}?fuer=cedar")


@pytest.mark.parametrize(("consultations", "sections"), [(1, 3), (3, 12)])
def test_its_statements_do_not_grow(client, cast, now, consultations, sections, django_assert_num_queries):
    for number in range(consultations):
        open_consultation(now=now, organisations=[cast.birch], sections=sections, title=f"Papier {number}")
    client.force_login(cast.bea)
    client.get(TASKS)
    with django_assert_num_queries(10):
        client.get(TASKS)
