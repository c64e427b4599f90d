"""Quoting words of a section through the page: found, or said what is wrong; nothing typed is lost."""

from uuid import uuid4

import pytest
from django.urls import reverse

from consultations.models import Anchor, Draft, SectionComment
from tests.consultations.factories import open_consultation

FIRST = "Satz 1 von Abschnitt 1"
TWICE = "einen Beruf gelernt"


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch])


def send(client, opened, **fields):
    address = reverse("consultations:comment", args=[opened.consultation.slug, opened.keys[0]])
    said = {"acting_for": "birch", "text": "Ab acht ist gut.", "kind": "question", "token": uuid4()}
    return client.post(address, {**said, **fields})


def read(client, opened, place=0) -> str:
    return client.get(reverse("consultations:section", args=[opened.consultation.slug, place or opened.keys[0]])).text


@pytest.mark.promise(9)
def test_the_field_stands_there_without_script_and_the_button_waits_for_it(english, cast, opened):
    english.force_login(cast.bea)
    page = read(english, opened)
    assert '<textarea class="input" id="quote-' in page
    assert "data-quote hidden>Comment on the selected words</button>" in page
    whole = read(english, opened, opened.whole.section.key)
    assert ('name="quote"' in whole, "data-quote" in whole) == (False, False)


def test_where_nobody_writes_there_is_no_button(english, cast, opened):
    english.force_login(cast.bo)
    assert "data-quote" not in read(english, opened)


def test_quoted_words_are_stored_with_the_comment(english, cast, opened):
    english.force_login(cast.bea)
    assert send(english, opened, quote=f"„{FIRST}“").status_code == 302
    assert SectionComment.objects.get().anchor.quote == FIRST


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("Satz 9 von Abschnitt 9", "The words you quote do not stand in this section as it is now."),
        (TWICE, "The words you quote stand in this section 2 times."),
        ("x" * 1001, "You quote 1,001 characters"),
    ],
)
def test_what_is_not_clear_is_said_beside_the_field_and_all_is_given_back(english, cast, opened, quote, sentence):
    english.force_login(cast.bea)
    response = send(english, opened, quote=quote, quote_before="Irgendwas", visibility="organisation")
    page = response.text
    assert (response.status_code, sentence in page) == (422, True)
    assert f">{quote}</textarea>" in page
    assert ">Ab acht ist gut.</textarea>" in page
    assert 'name="quote_before" value="Irgendwas"' in page
    assert ('value="question" checked' in page, 'value="organisation" checked' in page) == (True, True)
    assert SectionComment.objects.count() == 0


def test_what_the_script_sends_along_tells_which_one_is_meant(english, cast, opened):
    english.force_login(cast.bea)
    send(english, opened, quote=TWICE, quote_before="x" * 100 + " Satz 2 von Abschnitt 1. Wer im Ausland ", quote_after=" hat")
    assert Anchor.objects.get().start == opened.wordings[0].text.rindex(TWICE)


def test_what_is_refused_gives_the_quotation_back(english, cast, opened):
    english.force_login(cast.bo)
    page = send(english, opened, quote=FIRST)
    assert (page.status_code, f"readonly>{FIRST}</textarea>" in page.text) == (403, True)


def test_a_contributors_quotation_waits_in_the_room(english, cast, opened):
    english.force_login(cast.emil)
    assert send(english, opened, quote=FIRST).status_code == 302
    draft = Draft.objects.get()
    assert draft.quote == FIRST
    english.force_login(cast.bea)
    room = reverse("consultations:room", args=[opened.consultation.slug])
    assert f'name="quote" rows="2" lang="de" aria-describedby="dqh{draft.pk}">{FIRST}</textarea>' in english.get(room).text
    answer = reverse("consultations:draft", args=[opened.consultation.slug, draft.pk])
    submitted = {"acting_for": "birch", "act": "submit", "basis": "board", "text": "Gut."}
    refused = english.post(answer, {**submitted, "quote": "Satz 9"})
    assert (refused.status_code, "Satz 9" in refused.text, Anchor.objects.count()) == (409, True, 0)
    assert english.post(answer, {**submitted, "quote": "Satz 2 von Abschnitt 1"}).status_code == 302
    assert Anchor.objects.get().quote == "Satz 2 von Abschnitt 1"
