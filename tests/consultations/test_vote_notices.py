"""Who is mailed what about votes: only those it concerns, and nothing that is confidential."""

import pytest
from django.core import mail as mailbox

from consultations.actions import consultations, drafts, objections, office, suggestions, votes
from consultations.enums import DraftKind, SuggestionState, Visibility
from consultations.models import Participation
from notifications.actions import messages
from notifications.models import Event
from positions.enums import Change
from tests.consultations import building
from tests.consultations.actions.test_closing import VOTING, question

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture
def real(cast, now):
    """Birch and Cedar take part; nothing that was told at the opening is in the box."""
    made = building.consultation(now=now, timetable=VOTING, title="Kurse")
    consultations.open_(consultation=made, by=cast.ada, now=now)
    Event.objects.all().delete()
    return made


def told(now) -> dict[str, str]:
    """Everything delivered, by the name of the recipient."""
    for event in Event.objects.all():
        messages.expand(event=event, now=now)
    while messages.deliver(now=now):
        pass
    return {sent.to[0].split(" <")[0].strip('"'): f"{sent.subject}\n{sent.body}" for sent in mailbox.outbox}


def answer(made, cast, now, choice="support", heading="Fristen", by=None, **given):
    asked = question(made, heading)
    digest = made.version.wordings.get(heading=heading).digest
    return votes.cast(
        question=asked, organisation=cast.birch, choice=choice, digest=digest, by=by or cast.bea, now=now, **given
    )


def changed(made, cast, now, mark):
    from consultations.actions import versions
    from positions.queries import changes

    paper = made.paper
    paper.sections = [
        ("section", {"heading": h, "level": 2, "kind": "text", "body": [("text", f"<p>{text}</p>")]})
        for h, text in (("Fristen", "Sechs Monate."), ("Kosten", "Wir fordern Kosten."))
    ]
    for block, old in zip(paper.sections, made.version.wordings.filter(kind="text").order_by("position"), strict=True):
        block.id = str(old.section.key)
    paper.save_revision().publish()
    marks = {change.key: mark for change in changes(paper) if change.needs_mark}
    versions.issue(consultation=made, marks=marks, note="Fristen verlängert.", by=cast.ada, now=now)
    made.refresh_from_db()


@pytest.mark.promise(3)
def test_a_change_of_substance_is_told_to_those_whose_vote_turned_stale(cast, real, now):
    answer(real, cast, now)
    changed(real, cast, now, Change.SUBSTANTIVE)
    mails = told(now)
    assert sorted(mails) == ["Bea", "Farid"]
    assert ("Fristen" in mails["Bea"], "Kosten" in mails["Bea"], "Fristen verlängert." in mails["Bea"]) == (True, False, True)


@pytest.mark.promise(3)
def test_an_editorial_change_is_told_to_nobody(cast, real, now):
    answer(real, cast, now)
    changed(real, cast, now, Change.EDITORIAL)
    assert told(now) == {}


def test_an_objection_is_told_to_the_secretariat(cast, real, now):
    answer(real, cast, now)
    changed(real, cast, now, Change.EDITORIAL)
    objections.object_(question=question(real, "Fristen"), organisation=cast.birch, reason="Neu.", by=cast.bea, now=now)
    mails = told(now)
    assert sorted(mails) == ["Ada"]
    assert ("Birkenverein" in mails["Ada"], "Neu." in mails["Ada"]) == (True, True)


def test_what_the_office_recorded_is_told_to_the_organisation(cast, real, now):
    asked = question(real, "Fristen")
    said = votes.Answer(asked, "support", real.version.wordings.get(heading="Fristen").digest)
    office.record_votes(answers=[said], organisation=cast.birch, caller="Bea", by=cast.ada, now=now)
    mails = told(now)
    assert sorted(mails) == ["Bea", "Farid"]
    assert f"/beteiligungen/{real.slug}/vermerke/" in mails["Bea"]


@pytest.mark.promise(2)
def test_two_who_vote_differently_are_both_told(cast, real, now):
    answer(real, cast, now, "support")
    answer(real, cast, now, "abstain", by=cast.farid)
    mails = told(now)
    assert sorted(mails) == ["Bea", "Farid"]
    for mail in mails.values():
        assert ("Bea" in mail, "Farid" in mail, "Enthaltung" in mail or "Abstention" in mail) == (True, True, True)


def test_the_same_answer_by_another_is_no_news(cast, real, now):
    answer(real, cast, now, "support")
    answer(real, cast, now, "support", by=cast.farid)
    assert told(now) == {}


def test_a_decided_demand_is_told_to_those_whose_vote_hinges_on_it(cast, real, now):
    suggestion = building.suggestion(real, "Fristen", cast.cedar, by=cast.cem, now=now)
    answer(real, cast, now, "concerns", condition=suggestion)
    adopted = {"state": SuggestionState.ADOPTED, "version": real.version, "answer": "Gern."}
    suggestions.decide(suggestion=suggestion, by=cast.ada, now=now, **adopted)
    mails = told(now)
    assert sorted(mails) == ["Bea", "Cem", "Farid"]
    assert "Gern." in mails["Bea"]
    assert "Was aus Ihren Beiträgen wurde" in mails["Cem"]


def test_a_draft_is_told_to_the_delegates_and_its_answer_to_its_author(cast, real, now):
    wording = real.version.wordings.get(heading="Fristen")
    draft = drafts.write(
        consultation=real, section=wording.section, organisation=cast.birch, kind=DraftKind.VOTE, choice="support",
        token=cast.emil.actor.token, by=cast.emil, now=now,
    )  # fmt: skip
    assert sorted(told(now)) == ["Bea", "Farid"]
    mailbox.outbox.clear()
    drafts.reject(draft=draft, answer="Noch nicht.", by=cast.bea, now=now)
    mails = told(now)
    assert (sorted(mails), "Noch nicht." in mails["Emil"]) == (["Emil"], True)


@pytest.mark.promise(8)
def test_of_a_confidential_consultation_a_mail_says_only_that_there_is_something_to_do(cast, now):
    made = building.consultation(now=now, timetable=VOTING, title="Geheimes Gesetz", visibility=Visibility.PARTICIPANTS)
    Participation.objects.create(consultation=made, organisation=cast.birch)
    consultations.open_(consultation=made, by=cast.ada, now=now)
    Event.objects.all().delete()
    said = votes.Answer(question(made, "Fristen"), "support", made.version.wordings.get(heading="Fristen").digest)
    office.record_votes(answers=[said], organisation=cast.birch, caller="Bea", by=cast.ada, now=now)
    mail = told(now)["Bea"]
    assert [word for word in ("Geheim", "Fristen", made.slug, "vermerke") if word in mail] == []
