"""Role × phase × verb, one table, walked through the real views for the whole cast; and predicates beside their querysets."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.http import HttpResponse

from consultations import rules
from consultations.actions import register
from consultations.enums import Decision
from consultations.models import Consultation
from tests.consultations import building
from tests.consultations.factories import open_consultation

PHASES = ["unopened", "before", "internal", "comment", "revise", "vote", "confirm", "closed"]
READERS = {"ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul"}
STAFF = {"ada", "dora", "gul"}
BIRCH = {"bea", "bo", "emil", "farid"}


@dataclass(frozen=True)
class Verb:
    """What is asked of the site, who may do it, and in which phases. `by_all`: in phases where a reader may not even see it."""

    name: str
    ask: Callable
    who: set[str]
    when: set[str]


def get(page):
    return lambda client, opened: client.get(f"{opened.consultation.get_absolute_url()}{page.format(key=opened.keys[0])}")


def shown(page):
    """A page of results that says when they appear shows none."""

    def ask(client, opened):
        response = get(page)(client, opened)
        is_hidden = any(template.name == "consultations/results/hidden.html" for template in response.templates)
        return HttpResponse(status=409) if is_hidden else response

    return ask


def post(page, **fields):
    def ask(client, opened):
        said = {"acting_for": "birch", "token": uuid4(), "digest": opened.wordings[0].digest, **fields}
        return client.post(f"{opened.consultation.get_absolute_url()}{page.format(key=opened.keys[0])}", said)

    return ask


AFTER_OPENING = set(PHASES) - {"unopened"}
SECTION = "abschnitte/{key}/"
DRAFTING = {"internal", "comment", "revise", "vote"}
TABLE = [
    Verb("read the paper", get(""), READERS, AFTER_OPENING),
    Verb("read a section", get(SECTION), READERS, AFTER_OPENING),
    Verb("read the ballot", get("abstimmen/"), READERS, AFTER_OPENING),
    Verb("read the results", shown("ergebnis/"), READERS, {"closed"}),
    Verb("read who voted how", shown("ergebnis/tabelle/"), STAFF | BIRCH, {"closed"}),
    Verb("enter the room", get("raum/"), BIRCH, AFTER_OPENING),
    Verb(
        "comment for all",
        post(f"{SECTION}kommentar/", text="Gut.", visibility="federation"),
        {"bea", "farid"},
        {"comment", "vote"},
    ),
    Verb(
        "comment inside",
        post(f"{SECTION}kommentar/", text="Unter uns.", visibility="organisation"),
        {"bea", "emil", "farid"},
        {"comment", "vote"},
    ),
    Verb("draft", post(f"{SECTION}entwurf/", kind="comment", text="Vielleicht."), {"bea", "emil", "farid"}, DRAFTING),
    Verb("take a straw vote", post(f"{SECTION}probe/", choice="support"), {"bea", "emil", "farid"}, DRAFTING),
    Verb(
        "suggest",
        post(f"{SECTION}vorschlag/", kind="delete", reason="Steht schon da.", act="submit"),
        {"bea", "farid"},
        {"comment"},
    ),
    Verb("vote", post(f"{SECTION}votum/", choice="support"), {"bea", "farid"}, {"vote"}),
    Verb("read what became of our input", get("beitraege/"), BIRCH, AFTER_OPENING),
    Verb("answer a decision", post("beitraege/1/", satisfaction="satisfied"), {"bea", "farid"}, {"confirm"}),
    Verb("vote for another", post(f"{SECTION}votum/", choice="support", acting_for="cedar"), set(), set()),
]


def decided_suggestion(opened, cast, now) -> None:
    """Contribution 1, of Birch, whatever the phase."""
    heading = opened.wordings[0].heading
    made = building.suggestion(opened.consultation, heading, cast.birch, by=cast.bea, now=now)
    said = {"decision": Decision.NOTED, "reason": "Danke."}
    register.decide(contributions=[made.contribution], by=cast.ada, now=now, **said)


def walk(client, cast, opened) -> dict[str, set[str]]:
    """Verb → who could do it: answered with the page, or sent on after storing."""
    could = {verb.name: set() for verb in TABLE}
    for name, person in cast.everyone().items():
        client.logout()
        if person.is_authenticated:
            client.force_login(person)
        for verb in TABLE:
            response = verb.ask(client, opened)
            if response.status_code == 200 or (response.status_code == 302 and "/anmelden/" not in response.url):
                could[verb.name].add(name)
    return could


@pytest.mark.promise(2)
@pytest.mark.parametrize("phase", PHASES)
def test_who_can_do_what_in_this_phase(client, cast, now, phase):
    opened = open_consultation(now=now, organisations=[cast.birch], phase=phase)
    decided_suggestion(opened, cast, now)
    if phase == "unopened":
        Consultation.objects.filter(pk=opened.consultation.pk).update(opened_at=None)
    found = walk(client, cast, opened)
    expected = {verb.name: verb.who if phase in verb.when else set() for verb in TABLE}
    if phase == "unopened":
        expected |= dict.fromkeys(("read the paper", "read a section", "read the ballot"), STAFF)
    # A contributor's comment for all becomes a draft: something was stored, nothing was submitted.
    if phase in DRAFTING:
        expected["comment for all"] = expected["comment for all"] | {"emil"}
    assert found == expected


TWINS = [
    (rules.may_vote, rules.voting_participations),
    (rules.may_comment, rules.commenting_participations),
    (rules.may_draft, rules.drafting_participations),
    (rules.may_submit, rules.submitting_participations),
]


@pytest.mark.parametrize("short_way", [False, True])
@pytest.mark.parametrize(("predicate", "queryset"), TWINS)
def test_predicate_and_queryset_agree(cast, now, predicate, queryset, short_way):
    cast.birch.submits_directly = short_way
    cast.birch.save()
    opened = open_consultation(now=now, organisations=[cast.birch, cast.cedar])
    opened.consultation.participations.filter(organisation=cast.cedar).update(votes=0)
    places = list(opened.consultation.participations.select_related("organisation"))
    for person in cast.everyone().values():
        by_rule = {place for place in places if predicate(person, place, now)}
        assert by_rule == set(queryset(person, now).filter(consultation=opened.consultation))
