"""What a comment is about, on the section's page: the words, their place in the wording, and what became of them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from consultations.actions import comments, consultations, versions
from consultations.anchors import Quotation
from consultations.enums import CommentVisibility
from consultations.models import AnchorPlace, SectionComment
from consultations.phases import PhaseKind
from positions.enums import Change

from .. import building
from ..actions.test_versions import rewrite

THEN = "Die Frist beträgt drei Monate."
pytestmark = pytest.mark.promise(1)


@pytest.fixture
def consultation(cast, now):
    paper = rewrite(building.paper(), {"Fristen": THEN})
    made = building.consultation(now=now, paper=paper, timetable=[(PhaseKind.VOTE, -building.HOUR, building.DAY)])
    made.participations.create(organisation=cast.birch)
    made.participations.create(organisation=cast.cedar)
    return consultations.open_(consultation=made, by=cast.ada, now=now)


@pytest.fixture
def section(consultation):
    return consultation.version.wordings.select_related("section").get(heading="Fristen").section


@pytest.fixture
def comment(cast, consultation, section, now):
    def comment(words="drei Monate", **said) -> SectionComment:
        said = {"organisation": cast.birch, "by": cast.bea, "section": section, "token": uuid4(), "text": "Zu kurz.", **said}
        return comments.post(consultation=consultation, quotation=Quotation(words), now=now, **said)

    return comment


@pytest.fixture
def issue(cast, consultation, section, now):
    def issue(*paragraphs, **said):
        rewrite(consultation.paper, {"Fristen": "</p><p>".join(paragraphs)})
        consultation.refresh_from_db()
        versions.issue(consultation=consultation, marks={section.key: Change.EDITORIAL}, by=cast.ada, now=now, **said)

    return issue


@pytest.fixture
def read(english, cast, consultation, section):
    def read(who="cem", **headers) -> str:
        english.force_login(getattr(cast, who))
        return english.get(reverse("consultations:section", args=[consultation.slug, section.key]), **headers).text

    return read


def test_the_words_stand_above_the_comment_and_lead_to_their_place(comment, read, section):
    one = comment()
    text = read()
    assert f'Die Frist beträgt <a href="#c{one.pk}" class="spot" id="z{one.pk}">drei Monate</a>.' in text
    assert (
        f'/abschnitte/{section.key}/#z{one.pk}" lang="de">Die Frist beträgt <span class="here">drei Monate</span>.</a>' in text
    )
    assert "then and now" not in text


def test_two_comments_on_words_that_overlap(comment, read):
    first, second = comment("beträgt drei"), comment("drei Monate")
    text = read()
    assert (text.count(f'id="z{first.pk}"'), text.count(f'id="z{second.pk}"')) == (1, 1)


def test_placed_in_the_next_version_without_a_word(comment, issue, read):
    one = comment()
    issue("Vorab.", THEN)
    text = read()
    assert f'id="z{one.pk}">drei Monate</a>' in text
    assert "Written on version 1. The wording has changed since." in text
    assert ("lost their place" in text, "then and now" in text) == (False, False)


def test_confirmed_in_other_surroundings_it_says_so_and_shows_then_and_now(comment, issue, read):
    one = comment()
    issue("Die Frist beträgt etwa drei Monate.", confirmed={one.anchor.pk: 23})
    text = read()
    assert f'id="z{one.pk}">drei Monate</a>' in text
    assert "These words stand in other surroundings now; their place was confirmed by hand." in text
    assert "<p>Die Frist beträgt <ins>etwa </ins>drei Monate.</p>" in text


def test_orphaned_it_says_so_and_shows_then_and_now(comment, issue, read):
    one = comment()
    issue("Die Frist beträgt sechs Wochen.")
    text = read()
    assert f'id="z{one.pk}"' not in text
    assert "These words stood there" in text
    assert "they do not stand in the section any more." in text
    assert "<del>drei Monate</del><ins>sechs Wochen</ins>." in text


def test_a_look_alike_elsewhere_is_not_where_it_is(comment, issue, read):
    one = comment()
    issue("Die Frist entfällt.", "Der Kurs dauert drei Monate.")
    text = read()
    assert f'id="z{one.pk}"' not in text
    assert "They occur elsewhere in the section now, in other surroundings; the comment was not moved there." in text


def test_where_nobody_carried_it_over_it_is_pending(comment, issue, read):
    one = comment()
    issue("Die Frist beträgt etwa drei Monate.")
    AnchorPlace.objects.all().delete()
    text = read()
    assert f'id="z{one.pk}"' not in text
    assert "Nobody has confirmed yet where these words stand in the new version." in text


def test_a_comment_on_the_whole_section_leads_to_then_and_now(english, comment, issue, read, consultation, section):
    comment("")
    path = reverse("consultations:section", args=[consultation.slug, section.key])
    assert "?damals=" not in read()
    issue("Die Frist beträgt sechs Wochen.")
    assert f'href="{path}?damals=1#damals"' in read()
    text = english.get(f"{path}?damals=1").text
    assert "What has changed since version 1" in text
    assert "<p>Die Frist beträgt <del>drei Monate</del><ins>sechs Wochen</ins>.</p>" in text
    for asked in ("2", "9", "0", "²", "x", "9" * 40):
        assert 'id="damals"' not in english.get(f"{path}?damals={asked}").text


@pytest.mark.promise(8)
def test_the_words_of_an_inner_comment_are_marked_for_its_own_people_only(cast, comment, read):
    one = comment(by=cast.emil, visibility=CommentVisibility.ORGANISATION)
    assert f'id="z{one.pk}"' in read("bea")
    assert f"z{one.pk}" not in read("cem")
    assert f"z{one.pk}" not in read("ada")


def test_its_statements_do_not_grow_with_the_anchors(
    client, cast, comment, issue, consultation, section, django_assert_num_queries
):
    for number in range(3):
        comment(text=f"Nr. {number}")
    issue("Vorab.", THEN)
    client.force_login(cast.cem)
    address = reverse("consultations:section", args=[consultation.slug, section.key])
    client.get(address)
    with django_assert_num_queries(16):
        client.get(address)


# --- Pointing it elsewhere --------------------------------------------------------------------------------------------------


def send(client, consultation, comment, **fields):
    address = reverse("consultations:reattach", args=[consultation.slug, comment.section.key, comment.pk])
    return client.post(address, {"acting_for": "birch", "quote": "sechs Wochen", **fields})


@pytest.mark.promise(9)
def test_an_orphan_is_pointed_at_other_words_by_those_who_wrote_it(english, cast, consultation, comment, issue, read):
    one = comment()
    issue("Die Frist beträgt sechs Wochen.")
    assert [who for who in ("bea", "farid", "ada", "bo", "emil", "cem") if "Point it at other words" in read(who)] == [
        "bea",
        "farid",
        "ada",
    ]
    english.force_login(cast.bea)
    answer = send(english, consultation, one)
    assert (answer.status_code, answer["Location"]) == (302, one.get_absolute_url())
    text = read()
    assert f'id="z{one.pk}">sechs Wochen</a>' in text
    assert '<span class="here">drei Monate</span>' in text


def test_what_cannot_be_is_said_and_given_back(english, cast, consultation, comment, issue):
    one = comment()
    english.force_login(cast.bea)
    placed = send(english, consultation, one, quote="Die Frist")
    assert (placed.status_code, "have their place" in placed.text) == (409, True)
    issue("Die Frist beträgt sechs Wochen.")
    wrong = send(english, consultation, one, quote="zwölf Wochen")
    assert (wrong.status_code, "readonly>zwölf Wochen</textarea>" in wrong.text) == (422, True)
    english.force_login(cast.bo)
    assert send(english, consultation, one).status_code == 403
    english.logout()
    assert send(english, consultation, one).status_code == 403
    assert AnchorPlace.objects.get().landing == "orphaned"


@pytest.mark.promise(8)
def test_an_inner_comment_of_others_is_not_there(english, cast, consultation, comment):
    one = comment(by=cast.emil, visibility=CommentVisibility.ORGANISATION)
    english.force_login(cast.cem)
    assert send(english, consultation, one, acting_for="cedar").status_code == 404
