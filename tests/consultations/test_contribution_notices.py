"""What an organisation is mailed about its contributions: once for each batch of decisions."""

from uuid import uuid4

import pytest

from consultations.actions import comments, consultations, register, suggestions
from consultations.enums import Decision, SuggestionState, Visibility
from consultations.models import Consultation, Contribution
from consultations.phases import PhaseKind
from notifications.models import Event
from tests.consultations import building
from tests.consultations.test_vote_notices import told

HOUR, DAY = building.HOUR, building.DAY
pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture
def real(cast, now):
    timetable = [(PhaseKind.COMMENT, -HOUR, HOUR), (PhaseKind.CONFIRM, DAY, 2 * DAY)]
    made = building.consultation(now=now, timetable=timetable, title="Kurse")
    made = consultations.open_(consultation=made, by=cast.ada, now=now)
    Event.objects.all().delete()
    section = made.version.wordings.get(heading="Fristen").section
    for organisation, by, text in (
        (cast.birch, cast.bea, "Zu knapp."), (cast.birch, cast.bea, "Wer zahlt?"), (cast.cedar, cast.cem, "Nein."),
    ):  # fmt: skip
        place = {"consultation": made, "section": section, "organisation": organisation}
        comments.post(text=text, token=uuid4(), by=by, now=now, **place)
    return made


def decide(cast, now, *numbers, decision=Decision.NOTED, reason="Das nehmen wir auf."):
    rows = Contribution.objects.filter(number__in=numbers)
    register.decide(contributions=rows, decision=decision, reason=reason, by=cast.ada, now=now)


@pytest.mark.promise(5)
def test_one_mail_a_person_with_decision_and_reason_whatever_the_number(cast, real, now, mailoutbox):
    decide(cast, now, 1, 2)
    mails = told(now)
    assert (sorted(mails), len(mailoutbox)) == (["Bea", "Farid"], 2)
    assert ("Beitrag 1, 1 Fristen: Zur Kenntnis genommen" in mails["Bea"], "Das nehmen wir auf." in mails["Bea"]) == (
        True,
        True,
    )
    assert f"/beteiligungen/{real.slug}/beitraege/" in mails["Bea"]


@pytest.mark.promise(5)
def test_each_reads_of_its_own_only(cast, real, now, mailoutbox):
    decide(cast, now, 1, 3)
    mails = told(now)
    assert sorted(mails) == ["Bea", "Cem", "Farid"]
    found = {name: ("Beitrag 1," in mail, "Beitrag 3," in mail) for name, mail in mails.items()}
    assert found == {"Bea": (True, False), "Cem": (False, True), "Farid": (True, False)}


def test_an_adopted_suggestion_shows_what_the_version_changed(cast, real, now, mailoutbox):
    made = building.suggestion(real, "Fristen", cast.birch, by=cast.bea, now=now, text="Zwei Monate.")
    version = building.version(real.paper, {"Fristen": "Zwei Monate.", "Kosten": "Als Zuschuss."}, now=now)
    suggestions.decide(suggestion=made, state=SuggestionState.ADOPTED, version=version, by=cast.ada, now=now)
    mails = told(now)
    assert "[-Drei-][+Zwei+] Monate." in mails["Bea"]
    assert '<del class="m-del' in str(mailoutbox[0].alternatives[0].content)


def test_of_a_confidential_consultation_nothing_is_said(cast, real, now, mailoutbox):
    Consultation.objects.update(visibility=Visibility.PARTICIPANTS)
    decide(cast, now, 1)
    mail = told(now)["Bea"]
    assert ("Das nehmen wir auf." in mail, "Kurse" in mail, "beitraege" in mail) == (False, False, False)


def test_nobody_is_told_who_has_left(cast, real, now, mailoutbox):
    decide(cast, now, 1)
    cast.bea.memberships.all().delete()
    assert sorted(told(now)) == ["Farid"]
