"""The page of a section: its discussion, the forms, and what of it each reader sees."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from consultations.actions import comments, register, suggestions
from consultations.enums import CommentKind, CommentVisibility, Decision, SuggestionState, Visibility
from consultations.models import SectionComment, Suggestion
from positions.enums import Change
from tests.consultations import building
from tests.consultations.building import parts
from tests.consultations.factories import fill_comments, issue_version, open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar], parts=True, visibility=Visibility.PUBLIC)


@pytest.fixture
def post(cast, opened, now):
    def post(text, **said):
        said = {"organisation": cast.birch, "by": cast.bea, "section": opened.wordings[0].section, "now": now, **said}
        return comments.post(consultation=opened.consultation, text=text, token=uuid4(), **said)

    return post


def address(opened, place=0) -> str:
    return reverse("consultations:section", args=[opened.consultation.slug, opened.keys[place]])


def read(client, address, **headers) -> str:
    response = client.get(address, **headers)
    assert response.status_code == 200
    assert "⟦" not in response.content.decode()
    return response.content.decode()


@pytest.mark.promise(8)
def test_organisation_and_role_stand_there_never_the_person(english, cast, opened, post):
    post("Ab acht ist gut.", kind=CommentKind.OBJECTION)
    english.force_login(cast.cem)
    text = read(english, address(opened))
    assert "<b>Birkenverein</b>" in text
    assert "<span>Delegate</span>" in text
    assert "Objection" in text
    assert "Bea" not in text
    assert "example.org" not in text
    assert "gravatar" not in text


def test_inside_the_own_organisation_names_are_shown(english, cast, opened, post):
    post("Ab acht ist gut.")
    english.force_login(cast.emil)
    assert "<span>Bea</span>" in read(english, address(opened))


def test_the_role_is_the_one_held_when_it_was_written(english, cast, opened, post, now):
    post("Ab acht ist gut.", now=now)
    cast.bea.memberships.update(valid_until=now + timedelta(seconds=1))
    cast.bea.memberships.create(organisation=cast.birch, role="reader", valid_from=now + timedelta(seconds=1))
    english.force_login(cast.cem)
    assert "<span>Delegate</span>" in read(english, address(opened))


@pytest.mark.promise(8)
def test_an_erased_person_leaves_the_organisations_words(english, cast, opened, post):
    post("Ab acht ist gut.")
    cast.bea.delete()
    english.force_login(cast.emil)
    text = read(english, address(opened))
    assert "Ab acht ist gut." in text
    assert "Bea" not in text


def test_the_secretariat_answers_as_such(english, cast, opened, post):
    post("Haben Sie Zahlen?", organisation=cast.federation, by=cast.ada, parent=post("Fünf genügen."))
    english.force_login(cast.cem)
    text = read(english, address(opened))
    assert '<div class="post answer"' in text
    assert "<b>Secretariat</b>" in text
    assert "Ada" not in text


def test_the_public_reads_how_many_but_not_what(english, cast, opened, post):
    post("Ab acht ist gut.")
    text = read(english, address(opened))
    assert "Ab acht ist gut." not in text
    assert "1 comment" in text
    assert "Sign in to read the discussion." in text
    english.force_login(cast.hanna)
    assert "Ab acht ist gut." not in read(english, address(opened))


def test_what_is_said_inside_an_organisation_is_read_there_only(english, cast, opened, post):
    post("Bitte am Dienstag besprechen.", visibility=CommentVisibility.ORGANISATION)
    for name, person in cast.everyone().items():
        english.logout()
        if name != "nobody":
            english.force_login(person)
        text = read(english, address(opened))
        assert ("Bitte am Dienstag besprechen." in text) == (name in {"bea", "bo", "emil", "farid"}), name
        assert "0 comments" in text


def test_script_is_text(english, cast, opened, post):
    post("<script>alert(1)</script>\n\n<img src=x onerror=alert(2)> & so")
    english.force_login(cast.bea)
    text = read(english, address(opened))
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in text
    assert "&lt;img src=x onerror=alert(2)&gt; &amp; so" in text


def test_threads_nest_and_every_post_closes(english, cast, opened, post):
    first = post("1")
    post("1.1.1", parent=post("1.1", parent=first))
    post("1.2", parent=first)
    post("2")
    english.force_login(cast.bea)
    text = read(english, address(opened))
    talk = text.split('<div class="talk">')[1].split("<form")[0]
    assert talk.count("<article") == talk.count("</article>") == 2
    threads = talk.split("</article>")[0]
    assert sum(threads.count(f'<div class="{each}') for each in ("post", "said", "acts")) == threads.count("</div>")
    assert threads.index("1.1.1") < threads.index("1.2")


@pytest.mark.promise(1)
def test_a_comment_says_that_its_wording_changed(english, cast, opened, post, now):
    post("Ab acht ist gut.")
    issue_version(opened, now=now, changes={0: Change.SUBSTANTIVE})
    english.force_login(cast.bea)
    assert "Written on version 1. The wording has changed since." in read(english, address(opened))


@pytest.mark.promise(9)
def test_an_answer_is_written_without_script(english, cast, opened, post):
    comment = post("Ab acht ist gut.")
    english.force_login(cast.farid)
    text = read(english, address(opened))
    assert f'href="{address(opened)}?antwort={comment.pk}#antwort"' in text
    text = read(english, f"{address(opened)}?antwort={comment.pk}")
    assert f'<input type="hidden" name="parent" value="{comment.pk}">' in text
    assert "Answer for Birkenverein" in text
    assert 'id="neu-' not in text


@pytest.mark.parametrize("asked", ["99999999", "nichts", "-1", "²", "9" * 40])
def test_an_answer_to_nothing_is_a_new_comment(english, cast, opened, post, asked):
    english.force_login(cast.bea)
    assert 'id="neu-' in read(english, f"{address(opened)}?antwort={asked}")


def test_the_paper_loads_the_discussion_alone(english, cast, opened, post):
    post("Ab acht ist gut.")
    english.force_login(cast.bea)
    text = read(english, address(opened), headers={"HX-Request": "true"})
    assert "Ab acht ist gut." in text
    assert "<html" not in text
    assert "HX-Request" in english.get(address(opened))["Vary"]


def test_a_long_discussion_comes_in_pages(english, cast, opened, now):
    for number in range(30):
        SectionComment.objects.insert(
            parent=None,
            section=opened.wordings[0].section,
            consultation=opened.consultation,
            wording=opened.wordings[0],
            organisation=cast.birch,
            actor=uuid4(),
            comment=f"Beitrag Nr. {number:02}",
            submit_date=now,
        )
    english.force_login(cast.bea)
    first = read(english, address(opened))
    assert (first.count("Beitrag Nr."), "Later comments" in first) == (25, True)
    last_shown = english.get(address(opened)).context["discussion"].next_after
    second = read(english, f"{address(opened)}?nach={last_shown}")
    assert (second.count("Beitrag Nr."), "Later comments" in second, "From the beginning" in second) == (5, False, True)


def test_a_section_taken_out_keeps_its_discussion(english, cast, opened, post, now):
    post("Ab acht ist gut.")
    taken_out = opened.wordings[0]
    issue_version(opened, now=now, changes={1: Change.SUBSTANTIVE}, left_out=(0,))
    english.force_login(cast.bea)
    text = read(english, reverse("consultations:section", args=[opened.consultation.slug, taken_out.section.key]))
    assert "This section is no longer in the paper." in text
    assert "Ab acht ist gut." in text
    assert "/votum/" not in text


def test_a_section_of_another_paper_is_not_here(english, cast, opened, now):
    other = open_consultation(now=now, organisations=[cast.birch], title="Ein anderes Papier")
    english.force_login(cast.bea)
    assert english.get(reverse("consultations:section", args=[opened.consultation.slug, other.keys[0]])).status_code == 404


@pytest.mark.parametrize("phase", ["before", "revise", "confirm", "over", "closed"])
def test_outside_its_phases_the_discussion_is_read_and_says_when(english, cast, now, phase):
    opened = open_consultation(now=now, organisations=[cast.birch], phase=phase)
    english.force_login(cast.bea)
    text = read(english, address(opened))
    assert "/kommentar/" not in text
    assert english.get(address(opened)).context["place"].commenting_refusal in text


@pytest.mark.parametrize("count", [3, 60])
def test_its_statements_do_not_grow(client, cast, opened, now, count, django_assert_num_queries):
    fill_comments(opened, [cast.birch], count=count, now=now)
    client.get(address(opened))
    with django_assert_num_queries(5):
        client.get(address(opened))
    client.force_login(cast.bea)
    with django_assert_num_queries(14):  # threads and comments in one, reactions in another
        client.get(address(opened))


def test_suggestions_stand_with_what_they_change_and_their_answer(english, cast, opened, now):
    wording = opened.wordings[0]
    made = Suggestion.objects.create(
        consultation=opened.consultation, section=wording.section, wording=wording, number=1, organisation=cast.birch,
        text=f"{wording.text} Zwei Monate.",
        parts=parts(f"{wording.text} Zwei Monate.", wording.heading),
        reason="Schneller.", actor=cast.bea.actor.token, submitted_at=now,
    )  # fmt: skip
    register.enter_suggestion(suggestion=made, now=now)
    said = {"state": SuggestionState.NOT_ADOPTED, "answer": "Zu kurz."}
    suggestions.decide(suggestion=made, by=cast.ada, now=now, **said)
    english.force_login(cast.cem)
    text = read(english, address(opened))
    assert "Zwei Monate.</ins></p>" in text
    assert ("Schneller." in text, "Zu kurz." in text, "Not adopted" in text) == (True, True, True)
    assert ("Bea" in text, "Suggestion 1" in read(english, address(opened, 1))) == (False, False)


@pytest.mark.promise(5)
def test_number_and_decision_stand_quietly_below(english, cast, opened, now):
    wording = opened.wordings[0]
    given = {"consultation": opened.consultation, "section": wording.section, "organisation": cast.birch, "by": cast.bea}
    for text, more in (("Zu knapp.", {}), ("Wer zahlt?", {}), ("Unter uns.", {"visibility": CommentVisibility.ORGANISATION})):
        comments.post(text=text, token=uuid4(), now=now, **given, **more)
    first = opened.consultation.contributions.get(number=1)
    register.decide(contributions=[first], decision=Decision.IN_PART, reason="Zur Hälfte.", by=cast.ada, now=now)
    english.force_login(cast.bea)
    text = read(english, address(opened))
    assert '<p class="fine">Contribution 1: <span class="disp disp-part">Adopted in part</span>' in text
    assert 'Contribution 2: <span class="disp disp-open">Not answered yet</span>' in text
    assert ("Zur Hälfte." in text, "Unter uns." in text, "Contribution 3" in text) == (True, True, False)


@pytest.mark.promise(8)
def test_suggestions_are_read_by_those_who_read_discussions(english, cast, opened, now):
    building.suggestion(opened.consultation, opened.wordings[0].heading, cast.birch, by=cast.bea, now=now, text="Zwei.")
    assert "Zwei." not in read(english, address(opened))
