"""A comment's own page: who can do what with it, what was typed is given back, and how its discussion then looks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.actions import authorship, moderation, reactions
from consultations.enums import CommentVisibility, ReactionKind, ThreadMark, Visibility
from consultations.models import CommentRevision, Mention, Reaction, Report, SectionComment
from tests.consultations.discussing import talk
from tests.consultations.factories import fill_comments

FORMS = ("aendern", "zuruecknehmen", "melden", "ausblenden", "strang")
SEEN = {
    "ada": {"melden", "ausblenden", "strang"},
    "bea": {"aendern", "zuruecknehmen"},
    "bo": set(),
    "cem": {"melden"},
    "dora": set(),
    "emil": set(),
    "farid": {"aendern", "zuruecknehmen"},
    "gul": {"melden"},
    "hanna": None,
    "nobody": None,
}
CAN = {
    "aendern": {"bea", "farid"},
    "zuruecknehmen": {"bea", "farid"},
    "melden": {"ada", "bea", "bo", "cem", "emil", "farid", "gul"},
    "reaktion": {"ada", "cem"},
    "ausblenden": {"ada"},
    "strang": {"ada"},
}
FOR = {"ada": "federation", "cem": "cedar", "gul": "federation", "dora": "federation"}
SENT = {"text": "Ab zehn.", "reason": "Nennt eine Person.", "reaction": "agree", "mark": "pinned-on"}


@pytest.fixture
def said(cast, now):
    return talk(cast=cast, now=now)


def send(client, said, act, acting_for="birch", **fields):
    return client.post(f"{said.remark}{act}/", {"acting_for": acting_for, **SENT, **fields})


def read(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def walk(client, cast):
    for name, person in cast.everyone().items():
        client.logout()
        if name != "nobody":
            client.force_login(person)
        yield name


def test_each_reader_sees_the_forms_they_may_send(english, cast, said):
    for name in walk(english, cast):
        response = english.get(said.remark)
        seen = None
        if response.status_code == 200:
            seen = {form for form in FORMS if f'action="{said.remark}{form}/"' in response.content.decode()}
        assert (name, seen) == (name, SEEN[name])


@pytest.mark.promise(2)
@pytest.mark.parametrize("act", CAN)
def test_who_can_do_it(english, cast, now, act):
    could = set()
    for name in cast.everyone():
        said = talk(cast=cast, now=timezone.now())
        english.logout()
        if name != "nobody":
            english.force_login(getattr(cast, name))
        response = send(english, said, act, FOR.get(name, "birch"))
        assert response.status_code in (302, 403, 404, 409), name
        if response.status_code == 302:
            assert response["Location"] == said.comment.get_absolute_url()
            could.add(name)
    assert could == CAN[act]


@pytest.mark.promise(2)
def test_nobody_acts_for_an_organisation_not_their_own(english, cast, said):
    english.force_login(cast.bea)
    for act in CAN:
        assert send(english, said, act, "cedar").status_code == 403
        assert send(english, said, act, "").status_code == 403
    assert said.again().comment == "Ab acht ist gut."


@pytest.mark.parametrize(("phase", "status"), [("revise", 409), ("confirm", 409), ("over", 409), ("closed", 409)])
def test_outside_the_phases_what_was_typed_is_given_back(english, cast, said, phase, status):
    said.opened.consultation.phases.all().delete()
    said.opened.consultation.phases.create(kind="comment", opens_at=said.now - timedelta(9), closes_at=said.now)
    english.force_login(cast.bea)
    response = send(english, said, "aendern", text="Mein neuer Text.")
    assert (response.status_code, "Mein neuer Text." in response.content.decode()) == (status, True)


def test_a_section_or_comment_that_is_not_there(english, cast, said):
    inner = said.post("Unter uns.", visibility=CommentVisibility.ORGANISATION)
    english.force_login(cast.cem)
    other_section = said.remark.replace(str(said.opened.keys[0]), str(said.opened.keys[1]))
    for address in (f"{said.path}kommentare/{inner.pk}/", other_section, f"{said.path}kommentare/{'9' * 30}/"):
        assert english.get(address).status_code == 404
        assert english.post(f"{address}melden/", {"acting_for": "cedar", "reason": "x"}).status_code == 404


def test_the_public_is_asked_to_sign_in(english, cast, now):
    said = talk(cast=cast, now=now, visibility=Visibility.PUBLIC)
    assert english.get(said.remark).status_code == 302
    response = send(english, said, "melden", reason="Nach langer Pause.")
    assert (response.status_code, "Nach langer Pause." in response.content.decode()) == (403, True)


@pytest.mark.promise(1)
def test_an_edited_comment_shows_its_earlier_texts(english, cast, said):
    english.force_login(cast.bea)
    send(english, said, "aendern", text="Ab zehn, <b>bitte</b>.")
    assert CommentRevision.objects.count() == 1
    english.force_login(cast.cem)
    for address in (said.path, said.remark):
        page = read(english, address)
        assert "<p>Ab zehn, &lt;b&gt;bitte&lt;/b&gt;.</p>" in page
        assert '<details class="earlier"><summary>edited' in page
        assert page.index("Ab zehn") < page.index("Ab acht ist gut.")


def test_an_unsound_text_comes_back_with_what_is_wrong(english, cast, said):
    english.force_login(cast.bea)
    response = send(english, said, "aendern", text="y" * 5_001)
    page = response.content.decode()
    assert (response.status_code, "Your comment has 5,001 characters" in page, "y" * 5_001 in page) == (422, True, True)


@pytest.mark.parametrize(("who", "act"), [("ada", "ausblenden"), ("cem", "melden")])
def test_a_reason_too_long_comes_back(english, cast, said, who, act):
    english.force_login(getattr(cast, who))
    for reason, sentence in (("z" * 601, "at most 600 characters"), ("", "Please say why")):
        response = send(english, said, act, FOR[who], reason=reason)
        page = response.content.decode()
        assert (response.status_code, sentence in page, f">{reason}</textarea>" in page) == (422, True, True)


@pytest.mark.promise(1)
def test_a_comment_taken_back_leaves_a_stub_and_its_answers(english, cast, said):
    said.post("Warum eigentlich?", parent=said.comment, organisation=cast.cedar, by=cast.cem)
    english.force_login(cast.bea)
    send(english, said, "zuruecknehmen")
    page = read(english, said.path)
    assert "Birkenverein took this comment back on" in page
    assert ("Ab acht ist gut." in page, "Warum eigentlich?" in page) == (False, True)
    assert f"?antwort={said.comment.pk}" not in page


def test_a_hidden_comment_says_why_and_shows_nothing_of_it(english, cast, said):
    english.force_login(cast.bea)
    send(english, said, "aendern", text="Ab zehn.")
    english.force_login(cast.ada)
    send(english, said, "ausblenden", "federation", reason="Nennt <eine> Person.")
    for name in ("ada", "bea", "cem"):
        english.force_login(getattr(cast, name))
        for address in (said.path, said.remark):
            page = read(english, address)
            assert "Reason: Nennt &lt;eine&gt; Person." in page
            assert ("Ab acht" in page, "Ab zehn" in page) == (False, False)
    english.force_login(cast.ada)
    send(english, said, "ausblenden", "federation", show="1")
    assert "Ab zehn." in read(english, said.path)


def test_marks_are_shown_and_a_closed_thread_offers_no_answer(english, cast, said):
    english.force_login(cast.ada)
    for mark in ("pinned-on", "answered-on", "closed-on"):
        assert send(english, said, "strang", "federation", mark=mark).status_code == 302
    for mark in ("", "pinned", "loud-on"):
        assert send(english, said, "strang", "federation", mark=mark).status_code == 404
    page = read(english, said.path)
    assert ("Pinned" in page, "Marked as answered on" in page, "This thread is closed since" in page) == (True, True, True)
    assert "?antwort=" not in page
    english.force_login(cast.cem)
    assert f'<input type="hidden" name="parent" value="{said.comment.pk}">' not in read(
        english, f"{said.path}?antwort={said.comment.pk}"
    )


def test_a_pinned_thread_stands_at_the_top_of_the_first_page_only(english, cast, said):
    fill_comments(said.opened, [cast.birch], count=160, now=said.now)
    in_section = SectionComment.objects.filter(section=said.comment.section, level=0)
    last = in_section.order_by("-thread_id")[0]
    moderation.mark(comment=last, as_=ThreadMark.PINNED, on=True, by=cast.ada, now=said.now)
    english.force_login(cast.bea)
    shown = english.get(said.path).context["discussion"]
    assert (shown.threads[0].pk, len(shown.threads)) == (last.pk, 26)
    later = english.get(f"{said.path}?nach={shown.next_after}").context["discussion"]
    assert last.pk not in {thread.pk for thread in later.threads}
    pks = {thread.pk for page in (shown, later) for thread in page.threads}
    assert len(pks) == len(shown.threads) + len(later.threads)


@pytest.mark.promise(9)
def test_a_permalink_opens_the_page_of_threads_the_comment_stands_on(english, cast, said):
    for number in range(60):
        said.post(f"Nr. {number}")
    english.force_login(cast.bea)
    for place in (0, 24, 25, 49, 50, 59):
        comment = SectionComment.objects.filter(level=0).order_by("thread_id")[place]
        answer = said.post("Dazu.", parent=comment)
        for one in (comment, answer):
            response = english.get(one.get_absolute_url())
            shown = [thread.pk for thread in response.context["discussion"].threads]
            assert (comment.pk in shown, f'id="c{one.pk}"' in response.content.decode()) == (True, True)
            assert len(shown) == (25 if place < 50 else 11)


@pytest.mark.parametrize("asked", ["0", "99999999", "nichts", "²", "9" * 40])
def test_a_permalink_to_nothing_opens_the_first_page(english, cast, said, asked):
    english.force_login(cast.bea)
    assert english.get(f"{said.path}?beitrag={asked}").context["discussion"].is_first_page


def test_reactions_are_counted_with_the_names_of_organisations(english, cast, said):
    english.force_login(cast.cem)
    assert f'formaction="{said.remark}reaktion/"' in read(english, said.path)
    send(english, said, "reaktion", "cedar")
    page = read(english, said.path)
    assert "<summary>We agree <b>1</b></summary><p>Zedernkreis</p>" in page
    assert "Cem" not in page.split('class="talk"')[1].split("</article>")[0]
    assert "Take “We agree” back" in page
    send(english, said, "reaktion", "cedar", reaction="none")
    assert (Reaction.objects.count(), send(english, said, "reaktion", "cedar", reaction="?").status_code) == (0, 404)


def test_one_is_not_asked_to_react_to_ones_own(english, cast, said):
    english.force_login(cast.bea)
    assert "/reaktion/" not in read(english, said.path)
    assert send(english, said, "reaktion").status_code == 409


def test_a_report_is_stored_once(english, cast, said):
    english.force_login(cast.cem)
    assert [send(english, said, "melden", "cedar").status_code for _ in range(2)] == [302, 409]
    assert Report.objects.get().reason == "Nennt eine Person."


@pytest.mark.promise(9)
def test_organisations_are_mentioned_without_script(english, cast, said):
    english.force_login(cast.bea)
    typed = {
        "acting_for": "birch",
        "text": "Was sagt dazu",
        "kind": "question",
        "token": "6b0a5f2e-0000-4000-8000-000000000001",
    }
    choosing = english.post(f"{said.path}kommentar/", {**typed, "nennen": "waehlen"})
    page = choosing.content.decode()
    assert (choosing.status_code, 'name="mention" value="Zedernkreis"' in page) == (200, True)
    assert ('value="Birkenverein"' in page, "Was sagt dazu</textarea>" in page) == (False, True)
    assert 'value="question" checked' in page
    chosen = english.post(f"{said.path}kommentar/", {**typed, "nennen": "einsetzen", "mention": ["Zedernkreis", "Fremd"]})
    assert "Was sagt dazu @Zedernkreis </textarea>" in chosen.content.decode()
    assert SectionComment.objects.count() == 1
    english.post(f"{said.path}kommentar/", {**typed, "text": "Was sagt dazu @Zedernkreis "})
    assert [mention.organisation for mention in Mention.objects.all()] == [cast.cedar]


@pytest.mark.promise(8)
def test_no_person_is_named_to_others(english, cast, said):
    authorship.edit(
        comment=said.comment, organisation=cast.birch, text="Neu.", by=cast.farid, now=said.now + timedelta(minutes=1)
    )
    reactions.give(
        comment=said.comment, organisation=cast.cedar, kind=ReactionKind.AGREE, by=cast.cem, now=said.now + timedelta(minutes=2)
    )
    english.force_login(cast.gul)
    for address in (said.path, said.remark):
        main = read(english, address).split("<main")[1]
        assert not {name for name in ("Bea", "Farid", "Cem") if name in main}


@pytest.mark.parametrize("count", [1, 3])
def test_statements_do_not_grow_with_reactions_and_edits(client, cast, said, count, django_assert_num_queries):
    for number in range(count):
        comment = said.post(f"Nr. {number}")
        reactions.give(comment=comment, organisation=cast.cedar, kind=ReactionKind.AGREE, by=cast.cem, now=said.now)
        authorship.edit(comment=comment, organisation=cast.birch, text="Neu.", by=cast.bea, now=said.now)
    client.force_login(cast.bea)
    client.get(said.path)
    with django_assert_num_queries(15):
        client.get(said.path)
