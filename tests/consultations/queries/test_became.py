"""What a section's page says after the close: where the statement carries it, and where the notes on it are printed."""

from uuid import uuid4

import pytest
from django.urls import reverse

from consultations.enums import Placement
from consultations.models import Dissent, Participation
from consultations.queries.statement_content import statement_content
from positions.enums import Audience
from positions.models import Statement, StatementDraft

from .test_statement_content import NOW, closed


@pytest.fixture
def consultation(cast):
    made = closed(cast, final_scale="yes_no")
    notes = [("Fristen", cast.birch, Placement.BELOW), ("Fristen", cast.cedar, Placement.ANNEX),
             ("Kosten", cast.birch, Placement.NONE), ("Kurse", cast.cedar, Placement.BELOW),
             ("", cast.cedar, Placement.ANNEX)]  # fmt: skip
    for heading, organisation, placement in notes:
        Dissent.objects.create(
            consultation=made, section=made.version.wordings.get(heading=heading, kind="text" if heading else "whole").section,
            organisation=organisation, text="Anders.", actor=uuid4(), submitted_at=NOW, placement=placement,
        )  # fmt: skip
    return made


def issue(consultation, *, serial=1, audience=Audience.PUBLIC, corrects=None) -> Statement:
    draft = consultation.statement_draft or StatementDraft.objects.create(version=consultation.version, title="Wir")
    consultation.statement_draft = draft
    consultation.save()
    content = statement_content(consultation).to_plain()
    common = {"draft": draft, "version": consultation.version, "year": 2026, "serial": serial, "slug": f"st-{serial}"}
    return Statement.objects.create(
        **common, title="Wir", topic="integration", audience=audience, content=content, content_digest=f"{serial}" * 64,
        manifest={}, manifest_digest="f" * 64, issued_at=NOW, corrects=corrects,
    )  # fmt: skip


def line(client, consultation, heading) -> str:
    """The quiet line of a section, as plain text; "" if there is none."""
    kind = "text" if heading else "whole"
    section = consultation.version.wordings.select_related("section").get(heading=heading, kind=kind).section
    page = client.get(reverse("consultations:section", args=[consultation.slug, section.key])).text
    _before, found, rest = page.partition('<p class="fine became">')
    return " ".join(rest.partition("</p>")[0].split()) if found else ""


def test_before_a_statement_is_issued_the_notes_are_counted(english, cast, consultation):
    english.force_login(cast.bea)
    assert line(english, consultation, "Fristen") == "2 dissenting notes were submitted on it."
    assert line(english, consultation, "Kurse") == "1 dissenting note was submitted on it."


def test_each_section_says_where_the_statement_carries_it(english, cast, consultation):
    issue(consultation)
    english.force_login(cast.bea)
    link = '<a href="/stellungnahmen/st-1/{}">statement 1/2026</a>'
    below = "1 dissenting note is printed below it there."
    annex = "1 dissenting note on it stands in the annex of statement 1/2026."
    carried = {heading: line(english, consultation, heading) for heading in ("Fristen", "Kosten", "Kurse", "")}
    assert carried == {
        "Fristen": f"Carried as section 3 by {link.format('#a3')}. {below} {annex}",
        "Kosten": f"Carried as section 4 by {link.format('#a4')}.",
        "Kurse": f"No part of {link.format('')}; its annex names the section with its numbers. {annex}",
        "": f"Carried by {link.format('#ganzes')}. {annex}",
    }
    assert 'id="a3"' in english.get("/stellungnahmen/st-1/").text


def test_the_correction_takes_its_place(english, cast, consultation):
    issue(consultation, serial=2, corrects=issue(consultation))
    english.force_login(cast.bea)
    assert "statement 2/2026" in line(english, consultation, "Kosten")


@pytest.mark.promise(8)
def test_a_statement_one_may_not_read_is_not_named(english, cast, consultation):
    issue(consultation, audience=Audience.PARTICIPANTS)
    Participation.objects.filter(organisation=cast.cedar).delete()
    english.force_login(cast.cem)
    assert line(english, consultation, "Fristen") == "2 dissenting notes were submitted on it."


def test_a_note_that_is_not_printed_says_so_to_its_organisation(english, cast, consultation):
    issue(consultation)
    section = consultation.version.wordings.get(heading="Kosten").section
    said = {}
    for name in ("bea", "cem"):
        english.force_login(getattr(cast, name))
        page = english.get(reverse("consultations:section", args=[consultation.slug, section.key])).text
        said[name] = "did not have your note printed" in page
    assert said == {"bea": True, "cem": False}


def test_while_it_is_open_there_is_no_such_line(english, cast, consultation):
    consultation.closed_at = None
    consultation.save()
    english.force_login(cast.bea)
    assert line(english, consultation, "Fristen") == ""
