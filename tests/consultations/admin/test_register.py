"""The register at the desk: sifted, answered, handed out, put together, downloaded."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.actions import comments, consultations, register, twins
from consultations.enums import CommentKind, Decision
from consultations.models import Consultation, Contribution, Disposition, RecordEntry, StandardReason
from consultations.phases import PhaseKind

from ...admin_site import client_of, seen_by
from .. import building


@pytest.fixture
def opened(cast, now) -> Consultation:
    """Number 1: Birch, objection to Fristen; 2: Cedar, question to Kosten; 3: a suggestion of Birch on Kosten."""
    timetable = [(PhaseKind.COMMENT, -building.HOUR, building.DAY)]
    made = building.consultation(now=now, paper=building.paper(), timetable=timetable)
    made = consultations.open_(consultation=made, by=cast.ada, now=now)
    for organisation, by, heading, kind, text in (
        (cast.birch, cast.bea, "Fristen", CommentKind.OBJECTION, "Die Frist ist zu knapp."),
        (cast.cedar, cast.cem, "Kosten", CommentKind.QUESTION, "Wer zahlt das alles?"),
    ):
        place = {"section": made.version.wordings.get(heading=heading).section, "organisation": organisation}
        comments.post(consultation=made, text=text, kind=kind, token=uuid4(), by=by, now=now, **place)
    building.suggestion(made, "Kosten", cast.birch, by=cast.bea, now=now, text="Wir fordern Zuschüsse.")
    return made


def page(consultation, **query) -> str:
    return reverse("consultations_admin:register", args=[consultation.pk], query=query or None)


def numbers(cast, opened, **query) -> list[int]:
    return [row.number for row in client_of(cast.ada).get(page(opened, **query)).context["rows"]]


def answers() -> dict[int, str]:
    return dict(Disposition.objects.order_by("contribution__number").values_list("contribution__number", "decision"))


def test_who_works_on_it(cast, opened):
    twins_page = reverse("consultations_admin:register_twins", args=[opened.pk])
    assert seen_by(cast, page(opened)) == seen_by(cast, twins_page) == ["ada", "dora"]


def test_each_with_number_section_organisation_type_and_text(cast, opened):
    said = client_of(cast.ada).get(page(opened)).text
    assert "0 of 3 answered, 3 open." in said
    for text in ("Fristen", "Zedernkreis", "Objection", "Wer zahlt das alles?", "<ins>Zuschüsse</ins>", "Not answered yet"):
        assert text in said, text


def test_sifted(cast, opened, now):
    rows = {row.number: row for row in Contribution.objects.all()}
    register.decide(contributions=[rows[1]], decision=Decision.NOTED, reason="Danke schön.", by=cast.ada, now=now)
    Contribution.objects.filter(number__in=[1, 2]).update(assignee=cast.ada, due_on=timezone.localdate() - timedelta(days=1))
    found = {
        "everything": numbers(cast, opened),
        "number": numbers(cast, opened, q="#2"),
        "words": numbers(cast, opened, q="ZAHLT"),
        "words of an answer": numbers(cast, opened, q="Danke"),
        "words of a suggestion": numbers(cast, opened, q="Zuschüsse"),
        "open": numbers(cast, opened, state="open"),
        "answered": numbers(cast, opened, state="decided"),
        "noted": numbers(cast, opened, state="noted"),
        "adopted": numbers(cast, opened, state="adopted"),
        "questions": numbers(cast, opened, kind="question"),
        "suggestions": numbers(cast, opened, kind="suggestion"),
        "section": numbers(cast, opened, section=rows[2].section_id),
        "organisation": numbers(cast, opened, organisation=cast.birch.pk),
        "assigned": numbers(cast, opened, assignee=cast.ada.pk),
        "nobody's": numbers(cast, opened, assignee="nobody"),
        "overdue": numbers(cast, opened, late="on"),
        "nonsense": numbers(cast, opened, state="x", section="y", organisation="999999"),
    }
    assert found == {
        "everything": [1, 2, 3],
        "number": [2],
        "words": [2],
        "words of an answer": [1],
        "words of a suggestion": [3],
        "open": [2, 3],
        "answered": [1],
        "noted": [1],
        "adopted": [],
        "questions": [2],
        "suggestions": [3],
        "section": [2, 3],
        "organisation": [1, 3],
        "assigned": [1, 2],
        "nobody's": [3],
        "overdue": [2],
        "nonsense": [1, 2, 3],
    }


def test_what_was_taken_back_needs_no_answer(cast, opened, now):
    Contribution.objects.get(number=1).comment.__class__.objects.filter(contribution__number=1).update(withdrawn_at=now)
    said = client_of(cast.ada).get(page(opened)).text
    assert ("0 of 2 answered, 2 open." in said, "1 was taken back" in said) == (True, True)
    assert numbers(cast, opened, state="withdrawn") == [1]


@pytest.mark.promise(5)
def test_ticked_rows_are_answered_at_once(cast, opened):
    client = client_of(cast.ada)
    here = page(opened, state="open")
    sent = {"nr": ["1", "2"], "do": "decide", "decision": "noted", "reason": "Das nehmen wir auf."}
    assert client.post(here, sent).url == here
    assert answers() == {1: "noted", 2: "noted"}
    said = client.get(page(opened)).text
    assert ("2 of 3 answered, 1 open." in said, "Das nehmen wir auf." in said) == (True, True)
    assert "2 contributions are answered." in said


def test_merged_by_number(cast, opened):
    client = client_of(cast.ada)
    sent = {"nr": "2", "do": "decide", "decision": "merged", "reason": "Dasselbe.", "merged_into": "1"}
    assert client.post(page(opened), sent).status_code == 302
    assert Disposition.objects.get().merged_into.number == 1
    assert "Merged into contribution 1" in client.get(page(opened)).text


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"nr": [], "do": "decide", "decision": "noted"}, 400, "Please tick at least one contribution."),
        ({"do": "decide", "decision": ""}, 409, "Please choose a decision."),
        ({"do": "decide", "decision": "noted", "reason": ""}, 400, "Please give a reason; the organisation reads it."),
        ({"do": "decide", "decision": "merged"}, 400, "Please say into which contribution"),
        ({"do": "decide", "decision": "merged", "merged_into": "99"}, 400, "no contribution with this number"),
        ({"nr": ["3"], "do": "decide", "decision": "adopted"}, 409, "Suggestion 3 is not in the text yet"),
        ({"do": "group"}, 409, "at least two contributions"),
        ({"do": "assign", "due_on": "morgen"}, 400, "Enter a valid date."),
        ({"do": "something"}, 400, "Das nehmen wir auf."),
    ],
)
def test_what_is_refused_keeps_ticks_and_texts(cast, opened, sent, status, sentence):
    sent = {"nr": ["1"], "reason": "Das nehmen wir auf.", **sent}
    answer = client_of(cast.ada).post(page(opened), sent)
    assert (answer.status_code, sentence in answer.text) == (status, True)
    kept = 'value="1" checked' in answer.text or sent["nr"] != ["1"]
    assert (kept, sent["reason"] in answer.text, answers()) == (True, True, {})


def test_a_standard_reason_is_inserted_and_can_be_changed(cast, opened):
    standard = StandardReason.objects.create(title="Haushalt", text="Das regelt der Haushalt.")
    sent = {"nr": ["2"], "do": "insert", "decision": "noted", "reason": "Danke.", "standard": standard.pk}
    answer = client_of(cast.ada).post(page(opened), sent)
    assert (answer.status_code, "Danke.\nDas regelt der Haushalt.</textarea>" in answer.text) == (200, True)
    assert ('value="2" checked' in answer.text, answers()) == (True, {})


def test_handed_to_a_colleague_until_a_day(cast, opened):
    sent = {"nr": ["1", "3"], "do": "assign", "assignee": cast.ada.pk, "due_on": "2020-01-31"}
    client = client_of(cast.ada)
    client.post(page(opened), sent)
    assert list(Contribution.objects.filter(assignee=cast.ada).values_list("number", flat=True)) == [1, 3]
    said = client.get(page(opened)).text
    assert (said.count("overdue</b>"), "until 01/31/2020" in said) == (2, True)
    assert client.post(page(opened), {**sent, "assignee": cast.gul.pk}).status_code == 400


def test_put_together_and_taken_apart(cast, opened):
    client = client_of(cast.ada)
    client.post(page(opened), {"nr": ["1", "2"], "do": "group"})
    assert Contribution.objects.get(number=2).twin.number == 1
    assert "as 1</small>" in client.get(page(opened)).text
    client.post(page(opened), {"nr": ["2"], "do": "ungroup"})
    assert Contribution.objects.get(number=2).twin is None


def test_near_duplicates_are_proposed_until_they_are_together(cast, opened, now):
    place = {"section": opened.version.wordings.get(heading="Fristen").section, "organisation": cast.cedar}
    comments.post(consultation=opened, text="Zu knapp ist die Frist!", token=uuid4(), by=cast.cem, now=now, **place)
    here = reverse("consultations_admin:register_twins", args=[opened.pk])
    client = client_of(cast.ada)
    groups = client.get(here).context["groups"]
    assert [[row.number for row in group] for group in groups] == [[1, 4]]
    assert client.post(here, {"nr": ["1"]}).status_code == 409
    assert client.post(here, {"nr": ["1", "4"]}).url == here
    assert client.get(here).context["groups"] == []
    assert "No open contributions are so alike." in client.get(here).text


@pytest.mark.parametrize("item_count", [1, 3, 60])
def test_rows_cost_no_queries(cast, now, item_count, django_assert_num_queries):
    made = building.consultation(now=now, paper=building.paper(), timetable=[(PhaseKind.COMMENT, -building.HOUR, building.DAY)])
    made = consultations.open_(consultation=made, by=cast.ada, now=now)
    for number in range(item_count):
        place = {"section": made.version.wordings.get(heading="Fristen").section, "organisation": cast.birch}
        comments.post(consultation=made, text=f"Nein, {number}.", token=uuid4(), by=cast.bea, now=now, **place)
    client = client_of(cast.ada)
    client.get(page(made))
    with django_assert_num_queries(21):
        answer = client.get(page(made))
    assert len(answer.context["rows"]) == min(item_count, 50)
    assert ("Page 1 of 2" in answer.text) is (item_count > 50)
    if item_count > 50:
        assert len(client.get(page(made, p=2)).context["rows"]) == 10


def test_as_a_table_for_a_spreadsheet(cast, opened, now):
    rows = Contribution.objects.filter(number=1)
    Contribution.objects.get(number=2).comment.__class__.objects.filter(contribution__number=2).update(comment="=1+1")
    register.decide(contributions=rows, decision=Decision.NOTED, reason="Danke.", by=cast.ada, now=now)
    answer = client_of(cast.ada).get(page(opened, export="csv"))
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))
    assert [(row["Number"], row["Decision"], row["Reason"], row["Observation"], row["Proposal"]) for row in table] == [
        ("1", "Noted", "Danke.", "Die Frist ist zu knapp.", ""),
        ("2", "Not answered yet", "", "'=1+1", ""),
        ("3", "Not answered yet", "", "", "Wir fordern Zuschüsse."),
    ]
    sifted = client_of(cast.ada).get(page(opened, export="csv", state="decided"))
    assert b"".join(sifted.streaming_content).decode().count("\r\n") == 2


def test_who_keeps_standard_reasons(cast):
    assert seen_by(cast, reverse("standard_reasons:index")) == seen_by(cast, reverse("standard_reasons:add")) == ["ada", "dora"]


def test_a_standard_reason_is_written_once(cast):
    client = client_of(cast.ada)
    client.post(reverse("standard_reasons:add"), {"title": "Haushalt", "text": "Das regelt der Haushalt."})
    assert StandardReason.objects.get().text == "Das regelt der Haushalt."


def test_the_consultation_leads_there(cast, opened):
    assert page(opened) in client_of(cast.ada).get(reverse("consultations_admin:inspect", args=[opened.pk])).text


def test_an_answer_to_a_group_is_one_line_of_record_each(cast, opened, now):
    twins.group(contributions=Contribution.objects.filter(number__in=[1, 2]), by=cast.ada, now=now)
    client_of(cast.ada).post(page(opened), {"nr": "2", "do": "decide", "decision": "noted", "reason": "Danke."})
    assert (answers(), RecordEntry.objects.filter(kind="contribution_decided").count()) == ({1: "noted", 2: "noted"}, 2)
