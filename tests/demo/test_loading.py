"""The demo federation stands after loading: people, papers and consultations in the promised states."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from accounts.models import Organisation, OrganisationKind, User
from consultations.freshness import fresh_digests_by_section
from consultations.models import Consultation, SectionComment, Vote
from consultations.phases import PhaseKind
from demo import federation, loading

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2027, 3, 3, 10, 30, tzinfo=BERLIN)


def load(now: datetime) -> dict[str, Consultation]:
    with time_machine.travel(now, tick=False):
        loading.load(now=now)
    return {consultation.slug: consultation for consultation in Consultation.objects.prefetch_related("phases")}


def phase(consultation: Consultation, now: datetime) -> str | None:
    current = consultation.phase(now)
    return current.kind if current else None


def stale_votes(consultation: Consultation) -> list[str]:
    """The organisations whose votes count no more, once for each such vote."""
    fresh = fresh_digests_by_section(consultation.version)
    votes = Vote.objects.filter(question__consultation=consultation, question__section__isnull=False)
    votes = votes.select_related("question", "organisation")
    return [vote.organisation.name for vote in votes if vote.digest not in fresh[vote.question.section_id]]


def test_the_demo_shows_every_state(db):
    consultations = load(NOW)
    in_comments = consultations["landesteilhabegesetz"]
    in_vote = consultations["erreichbare-behoerden"]
    concluded = consultations["entwicklungspolitische-leitlinien"]
    confidential = consultations["hausordnung-der-unterkuenfte"]

    assert phase(in_comments, NOW) == PhaseKind.COMMENT
    assert SectionComment.objects.filter(consultation=in_comments).count() == 23

    assert phase(in_vote, NOW) == PhaseKind.VOTE
    assert in_vote.version.number == 2
    changed = in_vote.version.wordings.filter(kind="text").exclude(change="same").order_by("position")
    assert [wording.change for wording in changed] == ["editorial", "substantive"]
    assert Vote.objects.filter(question__consultation=in_vote).values("organisation").distinct().count() == 10
    assert stale_votes(in_vote) == ["Frauenkreis Ostpark e. V."]

    assert concluded.closed_at < NOW
    assert stale_votes(concluded) == []
    [statement] = concluded.statement_draft.statements.all()
    assert statement.issued_at < NOW
    assert sorted(statement.files.values_list("format", flat=True)) == ["docx", "html", "pdf"]

    assert confidential.is_confidential
    assert phase(confidential, NOW) == PhaseKind.COMMENT

    for consultation in (in_comments, in_vote, concluded):
        assert 8 <= consultation.version.wordings.filter(kind="text").count() <= 15


def test_its_organisations_are_of_every_kind_and_its_people_can_sign_in(db):
    load(NOW)
    assert set(Organisation.objects.values_list("kind", flat=True)) == set(OrganisationKind.values)
    assert Organisation.objects.get(votes=2).name == "Verein Brücke Lindenstadt e. V."
    assert User.objects.get(email="bea@mittelland.example").check_password(federation.PASSWORD)
    assert {person.email for person in federation.PEOPLE} == set(User.objects.values_list("email", flat=True))


@pytest.mark.slow
@pytest.mark.parametrize("hour, minute", [(0, 1), (8, 59), (18, 1), (23, 59)])
@pytest.mark.parametrize("day", [(2027, 3, 30), (2027, 10, 31), (2028, 2, 29)])
def test_it_looks_alive_at_any_hour(db, day, hour, minute):
    now = datetime(*day, hour, minute, tzinfo=BERLIN)
    consultations = load(now)
    assert phase(consultations["landesteilhabegesetz"], now) == PhaseKind.COMMENT
    assert phase(consultations["erreichbare-behoerden"], now) == PhaseKind.VOTE
    assert stale_votes(consultations["erreichbare-behoerden"]) == ["Frauenkreis Ostpark e. V."]
    assert all(c.deadline_at > now for c in consultations.values() if c.closed_at is None)
