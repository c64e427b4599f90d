"""From the draft in the admin to the issued statement: written by Ada, approved by Gül, compiled and issued."""

from uuid import uuid4

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from consultations.actions import comments, consultations, register, verdicts
from consultations.enums import Decision, Satisfaction
from consultations.phases import PhaseKind
from positions.models import Compilation

from ...admin_site import client_of, seen_by
from .. import building
from ..building import DAY, HOUR, consultation


@pytest.fixture
def closed(cast, now):
    made = consultation(now=now)
    consultations.open_(consultation=made, by=cast.ada, now=now)
    consultations.close(consultation=made, by=cast.ada, now=now, reason="Ende der Anhörung")
    made.refresh_from_db()
    return made


def page_of(consultation):
    return reverse("consultations_admin:statement", args=[consultation.pk])


def fields_of(draft, **changes):
    kept = (
        "title",
        "short_title",
        "topic",
        "addressee",
        "addressee_short",
        "salutation",
        "verdict",
        "verdict_text",
        "audience",
    )
    rich = '{"blocks": [{"key": "a", "text": "Wir danken.", "type": "unstyled", "depth": 0}], "entityMap": {}}'
    texts = dict.fromkeys(("opening", "summary", "general", "closing"), rich)
    return {**{name: getattr(draft, name) for name in kept}, **texts, **changes}


def submit(cast, draft):
    edit = reverse("statement_drafts:edit", args=[draft.pk])
    return client_of(cast.ada).post(edit, {**fields_of(draft), "action-submit": "1"})


def approve(person, draft):
    state = TaskState.objects.get(workflow_state__object_id=str(draft.pk), status=TaskState.STATUS_IN_PROGRESS)
    url = reverse("statement_drafts:workflow_action", args=[draft.pk, "approve", state.pk])
    return client_of(person).post(url, {"next": "/admin/"})


def test_who_edits_a_draft(cast, closed):
    assert seen_by(cast, reverse("statement_drafts:edit", args=[closed.statement_draft.pk])) == ["ada", "dora"]


def test_who_reads_a_draft(cast, closed):
    assert seen_by(cast, reverse("statement_drafts:inspect", args=[closed.statement_draft.pk])) == ["ada", "dora", "gul"]


def test_the_secretariat_cannot_publish_past_the_board(cast, closed):
    draft = closed.statement_draft
    edit = reverse("statement_drafts:edit", args=[draft.pk])
    client_of(cast.ada).post(edit, {**fields_of(draft), "action-publish": "1"})
    draft.refresh_from_db()
    assert (draft.live, draft.is_approved) == (False, False)


def test_submitted_by_ada_it_is_approved_by_gul_alone(cast, closed):
    draft = closed.statement_draft
    submit(cast, draft)
    for person in (cast.ada, cast.bea):
        approve(person, draft)
    draft.refresh_from_db()
    assert draft.is_approved is False
    approve(cast.gul, draft)
    draft.refresh_from_db()
    assert draft.is_approved is True


def test_a_draft_is_read_as_text_and_approved_where_it_is_read(cast, closed):
    draft = closed.statement_draft
    read = reverse("statement_drafts:inspect", args=[draft.pk])
    assert client_of(cast.gul).get(read).context["approve_url"] is None
    submit(cast, draft)
    offered = {name: client_of(getattr(cast, name)).get(read).context["approve_url"] for name in ("ada", "gul")}
    assert (offered["ada"], offered["gul"] is not None) == (None, True)
    page = client_of(cast.gul).get(read).content.decode()
    assert ("Wir danken.</p>" in page, "&lt;p" in page) == (True, False)
    client_of(cast.gul).post(offered["gul"], {"next": read})
    draft.refresh_from_db()
    assert draft.is_approved is True
    assert client_of(cast.gul).get(read).context["approve_url"] is None


def test_until_it_is_approved_the_sentence_stands_instead_of_the_button(cast, closed):
    client = client_of(cast.ada)
    page, answer = client.get(page_of(closed)), client.post(page_of(closed))
    sentence = f"The draft “{closed.statement_draft.title}” has not been approved yet."
    assert (page.context["refusal"], answer.status_code, answer.context["refusal"]) == (sentence, 409, sentence)
    assert Compilation.objects.count() == 0


def test_the_board_reads_and_does_not_issue(cast, closed):
    assert client_of(cast.gul).post(page_of(closed)).status_code == 403


def test_approved_it_is_compiled_and_the_page_asks_again_by_itself(cast, closed):
    draft = closed.statement_draft
    submit(cast, draft)
    approve(cast.gul, draft)
    client = client_of(cast.ada)
    assert client.get(page_of(closed)).headers.get("Refresh") is None
    assert client.post(page_of(closed)).status_code == 302
    assert Compilation.objects.get().state == "queued"
    assert client.get(page_of(closed)).headers["Refresh"] == "3"


@pytest.fixture
def commented(cast, now):
    """Closed after a confirm phase in which Birch maintained its objection; another comment has no answer."""
    timetable = [(PhaseKind.COMMENT, -HOUR, HOUR), (PhaseKind.VOTE, 2 * HOUR, DAY), (PhaseKind.CONFIRM, DAY, 2 * DAY)]
    made = building.consultation(now=now, timetable=timetable, title="Kurse")
    made = consultations.open_(consultation=made, by=cast.ada, now=now)
    for text in ("Zu knapp.", "Wer zahlt?"):
        place = {"section": made.version.wordings.get(heading="Fristen").section, "organisation": cast.birch}
        comments.post(consultation=made, text=text, token=uuid4(), by=cast.bea, now=now, **place)
    first = made.contributions.get(number=1)
    register.decide(contributions=[first], decision=Decision.NOT_ADOPTED, reason="Es bleibt so.", by=cast.ada, now=now)
    said = {"satisfaction": Satisfaction.MAINTAINS, "reason": "Das trifft uns."}
    verdicts.give(contribution=first, organisation=cast.birch, by=cast.bea, now=now + DAY, **said)
    return consultations.close(consultation=made, by=None, now=now + 2 * DAY)


@pytest.mark.promise(5)
def test_the_board_reads_objections_and_missing_answers_where_it_releases(cast, commented):
    page = client_of(cast.gul).get(reverse("statement_drafts:inspect", args=[commented.statement_draft_id])).text
    for text in ("Zu knapp.", "Not adopted", "Es bleibt so.", "We maintain our objection", "Das trifft uns.", "Birkenverein"):
        assert text in page, text
    assert ("1 contribution has no answer yet." in page, "To the register" in page) == (True, False)


@pytest.mark.promise(5)
def test_without_the_missing_answers_only_with_a_reason(cast, commented):
    client = client_of(cast.ada)
    assert "1 contribution has no answer yet." in client.get(page_of(commented)).text
    answer = client.post(page_of(commented), {"waive": "yes", "reason": " "})
    assert (answer.status_code, "Please give a reason; it is printed" in answer.text) == (400, True)
    assert client_of(cast.gul).post(page_of(commented), {"waive": "yes", "reason": "Eile."}).status_code == 403
    assert commented.record.filter(kind="answers_waived").count() == 0
    assert client.post(page_of(commented), {"waive": "yes", "reason": "Eile."}).status_code == 302
    assert commented.record.get(kind="answers_waived").facts == {"contributions": [2]}
