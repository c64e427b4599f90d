"""The organisation's own room."""

import re
from uuid import uuid4

import pytest

from consultations.actions import drafts, straw
from consultations.enums import DraftKind
from consultations.models import Draft, SectionComment, StrawVote
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar], title="Kurse")


@pytest.fixture
def draft(cast, opened, now):
    return drafts.write(
        consultation=opened.consultation, section=opened.wordings[0].section, organisation=cast.birch, kind=DraftKind.COMMENT,
        text="Ganz unter uns.", token=uuid4(), by=cast.emil, now=now,
    )  # fmt: skip


def address(opened, page="raum/") -> str:
    return f"{opened.consultation.get_absolute_url()}{page}"


def test_what_stands_in_it_is_read_by_the_own_people_only(english, cast, opened, draft, now):
    taken = {"question": opened.questions[0], "organisation": cast.birch, "digest": ""}
    straw.take(choice="reject", reason="Ich nicht.", by=cast.emil, now=now, **taken)
    pages = ["raum/", "", f"abschnitte/{opened.keys[0]}/", "abstimmen/"]
    read = {}
    for name, person in cast.everyone().items():
        english.logout()
        if person.is_authenticated:
            english.force_login(person)
        texts = [english.get(address(opened, page)).text for page in pages]
        read[name] = [(page, "Ganz unter uns." in text, "Ich nicht." in text) for page, text in zip(pages, texts, strict=True)]
    inside = [("raum/", True, True), *((page, False, False) for page in pages[1:])]
    outside = [(page, False, False) for page in pages]
    own = {"bea", "bo", "emil", "farid"}
    assert read == {name: inside if name in own else outside for name in read}


def test_who_finds_the_room(client, cast, opened):
    found = {}
    for name, person in cast.everyone().items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        found[name] = client.get(address(opened)).status_code
    assert found == {
        "ada": 404, "bea": 200, "bo": 200, "cem": 200, "dora": 404, "emil": 200, "farid": 200, "gul": 404, "hanna": 404,
        "nobody": 302,
    }  # fmt: skip


def test_a_draft_from_the_page(english, cast, opened):
    english.force_login(cast.emil)
    sent = {"acting_for": "birch", "token": uuid4(), "kind": "vote", "choice": "reject", "reason": "Zu teuer."}
    response = english.post(address(opened, f"abschnitte/{opened.keys[0]}/entwurf/"), sent, follow=True)
    assert "Your draft is in the room." in response.text
    assert Draft.objects.get().choice == "reject"


@pytest.mark.parametrize(("name", "status"), [("bo", 403), ("cem", 403), ("hanna", 404), ("ada", 404), ("dora", 404)])
def test_others_write_none_and_get_back_what_they_typed(english, cast, opened, name, status):
    english.force_login(cast.everyone()[name])
    sent = {"acting_for": "birch", "token": uuid4(), "kind": "comment", "text": "Mein langer Text."}
    response = english.post(address(opened, f"abschnitte/{opened.keys[0]}/entwurf/"), sent)
    assert (response.status_code, Draft.objects.count()) == (status, 0)
    if status == 403:
        assert "Mein langer Text." in response.text


def test_a_straw_vote_from_the_page(english, cast, opened):
    english.force_login(cast.emil)
    sent = {"acting_for": "birch", "choice": "abstain", "digest": opened.wordings[0].digest}
    english.post(address(opened, f"abschnitte/{opened.keys[0]}/probe/"), sent)
    assert StrawVote.objects.get().choice == "abstain"
    assert "1 Abstention" in " ".join(english.get(address(opened)).text.split())


def test_a_delegate_submits_what_she_read(english, cast, opened, draft):
    english.force_login(cast.bea)
    sent = {"acting_for": "birch", "act": "submit", "basis": "board", "text": "Für alle."}
    english.post(address(opened, f"raum/{draft.pk}/"), sent)
    assert list(SectionComment.objects.values_list("comment", "basis")) == [("Für alle.", "board")]


def test_a_delegate_rejects_with_a_reason_its_author_reads(english, cast, opened, draft):
    english.force_login(cast.bea)
    refused = english.post(address(opened, f"raum/{draft.pk}/"), {"acting_for": "birch", "act": "reject", "answer": ""})
    assert (refused.status_code, "Please tell the author" in refused.text) == (409, True)
    english.post(address(opened, f"raum/{draft.pk}/"), {"acting_for": "birch", "act": "reject", "answer": "Steht schon da."})
    english.force_login(cast.emil)
    assert "Steht schon da." in english.get(address(opened)).text


def test_a_contributors_comment_for_all_waits_in_the_room(english, cast, opened):
    english.force_login(cast.emil)
    page = english.get(address(opened, f"abschnitte/{opened.keys[0]}/")).text
    assert "Hand it to the delegates" in page
    sent = {"acting_for": "birch", "text": "Für alle gedacht.", "visibility": "federation", "token": uuid4()}
    response = english.post(address(opened, f"abschnitte/{opened.keys[0]}/kommentar/"), sent, follow=True)
    assert "waits in your organisation’s room" in response.text
    assert (SectionComment.objects.count(), Draft.objects.get().text) == (0, "Für alle gedacht.")


def test_another_organisations_draft_is_not_there(english, cast, opened, draft):
    english.force_login(cast.cem)
    sent = {"acting_for": "cedar", "act": "reject", "answer": "Nein."}
    assert english.post(address(opened, f"raum/{draft.pk}/"), sent).status_code == 404


@pytest.mark.parametrize("parts", [False, True])
def test_section_numbers_stand_apart_from_the_headings(english, cast, now, parts):
    opened = open_consultation(now=now, organisations=[cast.birch], sections=2, parts=parts)
    english.force_login(cast.bea)
    page = english.get(address(opened)).text
    headings = re.findall(r'<h2 class="sec"[^>]*>(.*?)</h2>', page)
    before = ["Abschlüsse anerkennen"] if parts else []
    numbered = ['<span class="n">1</span>Forderung 1', '<span class="n">2</span>Forderung 2']
    assert headings == [*before, *numbered, "The paper as a whole"]
