"""From the outbox to a real mail server. Promise 7: one mail per event, person and channel, never lost."""

import email
import email.policy
import re
import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from notifications.actions import delivery, messages
from notifications.models import Event, Message, MessageState

from .test_events import record

pytestmark = pytest.mark.django_db


def queue(*, facts=None, **who):
    """An expanded event; its messages wait."""
    event = record(**{"kind": "test-letter", **who, **(facts or {})})
    messages.expand(event=event, now=timezone.now())
    return event


def parsed(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def states():
    return list(Message.objects.order_by("pk").values_list("state", "attempts"))


@pytest.mark.promise(7)
def test_one_mail_arrives_once_in_the_recipients_language_as_text_and_html(cast, mail_server):
    cast.cem.language = "en"
    cast.cem.save()
    queue(to=[cast.bea.pk, cast.cem.pk])
    now = timezone.now()
    assert [messages.deliver(now=now), messages.deliver(now=now)] == [2, 0]
    (bea, to_bea), (cem, to_cem) = ((who, parsed(raw)) for who, raw in mail_server.mails)
    assert [bea, cem] == ["bea@example.org", "cem@example.org"]
    assert [to_bea["Subject"], to_cem["Subject"]] == ["Guten Tag: Title", "Good day: Title"]
    assert [part.get_content_type() for part in to_bea.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert "Guten Tag, Bea & all," in to_bea.get_body(("plain",)).get_content()
    assert "<p style=" in to_bea.get_body(("html",)).get_content()
    assert states() == [("sent", 1), ("sent", 1)]
    assert mail_server.connections == 1


def test_the_mail_names_itself_and_says_it_is_automatic(cast, mail_server):
    event = queue(to=[cast.bea.pk])
    messages.deliver(now=timezone.now())
    mail = parsed(mail_server.mails[0][1])
    message = event.messages.get()
    assert mail["Message-ID"] == f"<{message.message_id}@localhost>"
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "de")
    assert (mail["From"], mail["To"]) == ("Mitstimme <mitstimme@localhost>", "Bea <bea@example.org>")


def test_the_html_carries_its_rules_inline_is_small_and_loads_nothing(cast, mail_server):
    queue(to=[cast.bea.pk])
    messages.deliver(now=timezone.now())
    html = parsed(mail_server.mails[0][1]).get_body(("html",)).get_content()
    assert html.startswith("<!DOCTYPE html>")
    assert re.findall(r"<(?:img|link|script)\b|url\(|@import|src=", html) == []
    assert len(html.encode()) < 100_000
    assert re.search(r"<h1[^>]*style=", html)
    assert re.search(r"\{[{%]|⟦", html) is None


def test_the_text_is_set_for_mail_programs_without_html(cast, mail_server):
    queue(to=[cast.bea.pk], context={"title": f"{'Wort ' * 40}https://example.org/{'x' * 90}"})
    messages.deliver(now=timezone.now())
    lines = parsed(mail_server.mails[0][1]).get_body(("plain",)).get_content().splitlines()
    assert max(len(line) for line in lines if "https" not in line) <= 72
    assert [line for line in lines if "https" in line] == [f"https://example.org/{'x' * 90}"]
    assert lines.count("-- ") == 1


def test_a_name_with_umlauts_or_line_breaks_harms_no_header(cast, mail_server):
    cast.bea.name = "Bée, „Gül“\r\nBcc: victim@example.org"
    cast.bea.save()
    queue(to=[cast.bea.pk], context={"title": "Ä\nBcc: other@example.org"})
    messages.deliver(now=timezone.now())
    ((_who, raw),) = mail_server.mails
    mail = parsed(raw)
    assert (mail["Bcc"], mail["Subject"]) == (None, "Guten Tag: Ä Bcc: other@example.org")
    (address,) = mail["To"].addresses
    assert (address.display_name, address.addr_spec) == ("Bée, „Gül“ Bcc: victim@example.org", "bea@example.org")


@pytest.mark.promise(7)
def test_a_temporary_refusal_waits_and_is_tried_again(cast, mail_server):
    queue(to=[cast.bea.pk])
    mail_server.answers = ["451 4.7.1 bea@example.org: try again later"]
    now = timezone.now()
    messages.deliver(now=now)
    waiting = Message.objects.get()
    assert (waiting.state, waiting.attempts, waiting.claimed_until) == ("queued", 1, None)
    assert waiting.reason == "The mail server asked us to try again later (451 4.7.1)."
    assert timedelta(seconds=30) <= waiting.due_at - now < timedelta(seconds=35)
    assert messages.deliver(now=now + timedelta(seconds=29)) == 0
    messages.deliver(now=now + timedelta(seconds=40))
    assert (states(), len(mail_server.mails)) == ([("sent", 2)], 1)
    assert Message.objects.get().reason == ""


def test_pauses_double_and_end(cast, mail_server):
    queue(to=[cast.bea.pk])
    mail_server.answers = ["451 later"] * 20
    now, pauses = timezone.now(), []
    while Message.objects.get().state == MessageState.QUEUED:
        messages.deliver(now=now)
        message = Message.objects.get()
        pauses.append(round((message.due_at - now).total_seconds()))
        now = message.due_at
    assert pauses[:4] == [30, 60, 120, 240]
    assert states() == [("parked", delivery.MOST_ATTEMPTS)]
    assert message.reason == "The mail server asked us to try again later (451). Given up after 12 attempts."


def test_a_refusal_for_good_is_kept_with_its_reason_and_stops_nobody_else(cast, mail_server):
    queue(to=[cast.bea.pk, cast.cem.pk])
    mail_server.answers = ["550 5.1.1 <bea@example.org> unknown"]
    messages.deliver(now=timezone.now())
    assert states() == [("parked", 1), ("sent", 1)]
    assert Message.objects.first().reason == "The mail server refused the message (550 5.1.1)."


@pytest.mark.promise(7)
def test_a_server_that_is_down_loses_nothing(cast, mail_server):
    mail_server.stop()
    queue(to=[cast.bea.pk, cast.cem.pk])
    now = timezone.now()
    messages.deliver(now=now)
    assert states() == [("queued", 1), ("queued", 1)]
    assert Message.objects.first().reason == "The mail server cannot be reached."
    mail_server.start()
    messages.deliver(now=now + timedelta(minutes=1))
    assert [who for who, _raw in mail_server.mails] == ["bea@example.org", "cem@example.org"]


def test_a_server_that_hangs_up_in_between_is_called_again(cast, mail_server):
    queue(to=[cast.bea.pk, cast.cem.pk])
    mail_server.answers = ["421 4.3.2 shutting down"]
    now = timezone.now()
    messages.deliver(now=now)
    assert states() == [("queued", 1), ("sent", 1)]
    messages.deliver(now=now + timedelta(minutes=1))
    assert [who for who, _raw in mail_server.mails] == ["cem@example.org", "bea@example.org"]


@pytest.mark.promise(7)
def test_a_worker_killed_after_acceptance_repeats_at_most_that_one_with_the_same_id(cast, mail_server, monkeypatch):
    queue(to=[cast.bea.pk, cast.cem.pk, cast.emil.pk])
    finish = delivery.Delivery._finish

    def die_at_the_second(self, message, state, reason):
        if message.user_id == cast.cem.pk:
            raise KeyboardInterrupt
        finish(self, message, state, reason)

    now = timezone.now()
    monkeypatch.setattr(delivery.Delivery, "_finish", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        messages.deliver(now=now)
    monkeypatch.setattr(delivery.Delivery, "_finish", finish)
    assert messages.deliver(now=now + timedelta(seconds=1)) == 0  # still the dead worker's own
    messages.deliver(now=now + delivery.LEASE + timedelta(seconds=1))
    assert [who for who, _raw in mail_server.mails] == [f"{name}@example.org" for name in ("bea", "cem", "cem", "emil")]
    ids = [parsed(raw)["Message-ID"] for _who, raw in mail_server.mails]
    assert (ids[1] == ids[2], len(set(ids))) == (True, 3)


def test_what_is_no_longer_due_is_dropped(cast, mail_server):
    queue(to=[cast.bea.pk], over=True)
    messages.deliver(now=timezone.now())
    assert (states(), mail_server.mails) == ([("dropped", 1)], [])


def test_a_gap_in_the_text_is_kept_with_its_reason_and_never_sent(cast, mail_server):
    queue(to=[cast.bea.pk], context={})
    messages.deliver(now=timezone.now())
    assert (states(), mail_server.mails) == ([("parked", 1)], [])
    assert Message.objects.get().reason == "The text cannot be made: undefined variable “title”."


def test_a_bug_in_one_text_holds_up_no_other(cast, mail_server, caplog):
    broken = queue(to=[cast.bea.pk])
    Event.objects.filter(pk=broken.pk).update(facts={})  # the kind will look for what is not there
    queue(to=[cast.cem.pk], key="letter:2")
    messages.deliver(now=timezone.now())
    assert states() == [("parked", 1), ("sent", 1)]
    assert Message.objects.first().reason == "The text cannot be made: KeyError."
    assert "cannot be made" in caplog.text


def test_a_kind_that_is_gone_holds_up_no_other(cast, mail_server):
    gone = queue(to=[cast.bea.pk])
    Event.objects.filter(pk=gone.pk).update(kind="test-gone")
    queue(to=[cast.cem.pk], key="letter:2")
    messages.deliver(now=timezone.now())
    assert states() == [("parked", 1), ("sent", 1)]
    assert Message.objects.first().reason == "The text cannot be made: unknown kind “test-gone”."


def test_secrets_are_forgotten_once_nothing_waits(cast, mail_server):
    event = queue(to=[cast.bea.pk, cast.cem.pk], kind="test-secret")
    mail_server.answers = ["451 later"]
    now = timezone.now()
    messages.deliver(now=now)
    event.refresh_from_db()
    assert event.facts["context"] == {"title": "Title"}
    messages.deliver(now=now + timedelta(minutes=1))
    event.refresh_from_db()
    assert (event.facts, states()) == ({}, [("sent", 2), ("sent", 1)])


def test_a_failed_message_can_be_queued_again(cast, mail_server, django_capture_on_commit_callbacks):
    queue(to=[cast.bea.pk])
    mail_server.answers = ["550 no"]
    messages.deliver(now=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        messages.retry(message=Message.objects.get(), now=timezone.now())
    assert (states(), len(mail_server.mails)) == ([("sent", 1)], 1)
    with pytest.raises(messages.NotFailed, match="has not failed"):
        messages.retry(message=Message.objects.get(), now=timezone.now())


@pytest.mark.promise(7)
def test_the_sweep_makes_good_what_a_lost_queue_forgot(cast, mail_server, django_capture_on_commit_callbacks):
    record(to=[cast.bea.pk])  # its wake-up is lost
    queue(to=[cast.cem.pk], key="letter:2")  # and so is this delivery's
    with django_capture_on_commit_callbacks(execute=True):
        messages.sweep(now=timezone.now())
    assert sorted(who for who, _raw in mail_server.mails) == ["bea@example.org", "cem@example.org"]


@pytest.mark.promise(7)
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(mail_server):
    addresses = [f"member{number}@example.org" for number in range(60)]
    queue(addresses=addresses)
    Message.objects.update(state=MessageState.QUEUED, sent_at=None, claimed_until=None)
    mail_server.mails.clear()
    start = threading.Barrier(4)

    def work():
        start.wait()
        while messages.deliver(now=timezone.now()):
            pass
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(who for who, _raw in mail_server.mails) == sorted(addresses)
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
