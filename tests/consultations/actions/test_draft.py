"""The frame of the statement, as it is derived when a consultation closes."""

from datetime import UTC, date, datetime

import pytest

from consultations.actions import consultations, statements
from consultations.enums import Visibility
from consultations.models import Consultation, Participation
from consultations.phases import PhaseKind
from positions.enums import Audience
from positions.models import StatementDraft

from .. import building

DAY, HOUR = building.DAY, building.HOUR
NOW = datetime(2026, 10, 20, 8, tzinfo=UTC)
INVITATION = {
    "body": "Ministerium für Soziales",
    "unit": "Referat 34",
    "body_address": "Am Alten Markt 3\n\n00410 Lindenstadt\n",
    "invited_on": date(2026, 10, 16),
    "deadline_at": datetime(2026, 11, 3, 17, tzinfo=UTC),
    "bill_title": "Entwurf eines Gesetzes über die Anerkennung von Berufen",
    "bill_short": "Anerkennungsgesetz",
}


def closed(cast, **fields) -> Consultation:
    consultation = building.consultation(now=NOW, timetable=[(PhaseKind.VOTE, -HOUR, DAY)], **fields)
    if fields.get("visibility") == Visibility.PARTICIPANTS:
        Participation.objects.create(consultation=consultation, organisation=cast.birch)
    consultations.open_(consultation=consultation, by=cast.ada, now=NOW)
    building.vote(consultation.questions.first(), cast.birch, "support", by=cast.bea, now=NOW)
    return consultations.close(consultation=consultation, by=None, now=NOW + DAY)


def test_all_that_can_be_derived(cast):
    draft = closed(cast, **INVITATION).statement_draft
    assert (draft.title, draft.short_title) == (
        "Stellungnahme zum Entwurf eines Gesetzes über die Anerkennung von Berufen",
        "Stellungnahme zum Anerkennungsgesetz",
    )
    assert draft.addressee == "Ministerium für Soziales\nReferat 34\nAm Alten Markt 3\n00410 Lindenstadt"
    assert draft.addressee_short == "Ministerium für Soziales"
    # 19 October to 3 November are twelve days from Monday to Friday; Reformation Day falls on a Saturday
    assert draft.opening == (
        "<p>Sie haben uns mit Schreiben vom 16. Oktober 2026 Gelegenheit gegeben, Stellung zu nehmen. Dafür danken wir. "
        "Zwischen Ihrem Schreiben und dem Ablauf der Frist am 3. November 2026, 18 Uhr, lagen 12 Arbeitstage; "
        "in dieser Zeit konnte sich 1 von 2 Mitgliedsorganisationen beteiligen.</p>"
    )
    assert draft.closing == "<p>Für Rückfragen und für eine mündliche Anhörung stehen wir gern zur Verfügung.</p>"


def test_it_waits_for_approval(cast):
    draft = closed(cast).statement_draft
    assert (draft.live, draft.is_approved, draft.revisions.count()) == (False, False, 1)
    draft.get_latest_revision().publish()
    assert StatementDraft.objects.get().is_approved


@pytest.mark.parametrize(
    ("visibility", "audience"),
    [
        (Visibility.PUBLIC, Audience.PUBLIC),
        (Visibility.MEMBERS, Audience.MEMBERS),
        (Visibility.PARTICIPANTS, Audience.PARTICIPANTS),
    ],
)
def test_its_readers_are_those_of_the_paper(cast, visibility, audience):
    assert closed(cast, visibility=visibility).statement_draft.audience == audience


def test_a_paper_of_our_own(cast):
    draft = closed(cast).statement_draft
    assert (draft.title, draft.addressee) == ("Stellungnahme: Integrationskurse", "")
    assert draft.opening == "<p>An der Abstimmung hat sich 1 von 2 Mitgliedsorganisationen beteiligt.</p>"


def test_prepared_once(cast):
    consultation = closed(cast)
    assert statements.prepare_draft(consultation=consultation, by=cast.ada, now=NOW) == consultation.statement_draft
    assert StatementDraft.objects.count() == 1


def test_markup_in_the_invitation_stays_text(cast):
    draft = closed(cast, body="<b>Amt</b>", bill_short="<i>Gesetz</i>").statement_draft
    assert draft.addressee == "<b>Amt</b>"  # plain text; whoever shows it escapes it
    assert "<b>" not in draft.opening
