"""Voting through the page: who, when, what is given back, and how many statements it takes."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role
from consultations.enums import Visibility
from consultations.models import Participation, Remark, Vote, VoteEntry
from consultations.queries.paper import anchor
from positions.enums import Change
from tests.consultations.factories import TIMETABLES, issue_version, open_consultation

# What each of the cast gets who tries to vote for Birch while the vote is on, by visibility of the paper.
ANSWERS = {
    "ada": 403,
    "bea": 302,
    "bo": 403,
    "cem": 403,
    "dora": 403,
    "emil": 403,
    "farid": 302,
    "gul": 403,
    "hanna": 403,
    "nobody": 403,
}
EXISTS_NOT = {
    Visibility.PUBLIC: set(),
    Visibility.MEMBERS: {"hanna"},
    Visibility.PARTICIPANTS: {"cem", "hanna"},
}


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch])


def send(client, opened, *, place=0, organisation="birch", **fields):
    address = reverse("consultations:vote", args=[opened.consultation.slug, opened.keys[place]])
    said = {"acting_for": organisation, "digest": opened.wordings[place].digest, "choice": "support", "reason": ""}
    return client.post(address, {**said, **fields})


@pytest.mark.promise(2)
@pytest.mark.parametrize("visibility", list(Visibility))
def test_who_votes_for_birch(english, cast, now, visibility):
    opened = open_consultation(now=now, organisations=[cast.birch], visibility=visibility)
    for name, person in cast.everyone().items():
        Vote.objects.all().delete()
        english.logout()
        if name != "nobody":
            english.force_login(person)
        expected = 404 if name in EXISTS_NOT[visibility] else ANSWERS[name]
        assert (name, send(english, opened).status_code) == (name, expected)
        assert (name, Vote.objects.count()) == (name, 1 if expected == 302 else 0)


@pytest.mark.parametrize("phase", [phase for phase in TIMETABLES if phase not in {"vote", "unopened"}])
def test_outside_the_vote_everyone_entitled_is_told_why(english, cast, now, phase):
    opened = open_consultation(now=now, organisations=[cast.birch], phase=phase)
    for name, person in cast.everyone().items():
        english.logout()
        if name != "nobody":
            english.force_login(person)
        response = send(english, opened, choice="concerns", reason="Zu wenig.")
        expected = {"bea": 409, "farid": 409, "bo": 403, "emil": 403, "hanna": 404}.get(name, 403)
        assert (name, response.status_code) == (name, expected)
        if expected == 409:
            text = response.content.decode()
            assert "Zu wenig." in text
            assert any(word in text for word in ("The vote opens on", "The vote closed on", "is closed since"))
    assert (Vote.objects.count(), VoteEntry.objects.count()) == (0, 0)


def test_before_it_opens_nobody_but_the_office_knows_of_it(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], phase="unopened")
    english.force_login(cast.bea)
    assert send(english, opened).status_code == 404


def test_a_vote_leads_back_to_its_section(english, cast, opened):
    english.force_login(cast.bea)
    response = send(english, opened)
    place = anchor(opened.keys[0])
    assert response.status_code == 302
    assert response["Location"] == f"{opened.consultation.get_absolute_url()}?gespeichert={place}#{place}"
    assert '<span role="status">stored</span>' in english.get(response["Location"]).content.decode()
    assert list(get_messages(response.wsgi_request)) == []


def test_a_missing_reason_is_asked_for_and_the_choice_kept(english, cast, opened):
    english.force_login(cast.bea)
    response = send(english, opened, choice="reject")
    text = response.content.decode()
    assert response.status_code == 422
    assert "“We reject this” needs a reason; one sentence is enough." in text
    assert 'value="reject" checked' in text
    assert Vote.objects.count() == 0


def test_a_reason_too_long_is_given_back(english, cast, opened):
    english.force_login(cast.bea)
    reason = "Zu lang. " * 70
    response = send(english, opened, choice="concerns", reason=reason)
    assert response.status_code == 422
    assert reason in response.content.decode()
    assert "too long; at most 600 are possible" in response.content.decode()
    assert Remark.objects.count() == 0


def test_without_a_choice_nothing_is_stored(english, cast, opened):
    english.force_login(cast.bea)
    response = send(english, opened, choice="", reason="Erst der Grund.")
    assert response.status_code == 422
    assert "Please choose one of the answers." in response.content.decode()
    assert "Erst der Grund." in response.content.decode()


@pytest.mark.promise(3)
def test_a_wording_that_changed_meanwhile_is_shown_with_what_was_typed(english, cast, opened, now):
    read = opened.wordings[0].digest
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    english.force_login(cast.bea)
    response = send(english, opened, digest=read, choice="concerns", reason="Zu wenig Stellen.")
    text = response.content.decode()
    assert response.status_code == 409
    assert "The wording has changed since you opened the page." in text
    assert opened.wordings[0].html in text
    assert "Zu wenig Stellen." in text
    assert 'value="concerns" checked' in text
    assert opened.wordings[0].digest in text
    assert Vote.objects.count() == 0


def test_markup_in_a_reason_is_text(english, cast, opened):
    english.force_login(cast.bea)
    send(english, opened, choice="concerns", reason="<script>alert(1)</script>")
    text = english.get(opened.consultation.get_absolute_url()).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


@pytest.mark.promise(2)
def test_two_tabs_vote_for_two_organisations(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar])
    Membership.objects.create(user=cast.bea, organisation=cast.cedar, role=Role.DELEGATE)
    english.force_login(cast.bea)
    send(english, opened, organisation="birch", choice="support")
    send(english, opened, organisation="cedar", choice="abstain")
    assert set(Vote.objects.values_list("organisation__slug", "choice")) == {("birch", "support"), ("cedar", "abstain")}
    address = opened.consultation.get_absolute_url()
    assert english.get(f"{address}?fuer=birch").context["paper"].asked[0].own.choice.code == "support"
    assert english.get(f"{address}?fuer=cedar").context["paper"].asked[0].own.choice.code == "abstain"


def test_a_form_for_an_organisation_one_does_not_act_for_is_refused(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar])
    english.force_login(cast.bea)
    for forged in ("cedar", "", "nothing"):
        response = send(english, opened, organisation=forged, choice="concerns", reason="Zu wenig.")
        assert response.status_code == 403
        assert "Zu wenig." in response.content.decode()
    assert Vote.objects.count() == 0


def test_whoever_was_signed_out_gets_the_text_back_and_learns_nothing(english, opened, now):
    hidden = send(english, opened, choice="concerns", reason="Nach langer Pause.")
    address = reverse("consultations:vote", args=["gibt-es-nicht", opened.keys[0]])
    sent = {"acting_for": "birch", "digest": opened.wordings[0].digest, "choice": "concerns", "reason": "Nach langer Pause."}
    unknown = english.post(address, sent)
    assert hidden.status_code == unknown.status_code == 403
    echoed = hidden.content.decode().replace(opened.consultation.slug, "gibt-es-nicht")
    assert echoed == unknown.content.decode()
    assert "Nach langer Pause." in echoed


def test_a_part_heading_or_a_foreign_section_has_no_vote(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], parts=True)
    other = open_consultation(now=now, organisations=[cast.birch], title="Ein anderes Papier")
    english.force_login(cast.bea)
    for key in (opened.heading.section.key, opened.preamble.section.key, other.keys[0]):
        address = reverse("consultations:vote", args=[opened.consultation.slug, key])
        assert english.post(address, {"acting_for": "birch", "choice": "support", "digest": "x"}).status_code == 404


def test_a_vote_is_only_ever_sent(client, cast, opened):
    client.force_login(cast.bea)
    address = reverse("consultations:vote", args=[opened.consultation.slug, opened.keys[0]])
    assert client.get(address).status_code == 405


def test_a_vote_takes_few_statements_session_and_person_included(client, cast, opened, now):
    """TARGETS V1. The very first vote of an organisation takes one more, a reason one more."""
    Participation.objects.update(first_voted_at=now)
    client.force_login(cast.bea)
    with CaptureQueriesContext(connection) as captured:
        assert send(client, opened).status_code == 302
    plumbing = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    assert (
        len([query for query in captured if not query["sql"].startswith(plumbing)])
        == {"postgresql": 6, "sqlite": 8}[connection.vendor]
    )
