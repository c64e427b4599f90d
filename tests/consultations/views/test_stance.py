"""What an organisation thinks of another one's suggestion."""

import pytest

from consultations.actions import suggestions
from consultations.enums import SuggestionState
from consultations.models import SuggestionStance
from tests.consultations import building
from tests.consultations.factories import open_consultation


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch, cast.cedar], phase="comment")


@pytest.fixture
def suggestion(cast, opened, now):
    """Cedar's, on the first section."""
    return building.suggestion(opened.consultation, opened.wordings[0].heading, cast.cedar, by=cast.cem, now=now)


@pytest.fixture
def say(english, cast, opened, suggestion):
    def said(stance="cosigns", who="bea", **fields):
        english.logout()
        if cast.everyone()[who].is_authenticated:
            english.force_login(cast.everyone()[who])
        page = f"{opened.consultation.get_absolute_url()}abschnitte/{opened.keys[0]}/"
        return english.post(f"{page}vorschlag/1/haltung/", {"acting_for": "birch", "stance": stance, **fields}, follow=True)

    return said


def test_who_says_so_for_birch(cast, say):
    assert {name: say(who=name).status_code for name in cast.everyone()} == {
        "ada": 403, "bea": 200, "bo": 403, "cem": 403, "dora": 403, "emil": 403, "farid": 200, "gul": 403, "hanna": 404,
        "nobody": 403,
    }  # fmt: skip
    assert SuggestionStance.objects.get().actor == cast.farid.actor.token


def test_members_read_who_is_for_it_and_the_last_word_counts(say):
    assert '<b>Co-signed by:</b> <span lang="de">Birkenverein</span>' in say().text
    said = say("against").text
    assert ("Against it:" in said, "Co-signed by:" in said) == (True, False)
    assert "Against it:" not in say("").text
    assert SuggestionStance.objects.count() == 0


def test_not_of_its_own_suggestion(say, suggestion):
    response = say(who="cem", acting_for="cedar")
    assert (response.status_code, "your organisation’s own suggestion" in response.text) == (409, True)


def test_not_of_one_that_was_decided(cast, say, suggestion, now):
    suggestions.decide(suggestion=suggestion, state=SuggestionState.NOT_ADOPTED, answer="Nein.", by=cast.ada, now=now)
    response = say()
    assert (response.status_code, "This suggestion was decided already." in response.text) == (409, True)


def test_not_after_the_time_for_suggestions(say, opened, now):
    opened.consultation.phases.filter(kind="comment").update(closes_at=now)
    response = say()
    assert (response.status_code, SuggestionStance.objects.count()) == (409, 0)
