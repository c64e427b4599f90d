"""All comments on one page: each reader's own, in order, in a fixed number of statements."""

import pytest

from consultations.actions import authorship, moderation, reactions
from consultations.enums import CommentKind, CommentVisibility, ReactionKind, Visibility
from positions.enums import Change
from tests.consultations.discussing import talk
from tests.consultations.factories import fill_comments, issue_version

WHO_READS = {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul"}


@pytest.fixture
def said(cast, now):
    return talk(cast=cast, now=now)


def address(said) -> str:
    return f"{said.opened.consultation.get_absolute_url()}kommentare/"


def read(client, said) -> str:
    response = client.get(address(said))
    assert response.status_code == 200
    assert "⟦" not in response.text
    return response.text.split("<main")[1]


@pytest.mark.promise(8)
def test_each_reads_what_they_may_read(english, cast, now):
    said = talk(cast=cast, now=now, visibility=Visibility.PUBLIC)
    said.post("Unter uns.", visibility=CommentVisibility.ORGANISATION)
    for name, person in cast.everyone().items():
        english.logout()
        if name != "nobody":
            english.force_login(person)
        status = english.get(address(said)).status_code
        assert (name, status) == (name, 200 if name in WHO_READS else 404 if name == "hanna" else 302)
        if name in WHO_READS:
            page = read(english, said)
            assert (name, "Unter uns." in page) == (name, name in {"bea", "bo", "emil", "farid"})
            assert ("Ab acht ist gut." in page, "Bea" in page and name != "bea") == (True, False)


def test_by_section_and_thread(english, cast, said):
    said.post("Zum ganzen Papier.", section=said.opened.whole.section)
    second = said.post("Zum zweiten.", section=said.opened.wordings[1].section)
    said.post("Zum ersten, später.")
    said.post("Antwort im ersten.", parent=said.comment)
    said.post("Antwort im zweiten.", section=said.opened.wordings[1].section, parent=second)
    english.force_login(cast.cem)
    page = read(english, said)
    texts = ["Ab acht", "Antwort im ersten", "Zum ersten, sp", "Zum zweiten", "Antwort im zweiten", "Zum ganzen"]
    places = [page.index(text) for text in texts]
    assert page.count('class="post level-0"') == 4
    assert places[:5] == sorted(places[:5])
    assert page.count('class="post level-1"') == 2


@pytest.mark.promise(1)
def test_what_became_of_each(english, cast, said, now):
    edited = said.post("<i>Alt</i>", kind=CommentKind.OBJECTION)
    authorship.edit(comment=edited, organisation=cast.birch, text="<i>Neu</i>", by=cast.bea, now=now)
    reactions.give(comment=edited, organisation=cast.cedar, kind=ReactionKind.AGREE, by=cast.cem, now=now)
    hidden = said.post("Geheimes.")
    moderation.hide(comment=hidden, reason="Nennt eine Person.", by=cast.ada, now=now)
    issue_version(said.opened, now=now, changes={0: Change.SUBSTANTIVE})
    english.force_login(cast.cem)
    page = read(english, said)
    assert "<p>&lt;i&gt;Neu&lt;/i&gt;</p>" in page
    assert "Objection, on version 1, edited on" in page
    assert "We agree: 1" in page
    assert ("Nennt eine Person." in page, "Geheimes." in page, "Alt" in page) == (True, False, False)


@pytest.mark.promise(1)
def test_sections_taken_out_come_last(english, cast, said, now):
    said.post("Zum zweiten.", section=said.opened.wordings[1].section)
    issue_version(said.opened, now=now, changes={1: Change.SUBSTANTIVE}, left_out=(0,))
    english.force_login(cast.bea)
    page = read(english, said)
    assert page.index("Zum zweiten.") < page.index("no longer in the paper") < page.index("Ab acht ist gut.")


def test_nothing_written_yet(english, cast, said):
    other = talk(cast=cast, now=said.now)
    other.opened.consultation.comments.model.norel_objects.filter(pk=other.comment.pk).update(visibility="organisation")
    english.force_login(cast.cem)
    assert "Nobody has written anything yet." in read(english, other)


def test_the_paper_leads_there(english, cast, said):
    english.force_login(cast.bea)
    assert f'href="{address(said)}"' in english.get(said.opened.consultation.get_absolute_url()).text


@pytest.mark.parametrize("count", [3, 300])
def test_its_statements_do_not_grow(client, cast, said, count, django_assert_num_queries):
    fill_comments(said.opened, [cast.birch, cast.cedar], count=count, now=said.now)
    client.force_login(cast.bea)
    client.get(address(said))
    with django_assert_num_queries(8):
        client.get(address(said))
