"""Open suggestions when a version changes what they were written on: carried over where that is safe, else returned."""

import pytest
from django.core import mail as mailbox

from consultations.actions import rebasing
from consultations.queries.proposed import parts_of
from notifications.actions import messages
from notifications.models import Event
from positions.wording.passages import Passage
from tests.consultations import building


def tree(*texts):
    return [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in texts]


@pytest.fixture
def opened(cast, now):
    paper = building.paper()
    version = building.version(paper, {"Fristen": "Drei Monate.", "Kosten": "A.\nB.\nC."}, now=now)
    made = building.consultation(now=now, paper=paper, version=version, opened_at=now)
    made.participations.create(organisation=cast.cedar, votes=1)
    return made


@pytest.fixture
def suggest(cast, opened, now):
    def suggested(*texts, **fields):
        made = building.suggestion(opened, "Kosten", cast.cedar, by=cast.cem, now=now, text="\n".join(texts))
        made.parts = [{"heading": "Kosten", "tree": tree(*texts)}] if texts else []
        for name, value in fields.items():
            setattr(made, name, value)
        made.save()
        return made

    return suggested


@pytest.fixture
def issue(opened, now):
    """The next version, in which the section has these paragraphs, or is gone."""

    def issued(*texts):
        wordings = {"Fristen": "Drei Monate.", **({"Kosten": "\n".join(texts)} if texts else {})}
        version = building.version(opened.paper, wordings, now=now)
        return version, rebasing.rebase(consultation=opened, version=version, now=now)

    return issued


def test_where_the_version_changed_another_paragraph_it_is_carried_over(suggest, issue):
    suggestion = suggest("A.", "B.", "C neu.")
    version, returned = issue("A anders.", "B.", "C.")
    suggestion.refresh_from_db()
    assert (returned, suggestion.state, suggestion.rebased_on.version) == ([], "open", version)
    assert parts_of(suggestion) == [Passage("Kosten", tree("A anders.", "B.", "C neu."))]


@pytest.mark.promise(1)
def test_carried_over_twice_it_still_holds_what_was_written(suggest, issue):
    suggestion = suggest("A.", "B.", "C neu.")
    written = (suggestion.parts, suggestion.text)
    issue("A anders.", "B.", "C.")
    issue("A ganz anders.", "B.", "C.")
    suggestion.refresh_from_db()
    assert (suggestion.parts, suggestion.text) == written
    assert parts_of(suggestion) == [Passage("Kosten", tree("A ganz anders.", "B.", "C neu."))]


@pytest.mark.promise(1)
def test_where_it_changed_the_same_paragraph_its_organisation_gets_its_text_back(cast, suggest, issue, now):
    suggestion = suggest("A.", "B.", "C neu.")
    _version, returned = issue("A.", "B.", "C ganz anders.")
    suggestion.refresh_from_db()
    assert (returned, suggestion.state, suggestion.rebased_on) == ([suggestion], "returned", None)
    for event in Event.objects.all():
        messages.expand(event=event, now=now)
    while messages.deliver(now=now):
        pass
    (sent,) = mailbox.outbox
    assert (cast.cem.email in sent.to[0], "C neu." in sent.body) == (True, True)


def test_what_the_version_says_already_waits_for_its_decision(suggest, issue):
    suggestion = suggest("A.", "B.", "C neu.")
    assert issue("A.", "B.", "C neu.")[1] == []
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.rebased_on) == ("open", None)


@pytest.mark.parametrize(("kind", "state"), [("delete", "returned"), ("split", "returned"), ("add", "open"), ("move", "open")])
def test_other_kinds(suggest, issue, kind, state):
    suggestion = suggest(kind=kind)
    issue("A anders.", "B.", "C.")
    suggestion.refresh_from_db()
    assert suggestion.state == state


def test_a_section_that_goes_returns_what_was_suggested_on_it(suggest, issue):
    suggestion = suggest("A.", "B.", "C neu.")
    assert issue()[1] == [suggestion]
