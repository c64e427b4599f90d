"""Writing through the page: who, when, once, and nothing typed is lost."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, get_resolver, reverse

from consultations.enums import Visibility
from consultations.models import Draft, SectionComment
from tests.consultations.factories import TIMETABLES, open_consultation

ANSWERS = {
    "ada": 403,
    "bea": 302,
    "bo": 403,
    "cem": 403,
    "dora": 403,
    "emil": 302,
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


def send(client, opened, text="Ab acht ist gut.", *, place=0, **fields):
    address = reverse("consultations:comment", args=[opened.consultation.slug, opened.keys[place]])
    said = {"acting_for": "birch", "text": text, "kind": "remark", "visibility": "federation", "token": uuid4()}
    return client.post(address, {**said, **fields})


@pytest.mark.promise(2)
@pytest.mark.parametrize("visibility", list(Visibility))
def test_who_writes_for_birch(english, cast, now, visibility):
    opened = open_consultation(now=now, organisations=[cast.birch], visibility=visibility)
    written = 0
    for name, person in cast.everyone().items():
        english.logout()
        if name != "nobody":
            english.force_login(person)
        expected = 404 if name in EXISTS_NOT[visibility] else ANSWERS[name]
        assert (name, send(english, opened).status_code) == (name, expected)
        written += expected == 302 and name != "emil"
        drafted = ["emil"] if Draft.objects.exists() else []
        assert (name, SectionComment.objects.count()) == (name, written)
    assert drafted == ["emil"]


@pytest.mark.parametrize("phase", [phase for phase in TIMETABLES if phase != "unopened"])
def test_the_phases(english, cast, now, phase):
    opened = open_consultation(now=now, organisations=[cast.birch], phase=phase)
    inside = phase in {"comment", "vote"}
    for name, person in cast.everyone().items():
        english.logout()
        if name != "nobody":
            english.force_login(person)
        response = send(english, opened, text=f"Von {name}.")
        entitled = name in {"bea", "emil", "farid"}
        allowed = phase in {"internal", "comment", "revise", "vote"} if name == "emil" else inside
        expected = 404 if name == "hanna" else (302 if allowed else 409) if entitled else 403
        assert (name, response.status_code) == (name, expected)
        if expected == 409:
            assert f"Von {name}." in response.content.decode()
            said = ("Comments open on", "Comments closed on", "is closed since", "Drafting begins on", "Drafting ended on")
            assert any(word in response.content.decode() for word in said)
    assert SectionComment.objects.count() == (2 if inside else 0)


def test_the_secretariat_writes_as_such(english, cast, opened):
    english.force_login(cast.ada)
    assert send(english, opened, acting_for="federation").status_code == 302
    assert SectionComment.objects.get().organisation == cast.federation


def test_a_comment_leads_back_to_itself(english, cast, opened):
    english.force_login(cast.bea)
    response = send(english, opened)
    comment = SectionComment.objects.get()
    assert response["Location"] == comment.get_absolute_url()


def test_a_comment_too_long_is_given_back(english, cast, opened):
    english.force_login(cast.bea)
    text = "Sehr lang. " * 9_091
    response = send(english, opened, text=text, kind="objection", visibility="organisation")
    page = response.content.decode()
    assert response.status_code == 422
    assert text.strip() in page
    assert "Your comment has" in page
    assert f"at most {settings.COMMENT_LENGTH_LIMIT:,} are possible" in page
    assert 'value="objection" checked' in page
    assert 'value="organisation" checked' in page
    assert SectionComment.objects.count() == 0


def test_an_empty_comment_is_asked_for_again(english, cast, opened):
    english.force_login(cast.bea)
    response = send(english, opened, text=" \n ")
    assert (response.status_code, "Please write something first." in response.content.decode()) == (422, True)


def test_a_double_click_is_one_comment(english, cast, opened):
    english.force_login(cast.bea)
    token = uuid4()
    first, second = send(english, opened, token=token), send(english, opened, token=token)
    assert first["Location"] == second["Location"]
    assert SectionComment.objects.count() == 1


def test_a_form_is_good_for_as_long_as_it_stands_open(english, cast, opened):
    """No signed time in the form: what was written over days is stored (the library gives a bare 400 after two hours)."""
    english.force_login(cast.bea)
    page = english.get(reverse("consultations:section", args=[opened.consultation.slug, opened.keys[0]])).content.decode()
    assert 'name="timestamp"' not in page
    assert 'name="security_hash"' not in page


@pytest.mark.promise(8)
def test_a_forged_name_or_address_is_not_stored(english, cast, opened):
    english.force_login(cast.bea)
    forged = {
        "name": "Der Vorstand",
        "email": "vorstand@example.org",
        "url": "https://example.org",
        "user_name": "Der Vorstand",
    }
    send(english, opened, **forged, user_email="vorstand@example.org", followup="on", organisation="cedar", actor=uuid4())
    comment = SectionComment.objects.get()
    assert (comment.user_name, comment.user_email, comment.user_url, comment.ip_address) == ("", "", "", None)
    assert (comment.organisation, comment.actor, comment.followup) == (cast.birch, cast.bea.actor.token, False)


def test_a_form_for_an_organisation_one_does_not_act_for_is_refused(english, cast, opened):
    english.force_login(cast.bea)
    response = send(english, opened, acting_for="cedar", text="Im fremden Namen.")
    assert response.status_code == 403
    assert "Im fremden Namen." in response.content.decode()
    assert SectionComment.objects.count() == 0


def test_an_answer_to_a_comment_of_another_section_is_refused_and_given_back(english, cast, opened):
    english.force_login(cast.bea)
    send(english, opened)
    foreign = SectionComment.objects.get()
    response = send(english, opened, place=1, parent=foreign.pk, text="Dazu noch dies.")
    page = response.content.decode()
    assert response.status_code == 422
    assert "The comment you answer does not stand in this discussion." in page
    assert "Dazu noch dies." in page
    assert SectionComment.objects.count() == 1


def test_an_answer_too_deep_is_refused_and_given_back(english, cast, opened):
    english.force_login(cast.bea)
    parent = ""
    for text in ("1", "2", "3"):
        send(english, opened, text=text, parent=parent)
        parent = SectionComment.objects.get(comment=text).pk
    response = send(english, opened, text="Vierte Ebene.", parent=parent)
    assert response.status_code == 422
    assert "Vierte Ebene." in response.content.decode()
    assert SectionComment.objects.count() == 3


def test_an_answer_inside_another_organisation_is_refused(english, cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar])
    english.force_login(cast.bea)
    send(english, opened, visibility="organisation")
    inner = SectionComment.objects.get()
    english.force_login(cast.cem)
    response = send(english, opened, acting_for="cedar", parent=inner.pk, text="Ich lese mit.")
    assert response.status_code == 422
    assert SectionComment.objects.count() == 1


def test_whoever_was_signed_out_gets_the_text_back_and_learns_nothing(english, opened):
    hidden = send(english, opened, text="Nach langer Pause.")
    address = reverse("consultations:comment", args=["gibt-es-nicht", opened.keys[0]])
    unknown = english.post(address, {"text": "Nach langer Pause."})
    assert hidden.status_code == unknown.status_code == 403
    assert "Nach langer Pause." in unknown.content.decode()
    assert hidden.content.decode().replace(opened.consultation.slug, "gibt-es-nicht") == unknown.content.decode()


def test_the_doors_of_the_library_are_not_mounted():
    for name in (
        "comments-post-comment",
        "comments-xtd-reply",
        "comments-xtd-confirm",
        "comments-xtd-mute",
        "comments-xtd-api-list",
    ):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert "comments" not in {str(pattern.pattern).strip("^/$") for pattern in get_resolver().url_patterns}
