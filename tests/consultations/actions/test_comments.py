"""Posting a comment: at its place in the thread, once, without a person's name; or a sentence and nothing stored."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from consultations.actions import comments
from consultations.enums import CommentKind, CommentVisibility
from consultations.models import SectionActivity, SectionComment
from positions.enums import Change
from tests.consultations.factories import fill_comments, issue_version, open_consultation

# Transactions and, on PostgreSQL, the lock that SQLite does not need.
PLUMBING = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SELECT 1 FROM")
# SQLite's immediate transaction is the queue already; PostgreSQL asks for its place in a statement of its own.
STATEMENTS = {"postgresql": 20, "sqlite": 19}[connection.vendor]


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar], parts=True)


@pytest.fixture
def post(cast, opened, now):
    """Write on the first section as Bea for Birch; anything can be said otherwise."""

    def post(text="Ab acht ist gut.", **said):
        return comments.post(
            **{
                "consultation": opened.consultation,
                "section": opened.wordings[0].section,
                "organisation": cast.birch,
                "text": text,
                "token": uuid4(),
                "by": cast.bea,
                "now": now,
                **said,
            }
        )

    return post


def shape() -> list[tuple[str, int]]:
    """Text and level of every comment, as they are read."""
    return list(SectionComment.objects.in_order().values_list("comment", "level"))


def counted(section) -> int:
    return SectionActivity.objects.get(section=section).comments


def test_a_comment_belongs_to_organisation_section_and_wording(cast, opened, post, now):
    comment = post("Ab acht ist gut.\r\n\r\nBei uns kommen fünf. ", kind=CommentKind.OBJECTION)
    comment.refresh_from_db()
    assert comment.comment == "Ab acht ist gut.\n\nBei uns kommen fünf."
    assert (comment.organisation, comment.section, comment.wording) == (
        cast.birch,
        opened.wordings[0].section,
        opened.wordings[0],
    )
    assert (comment.kind, comment.visibility, comment.submit_date) == ("objection", "federation", now)
    assert comment.content_object == opened.wordings[0].section
    assert comment.get_absolute_url().endswith(f"/?beitrag={comment.pk}#c{comment.pk}")


@pytest.mark.promise(8)
def test_a_comment_holds_a_token_and_no_name_address_or_ip(cast, post):
    comment = post()
    assert comment.actor == cast.bea.actor.token
    assert (comment.user, comment.user_name, comment.user_email, comment.user_url, comment.ip_address) == (
        None,
        "",
        "",
        "",
        None,
    )
    assert comment.followup is False


def test_every_kind_of_section_takes_comments(opened, post):
    for wording in [opened.preamble, opened.heading, opened.wordings[1], opened.whole]:
        assert post(section=wording.section).wording == wording
        assert counted(wording.section) == 1


@pytest.mark.promise(1)
def test_a_comment_stays_reachable_when_its_section_is_taken_out(opened, post, now):
    taken_out = opened.wordings[0]
    issue_version(opened, now=now, changes={1: Change.SUBSTANTIVE}, left_out=(0,))
    assert post(section=taken_out.section).wording == taken_out


def test_answers_stand_below_what_they_answer(post):
    first = post("1")
    second = post("2")
    answer = post("1.1", parent=first)
    post("1.1.1", parent=answer)
    post("1.2", parent=first)
    post("1.1.2", parent=answer)
    post("2.1", parent=second)
    assert shape() == [("1", 0), ("1.1", 1), ("1.1.1", 2), ("1.1.2", 2), ("1.2", 1), ("2", 0), ("2.1", 1)]
    orders = SectionComment.objects.filter(thread_id=first.thread_id).order_by("order").values_list("order", flat=True)
    assert list(orders) == [1, 2, 3, 4, 5]
    first.refresh_from_db()
    assert first.nested_count == 4


def test_an_answer_to_another_section_or_consultation_is_refused(cast, opened, post, now):
    comment = post()
    with pytest.raises(comments.ReplyRefused):
        post(section=opened.wordings[1].section, parent=comment)
    other = open_consultation(now=now, organisations=[cast.birch], title="Ein anderes Papier")
    with pytest.raises(comments.ReplyRefused):
        post(consultation=other.consultation, section=other.wordings[0].section, parent=comment)
    assert SectionComment.objects.count() == 1


def test_an_answer_too_deep_is_refused_and_leaves_nothing_behind(post):
    deepest = post("3", parent=post("2", parent=post("1")))
    with pytest.raises(comments.ReplyRefused, match="three levels"):
        post("4", parent=deepest)
    assert shape() == [("1", 0), ("2", 1), ("3", 2)]


def test_the_same_text_from_the_same_form_is_one_comment(opened, post):
    token = uuid4()
    assert post("Zweimal geklickt.", token=token) == post("Zweimal geklickt. ", token=token)
    assert SectionComment.objects.count() == 1
    assert counted(opened.wordings[0].section) == 1


def test_another_text_from_the_same_form_is_another_comment(post):
    """Back in the browser, text changed, sent again: nothing of it may be lost."""
    token = uuid4()
    post("Erst dies.", token=token)
    post("Dann das.", token=token)
    assert SectionComment.objects.count() == 2


@pytest.mark.parametrize("text", ["", "  \r\n "])
def test_an_empty_comment_is_refused(post, text):
    with pytest.raises(comments.InvalidComment, match="write something"):
        post(text)


def test_a_comment_of_a_hundred_thousand_characters_is_refused(post):
    with pytest.raises(comments.InvalidComment) as refused:
        post("x" * 100_000)
    assert "100.000" in str(refused.value) or "100,000" in str(refused.value)
    assert SectionComment.objects.count() == 0
    post("x" * settings.COMMENT_LENGTH_LIMIT)


@pytest.mark.parametrize("phase", ["before", "internal", "revise", "confirm", "over", "closed"])
def test_outside_its_phases_nothing_is_stored(cast, now, phase):
    opened = open_consultation(now=now, organisations=[cast.birch], phase=phase)
    with pytest.raises(comments.NotNow) as refused:
        comments.post(
            consultation=opened.consultation,
            section=opened.wordings[0].section,
            organisation=cast.birch,
            text="Zu spät oder zu früh.",
            token=uuid4(),
            by=cast.bea,
            now=now,
        )
    assert str(refused.value) == opened.consultation.refusal("comment", now)
    assert SectionComment.objects.count() == 0


def test_only_those_who_speak_for_it_write_for_an_organisation(cast, post):
    for name, person in cast.everyone().items():
        if name == "nobody":
            continue
        for visibility, entitled in (
            (CommentVisibility.FEDERATION, {"bea", "farid"}),
            (CommentVisibility.ORGANISATION, {"bea", "emil", "farid"}),
        ):
            if name in entitled:
                assert post(by=person, visibility=visibility).actor == person.actor.token
            else:
                with pytest.raises(comments.NotEntitled):
                    post(by=person, visibility=visibility)


def test_on_the_short_way_a_contributor_writes_for_all(cast, post):
    cast.birch.submits_directly = True
    cast.birch.save()
    assert post(by=cast.emil).actor == cast.emil.actor.token


def test_an_organisation_that_does_not_take_part_does_not_write(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch])
    with pytest.raises(comments.NotEntitled, match="does not take part"):
        comments.post(
            consultation=opened.consultation,
            section=opened.wordings[0].section,
            organisation=cast.cedar,
            text="Wir auch.",
            token=uuid4(),
            by=cast.cem,
            now=now,
        )


def test_the_secretariat_answers_for_the_federation(cast, post):
    answer = post("Haben Sie Zahlen?", organisation=cast.federation, by=cast.ada, parent=post())
    assert (answer.organisation, answer.level) == (cast.federation, 1)
    with pytest.raises(comments.NotEntitled):
        post(organisation=cast.federation, by=cast.gul)


def test_what_is_said_inside_an_organisation_stays_there(cast, opened, post):
    inner = post("Nur für uns.", visibility=CommentVisibility.ORGANISATION)
    assert counted(opened.wordings[0].section) == 0
    answer = post("Einverstanden.", parent=inner, visibility=CommentVisibility.FEDERATION, by=cast.emil)
    assert answer.visibility == CommentVisibility.ORGANISATION
    with pytest.raises(comments.ReplyRefused):
        post("Ich lese mit.", parent=inner, organisation=cast.cedar, by=cast.cem)
    assert counted(opened.wordings[0].section) == 0
    assert SectionActivity.objects.get(section=opened.wordings[0].section).revision == 2


def test_editing_a_row_does_not_move_counters(opened, post):
    root = post("1")
    child = post("1.1", parent=root)
    for _ in range(3):
        child.comment += "!"
        child.save()
    root.refresh_from_db()
    assert (root.nested_count, counted(opened.wordings[0].section)) == (1, 2)
    assert shape() == [("1", 0), ("1.1!!!", 1)]


@pytest.mark.promise(1)
def test_a_comment_cannot_be_deleted(post):
    root = post("1")
    post("1.1", parent=root)
    with pytest.raises(ProtectedError):
        root.delete()
    with pytest.raises(ProtectedError):
        SectionComment.objects.all().delete()
    assert shape() == [("1", 0), ("1.1", 1)]


def test_a_comment_that_was_taken_away_takes_no_answers(post):
    root = post("1")
    SectionComment.objects.filter(pk=root.pk).update(is_removed=True)
    root.refresh_from_db()
    with pytest.raises(comments.ReplyRefused):
        post("1.1", parent=root)


@pytest.mark.parametrize("thread", [1, 30])
def test_posting_takes_the_same_statements_however_long_the_thread(cast, opened, post, now, thread):
    fill_comments(opened, [cast.birch], count=3 * thread, now=now)
    root = SectionComment.objects.filter(section=opened.wordings[0].section, level=0).first()
    post(parent=root)
    with CaptureQueriesContext(connection) as captured:
        post("noch eine Antwort", parent=root)
    assert len([query for query in captured if not query["sql"].startswith(PLUMBING)]) == STATEMENTS
