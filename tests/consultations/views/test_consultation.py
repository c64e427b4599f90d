"""The page of a consultation: the paper and its quiet lines."""

import re

import pytest
from django.urls import reverse

from accounts.models import Organisation
from consultations.actions import counters, votes
from consultations.enums import LegalEffect, Visibility
from consultations.models import Consultation
from consultations.queries.paper import anchor
from positions.enums import Change
from tests.consultations.factories import fill_comments, fill_votes, issue_version, open_consultation


def read(client, opened) -> str:
    response = client.get(opened.consultation.get_absolute_url())
    assert response.status_code == 200
    text = response.content.decode()
    assert "⟦" not in text
    return text


def cast_on(opened, place, cast, now, choice="support", reason=""):
    return votes.cast(
        question=opened.questions[place],
        organisation=cast.birch,
        choice=choice,
        reason=reason,
        digest=opened.wordings[place].digest,
        by=cast.bea,
        now=now,
    )


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch], parts=True, visibility=Visibility.PUBLIC)


def test_anyone_reads_a_public_paper(english, opened):
    text = read(english, opened)
    for wording in opened.wordings:
        assert wording.heading in text
        assert wording.html in text
    assert "Position paper, version 1 of" in text
    assert "Sign in to vote for your organisation." in text
    assert "<form" not in text.split("<main")[1].split("</main")[0]


def test_the_preamble_does_not_repeat_the_title(english, opened):
    text = read(english, opened)
    assert text.count(f">{opened.version.title}<") == 1
    assert opened.preamble.html in text


def test_a_part_heading_is_not_voted_on(english, cast, opened):
    english.force_login(cast.bea)
    text = read(english, opened)
    part = text.split(f'id="{anchor(opened.heading.section.key)}"')[1].split("</section>")[0]
    assert opened.heading.heading in part
    assert "Our vote" not in part
    assert "Discussion" in part


@pytest.mark.promise(10)
@pytest.mark.parametrize(
    ("effect", "sentence"),
    [
        (LegalEffect.STRAW_POLL, "a straw poll: it shows where the members stand and binds nobody"),
        (LegalEffect.BOARD, "prepares a resolution of the board"),
        (LegalEffect.WRITTEN, "a written resolution under § 32 (3) BGB: it passes only if all members agree"),
        (LegalEffect.MEETING, "prepares the general meeting"),
    ],
)
def test_it_says_what_the_vote_means(english, opened, effect, sentence):
    Consultation.objects.update(legal_effect=effect, decision_note="Am 27. November beschließt der Vorstand.")
    text = read(english, opened)
    assert sentence in text
    assert "Am 27. November beschließt der Vorstand." in text


def test_a_delegate_finds_a_form_under_every_question(english, cast, opened):
    english.force_login(cast.bea)
    text = read(english, opened)
    addresses = [reverse("consultations:vote", args=[opened.consultation.slug, key]) for key in opened.keys]
    addresses.append(reverse("consultations:vote", args=[opened.consultation.slug, opened.whole.section.key]))
    assert re.findall(r'<form action="([^"]*/votum/)"', text) == addresses
    assert text.count('name="acting_for" value="birch"') >= 4
    assert "How does Birkenverein stand on this?" in text
    assert "checked" not in text
    assert "4 are open." in text


def test_own_votes_stand_in_contents_quiet_line_and_form(english, cast, opened, now):
    cast_on(opened, 0, cast, now, "concerns", "Zu wenig Stellen.")
    english.force_login(cast.bea)
    text = read(english, opened)
    assert text.count("With concerns") == 2 + 4
    assert "Zu wenig Stellen." in text
    assert text.count(" checked") == 1
    assert "1 of 4 voted" in text


def test_another_organisations_votes_are_not_shown(english, cast, opened, now):
    other = Organisation.objects.create(name="Ahornkreis", slug="ahorn")
    opened.consultation.participations.create(organisation=other, votes=1)
    fill_votes(opened, [other], now=now, choices=["reject"])
    english.force_login(cast.bea)
    text = read(english, opened)
    assert "mark-0" in text
    assert "Ahornkreis" not in text
    assert "against" not in text


@pytest.mark.promise(3)
def test_a_stale_vote_asks_to_be_confirmed(english, cast, opened, now):
    cast_on(opened, 0, cast, now, "concerns", "Zu wenig.")
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    counters.recount(consultation=opened.consultation)
    english.force_login(cast.bea)
    text = read(english, opened)
    assert "The wording has changed since your vote" in text
    assert "In section 1 the wording has changed since your vote." in text
    assert "Confirm “With concerns”" in text
    assert opened.wordings[0].html in text
    assert "0 of 4 voted" in text


def test_an_editorial_change_carries_the_vote(english, cast, opened, now):
    cast_on(opened, 0, cast, now, "support")
    issue_version(opened, now=now, changes={0: Change.EDITORIAL})
    english.force_login(cast.bea)
    text = read(english, opened)
    assert "The wording has changed since your vote" not in text
    assert "1 of 4 voted" in text


def test_a_reader_learns_why_there_is_no_form(english, cast, opened):
    english.force_login(cast.bo)
    text = read(english, opened)
    assert "For Birkenverein its delegates and deputies vote. Your role there: Reader." in text
    assert "/votum/" not in text


def test_an_organisation_that_was_not_invited_learns_so(english, cast, opened):
    english.force_login(cast.cem)
    assert "Zedernkreis does not take part in this consultation." in read(english, opened)


@pytest.mark.parametrize("phase", ["comment", "revise", "confirm", "over"])
def test_outside_the_vote_it_says_when(english, cast, now, phase):
    opened = open_consultation(now=now, organisations=[cast.birch], phase=phase)
    english.force_login(cast.bea)
    text = read(english, opened)
    assert "/votum/" not in text
    assert english.get(opened.consultation.get_absolute_url()).context["place"].voting_refusal in text


def test_results_stay_hidden_until_the_end(english, cast, opened, now):
    fill_votes(opened, [cast.birch], now=now)
    text = read(english, opened)
    assert "1 of 1 organisation has voted." in text
    assert "Everyone sees interim results only after the deadline." in text
    assert "So far" not in text


def test_open_results_are_read_from_the_counters(english, cast, opened, now):
    Consultation.objects.update(results_hidden=False)
    fill_votes(opened, [cast.birch], now=now, choices=["support"])
    text = read(english, opened)
    assert text.count("<b>So far:</b> <span>1 for it, 0 against, 0 abstentions</span>") == 4


def test_a_consultation_not_opened_yet_has_a_page_for_the_secretariat(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], phase="unopened")
    Consultation.objects.update(version=None)
    english.force_login(cast.ada)
    assert "No version has been issued yet." in read(english, opened)


@pytest.mark.promise(9)
def test_everything_is_there_without_script(english, cast, opened, now):
    fill_comments(opened, [cast.birch], count=3, now=now)
    english.force_login(cast.bea)
    text = read(english, opened)
    for key in opened.keys:
        assert f'href="{reverse("consultations:section", args=[opened.consultation.slug, key])}#diskussion"' in text
    assert f'href="{reverse("consultations:ballot", args=[opened.consultation.slug])}"' in text
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=", text)


@pytest.mark.parametrize(("sections", "organisations", "comments"), [(1, 1, 0), (3, 5, 60)])
def test_its_statements_do_not_grow(client, cast, now, sections, organisations, comments, django_assert_num_queries):
    others = [Organisation.objects.create(name=f"Verein {number}", slug=f"v{number}") for number in range(organisations)]
    opened = open_consultation(
        now=now, organisations=[cast.birch, *others], sections=sections, visibility=Visibility.PUBLIC, results_hidden=False
    )
    fill_comments(opened, others, count=comments, now=now)
    fill_votes(opened, [cast.birch, *others], now=now)
    address = opened.consultation.get_absolute_url()
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
    client.force_login(cast.bea)
    with django_assert_num_queries(9):
        client.get(address)
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    with django_assert_num_queries(13):
        client.get(address)
