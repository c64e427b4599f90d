"""Who is mailed what about a consultation."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as mailbox

from accounts.models import Membership, Role, User
from consultations.actions import consultations, statements
from consultations.enums import LegalEffect, Visibility
from consultations.models import Consultation, Participation
from consultations.phases import PhaseKind
from notifications import kinds
from notifications.actions import messages
from notifications.models import Event, Message, MessageState
from tests.cast import make_cast

from . import building

DAY, HOUR = building.DAY, building.HOUR
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
TIMETABLE = [(PhaseKind.COMMENT, -HOUR, DAY), (PhaseKind.VOTE, 2 * DAY, 4 * DAY)]


@pytest.fixture
def cast(db):
    """As of that day, so that Farid's two weeks are these."""
    return make_cast(now=NOW)


def opened(cast, *, invited=None, **fields) -> Consultation:
    consultation = building.consultation(now=NOW, timetable=TIMETABLE, **fields)
    for organisation in invited or [cast.birch]:
        Participation.objects.create(consultation=consultation, organisation=organisation)
    return consultations.open_(consultation=consultation, by=cast.ada, now=NOW)


def told(event) -> list[str]:
    return sorted(User.objects.get(pk=r.user_id).name for r in kinds.kind(event.kind).recipients(event))


def mails(event) -> dict[str, mailbox.EmailMultiAlternatives]:
    """Everything delivered for this event, by the name of the recipient."""
    messages.expand(event=event, now=NOW)
    while messages.deliver(now=NOW + timedelta(minutes=1)):
        pass
    return {sent.to[0].split(" <")[0].strip('"'): sent for sent in mailbox.outbox}


def html(sent) -> str:
    return next(body for body, kind in sent.alternatives if kind == "text/html")


def test_everyone_with_a_role_in_an_organisation_that_takes_part(cast):
    opened(cast)
    assert told(Event.objects.get()) == ["Bea", "Bo", "Emil", "Farid"]


def test_one_message_for_two_organisations(cast):
    Membership.objects.create(user=cast.bea, organisation=cast.cedar, role=Role.READER)
    User.objects.update(language="en")
    opened(cast, invited=[cast.birch, cast.cedar])
    sent = mails(Event.objects.get())
    assert (sorted(sent), len(mailbox.outbox)) == (["Bea", "Bo", "Cem", "Emil", "Farid"], 5)
    assert "Birkenverein and Zedernkreis" in sent["Bea"].body.replace("\n", " ")
    assert ("Zedernkreis" in sent["Bo"].body, "Zedernkreis" in html(sent["Bo"])) == (False, False)


@pytest.mark.promise(10)
def test_what_a_delegate_reads(cast):
    User.objects.filter(pk=cast.bea.pk).update(language="en")
    cast.birch.votes = 2
    cast.birch.save()
    consultation = opened(
        cast, what="Es geht um Kurse.", legal_effect=LegalEffect.BOARD, decision_note="The board decides on 27 November."
    )
    sent = mails(Event.objects.get())["Bea"]
    assert sent.subject == "New consultation: Kurse"
    address = f"http://localhost:8000/beteiligungen/{consultation.slug}/"
    lines = [line.strip() for line in sent.body.splitlines()]
    for line in ("Good day Bea,", "Es geht um Kurse.", "Birkenverein, 2 votes. Your role: Delegate", address):
        assert line in lines
    for text in (sent.body, html(sent)):
        assert "What the vote means: Board resolution. The board decides on 27 November." in text
    assert "Comment: Nov. 2, 2026, 08:00 to Nov. 3, 2026, 09:00" in sent.body
    assert f'href="{address}"' in html(sent)
    assert "<style>" not in html(sent).split("@media")[0].split("<style")[0]


def leaked(text) -> list[str]:
    """Words of a confidential matter, and its number, that stand in a mail or in an address in it."""
    return [word for word in ("geheim", "vertraulich.", "innenminist", "integrationskurse", "1/2026") if word in text.lower()]


@pytest.mark.promise(8)
def test_of_a_confidential_consultation_nothing_but_that_there_is_something(cast):
    opened(
        cast, title="Geheimer Entwurf", slug="geheimer-entwurf", what="Streng vertraulich.", body="Innenministerium",
        visibility=Visibility.PARTICIPANTS, is_confidential=True,
    )  # fmt: skip
    for sent in mails(Event.objects.get()).values():
        for text in (sent.subject, sent.body, html(sent)):
            assert [
                word for word in ("geheim", "vertraulich.", "innenminist", "integrationskurse") if word in text.lower()
            ] == []
        assert "http://localhost:8000/beteiligungen/" in sent.body.splitlines()


def test_no_longer_due_once_it_is_closed_or_the_role_has_ended(cast):
    consultation = opened(cast)
    event = Event.objects.get()
    messages.expand(event=event, now=NOW)
    Membership.objects.filter(user=cast.bo).update(valid_until=NOW + HOUR)
    kind = kinds.kind(event.kind)

    def due(moment) -> list[str]:
        rows = Message.objects.select_related("user", "event")
        return sorted(message.user.name for message in rows if kind.still_due(message, moment))

    assert due(NOW) == ["Bea", "Bo", "Emil", "Farid"]
    assert due(NOW + 2 * HOUR) == ["Bea", "Emil", "Farid"]
    consultations.close(consultation=consultation, by=None, now=NOW + 4 * DAY)
    assert due(NOW + 4 * DAY) == []


def issued(cast, **fields) -> Event:
    consultation = opened(cast, **fields)
    for question in consultation.questions.all():
        building.vote(question, cast.birch, "support", by=cast.bea, now=NOW)
    consultations.close(consultation=consultation, by=None, now=NOW + 4 * DAY)
    statements.approve(consultation=consultation, by=cast.ada, now=NOW + 5 * DAY)
    compilation = statements.request(consultation=consultation, by=cast.ada, now=NOW + 5 * DAY)
    statements.carry_out(compilation=compilation, now=NOW + 5 * DAY)
    Event.objects.filter(kind="consultation-opened").delete()
    return Event.objects.get(kind="statement-issued")


def test_the_statement_is_announced_to_the_same_people(cast):
    User.objects.update(language="en")
    event = issued(cast, body="Ministerium", bill_title="Entwurf eines Gesetzes über Kurse")
    assert told(event) == ["Bea", "Bo", "Emil", "Farid"]
    messages.expand(event=event, now=NOW + 5 * DAY)
    messages.deliver(now=NOW + 5 * DAY + HOUR)
    sent = mailbox.outbox[0]
    assert sent.subject == "Statement 1/2026 issued: Stellungnahme zum Entwurf eines Gesetzes über Kurse"
    assert "2 sections were adopted." in sent.body
    assert "It goes to: Ministerium." in sent.body
    assert "http://localhost:8000/stellungnahmen/" in sent.body


@pytest.mark.promise(8)
def test_of_a_confidential_statement_only_a_link(cast):
    event = issued(
        cast, title="Geheimer Entwurf", slug="geheimer-entwurf", body="Innenministerium",
        bill_title="Entwurf eines Geheimgesetzes",
        visibility=Visibility.PARTICIPANTS, is_confidential=True,
    )  # fmt: skip
    messages.expand(event=event, now=NOW + 5 * DAY)
    messages.deliver(now=NOW + 5 * DAY + HOUR)
    assert len(mailbox.outbox) == 4
    for sent in mailbox.outbox:
        for text in (sent.subject, sent.body, html(sent)):
            assert leaked(text) == []
        assert "http://localhost:8000/stellungnahmen/" in sent.body.splitlines()
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.SENT}
