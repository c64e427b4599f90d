"""A reader reports a comment; the secretariat settles the report with a sentence."""

import pytest

from consultations.actions import authorship, comments, moderation, reports
from consultations.enums import CommentVisibility
from consultations.models import Report
from tests.consultations.discussing import talk


@pytest.fixture
def said(cast, now):
    return talk(cast=cast, now=now)


def report(said, **other):
    doing = {"organisation": said.cast.cedar, "reason": "Nennt eine Person.", "by": said.cast.cem, "now": said.now}
    return reports.report(**{"comment": said.comment, **doing, **other})


def settle(said, made, **other):
    doing = {"settlement": "Wir sehen nichts Falsches.", "hides": False, "by": said.cast.ada, "now": said.now}
    return reports.settle(**{"report": made, **doing, **other})


def test_a_report_waits_for_the_secretariat(said, cast):
    made = report(said)
    assert (made.organisation, made.actor, made.reason) == (cast.cedar, cast.cem.actor.token, "Nennt eine Person.")
    assert made.settled_at is None


def test_every_reader_reports_and_nobody_else(said, cast):
    for name, organisation in {"ada": "federation", "bo": "birch", "emil": "birch", "gul": "federation"}.items():
        report(said, by=getattr(cast, name), organisation=getattr(cast, organisation))
    for name in ("dora", "hanna", "bea"):
        with pytest.raises(comments.NotEntitled):
            report(said, by=getattr(cast, name), organisation=cast.cedar)
    assert Report.objects.count() == 4


def test_what_is_said_inside_is_not_reported(said, cast):
    inner = said.post("Unter uns.", visibility=CommentVisibility.ORGANISATION)
    with pytest.raises(comments.NotEntitled):
        report(said, comment=inner, by=cast.bea, organisation=cast.birch)


def test_one_person_reports_once_until_it_is_settled(said):
    made = report(said)
    with pytest.raises(reports.Reported):
        report(said)
    settle(said, made)
    assert report(said) != made


def test_a_report_says_why(said):
    with pytest.raises(moderation.ReasonMissing):
        report(said, reason=" ")
    assert not Report.objects.exists()


def test_what_is_gone_is_not_reported(said):
    moderation.hide(comment=said.comment, reason="Doppelt.", by=said.cast.ada, now=said.now)
    with pytest.raises(authorship.Gone):
        report(said)


def test_settled_by_leaving_it(said, cast):
    made = settle(said, report(said))
    assert (made.settled_at, made.settled_by, made.settlement) == (
        said.now, cast.ada.actor.token, "Wir sehen nichts Falsches.",
    )  # fmt: skip
    assert said.again().is_removed is False


def test_settled_by_hiding_it(said):
    settle(said, report(said), settlement="Nennt eine Ratsuchende.", hides=True)
    assert (said.again().is_removed, said.again().hidden_reason) == (True, "Nennt eine Ratsuchende.")


def test_a_report_is_settled_once_and_with_a_sentence(said):
    made = report(said)
    with pytest.raises(moderation.ReasonMissing):
        settle(said, made, settlement="")
    settle(said, made)
    with pytest.raises(reports.Settled):
        settle(said, made, hides=True)
    assert said.again().is_removed is False


def test_only_editors_settle(said, cast):
    made = report(said)
    for name in ("bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna"):
        with pytest.raises(comments.NotEntitled):
            settle(said, made, by=getattr(cast, name))
