"""What is mailed about discussions: to whom, and as long as it is true."""

import pytest
from django.core import mail as mailbox

from accounts.models import User
from consultations.actions import authorship, moderation
from consultations.enums import Visibility
from notifications.actions import messages
from notifications.models import Event
from tests.consultations.discussing import talk


@pytest.fixture
def said(cast, now):
    User.objects.update(language="en")
    return talk(cast=cast, now=now)


def told(now) -> dict[str, str]:
    """Everything delivered, by the name of the recipient."""
    for event in Event.objects.all():
        messages.expand(event=event, now=now)
    while messages.deliver(now=now):
        pass
    return {sent.to[0].split(" <")[0].strip('"'): f"{sent.subject}\n{sent.body}" for sent in mailbox.outbox}


def test_who_is_mentioned_reads_who_said_what(said, now):
    comment = said.post("Was sagt @Zedernkreis zu den Kosten?")
    mails = told(now)
    assert sorted(mails) == ["Cem"]
    assert "Birkenverein mentions you in the discussion of" in mails["Cem"]
    assert "Was sagt @Zedernkreis zu den Kosten?" in mails["Cem"]
    assert comment.get_absolute_url() in mails["Cem"]
    assert "Bea" not in mails["Cem"]


def test_of_a_comment_taken_back_nobody_is_told(said, cast, now):
    comment = said.post("Was sagt @Zedernkreis?")
    authorship.withdraw(comment=comment, organisation=cast.birch, by=cast.bea, now=now)
    assert told(now) == {}


@pytest.mark.promise(8)
def test_a_confidential_consultation_says_nothing_of_it(cast, now):
    User.objects.update(language="en")
    said = talk(cast=cast, now=now, visibility=Visibility.PARTICIPANTS)
    said.post("Was sagt @Zedernkreis zum Geheimen?")
    mail = told(now)["Cem"]
    assert ("Geheimen" in mail, "Birkenverein" in mail, said.opened.consultation.slug in mail) == (False, False, False)


def test_whose_comment_was_hidden_is_told_why(said, cast, now):
    moderation.hide(comment=said.comment, reason="Nennt eine Person.", by=cast.ada, now=now)
    mails = told(now)
    assert sorted(mails) == ["Bea", "Farid"]
    assert "Reason: Nennt eine Person." in mails["Bea"]
    assert "Ada" not in mails["Bea"]


def test_put_back_before_the_mail_went_nobody_is_told(said, cast, now):
    moderation.hide(comment=said.comment, reason="Nennt eine Person.", by=cast.ada, now=now)
    moderation.show(comment=said.comment, by=cast.ada, now=now)
    assert told(now) == {}
