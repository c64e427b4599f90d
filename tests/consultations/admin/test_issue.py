"""The form that issues a version."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.actions import comments, consultations
from consultations.models import Suggestion, Vote
from consultations.phases import PhaseKind
from positions.actions import papers, versions
from positions.importing.paper import ImportedPaper, ImportedSection
from positions.models import Paper, Version

from ...admin_site import client_of, seen_by
from .. import building, recorded
from ..factories import open_consultation


def tree(text):
    return [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]


def imported(**texts):
    return ImportedPaper("Integrationskurse", [ImportedSection(name, 2, "text", tree(text)) for name, text in texts.items()])


@pytest.fixture
def paper(cast):
    return papers.create(
        imported=imported(Fristen="Drei Monate.", Kosten="Ein Zuschuss."),
        title="",
        by=cast.ada,
        now=timezone.now(),
        publish=True,
    )


@pytest.fixture
def changed(paper, cast):
    """Issued once, then published with two changed sections."""
    versions.issue(paper=paper, marks={}, by=cast.ada, now=timezone.now())
    papers.update(
        paper=paper,
        imported=imported(Fristen="Sechs Monate.", Kosten="Ein Zuschuss!"),
        placements={},
        by=cast.ada,
        now=timezone.now(),
        publish=True,
    )
    return Paper.objects.get(pk=paper.pk)


def url(paper):
    return reverse("papers:issue", args=[paper.pk])


def form_of(client, paper, **marks):
    """What the browser sends: the hidden state as the page gave it, and a mark for each heading named."""
    page = client.get(url(paper))
    form = page.context["form"]
    keys = {change.shown.heading: change.key for change in form.changes}
    return {"seen": form["seen"].value(), "note": "", **{f"mark-{keys[name]}": mark for name, mark in marks.items()}}


def test_who_may(cast, paper):
    assert seen_by(cast, url(paper)) == ["ada", "dora"]


def test_the_first_version_needs_no_mark(cast, paper):
    client = client_of(cast.ada)
    answer = client.post(url(paper), form_of(client, paper))
    assert (answer.status_code, answer.url) == (302, reverse("papers:overview", args=[paper.pk]))
    assert list(paper.versions.values_list("number", flat=True)) == [1]


def test_both_wordings_stand_side_by_side_and_nothing_is_preselected(cast, changed):
    page = client_of(cast.ada).get(url(changed))
    rows = page.context["rows"]
    assert [(row["change"].shown.heading, row["before"], row["after"]) for row in rows] == [
        ("Fristen", "<p>Drei Monate.</p>", "<p>Sechs Monate.</p>"),
        ("Kosten", "<p>Ein Zuschuss.</p>", "<p>Ein Zuschuss!</p>"),
    ]
    assert [row["mark"].value() for row in rows] == [None, None]


def test_marks_make_the_second_version(cast, changed):
    client = client_of(cast.ada)
    sent = {**form_of(client, changed, Fristen="substantive", Kosten="editorial"), "note": "Längere Frist."}
    assert client.post(url(changed), sent).status_code == 302
    version = changed.versions.get(number=2)
    marked = {w.heading: w.change for w in version.wordings.exclude(kind="whole")}
    assert (version.note, marked) == ("Längere Frist.", {"Fristen": "substantive", "Kosten": "editorial"})


@pytest.mark.promise(3)
def test_a_missing_mark_issues_nothing_and_gives_back_what_was_said(cast, changed):
    client = client_of(cast.ada)
    sent = {**form_of(client, changed, Fristen="substantive"), "note": "Längere Frist."}
    answer = client.post(url(changed), sent)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors.values()) == [["Say whether the change is editorial or substantive."]]
    assert answer.context["form"]["note"].value() == "Längere Frist."
    assert changed.versions.count() == 1


def test_published_again_meanwhile_issues_nothing(cast, changed):
    client = client_of(cast.ada)
    sent = form_of(client, changed, Fristen="substantive", Kosten="editorial")
    text = imported(Fristen="Neun Monate.", Kosten="Ein Zuschuss!")
    papers.update(paper=changed, imported=text, placements={}, by=cast.ada, now=timezone.now(), publish=True)
    answer = client.post(url(changed), sent)
    assert answer.status_code == 409
    assert answer.context["conflict"].startswith("The paper was published again since this page was opened.")
    assert answer.context["rows"][0]["after"] == "<p>Neun Monate.</p>"
    assert changed.versions.count() == 1


def test_issued_by_somebody_else_meanwhile_issues_nothing_twice(cast, changed):
    client = client_of(cast.ada)
    sent = form_of(client, changed, Fristen="substantive", Kosten="editorial")
    assert [client.post(url(changed), sent).status_code for _ in range(2)] == [302, 409]
    assert Version.objects.filter(paper=changed).count() == 2


def test_where_the_phase_allows_no_version_the_sentence_stands_instead_of_the_button(cast, now):
    opened = open_consultation(now=now, organisations=[cast.birch], phase="confirm")
    page = client_of(cast.ada).get(reverse("papers:issue", args=[opened.version.paper_id]))
    assert page.context["refusal"].startswith("Versions could be issued until")
    assert '<button type="submit" class="button">Issue this version' not in page.content.decode()


def test_what_changed_is_shown_word_by_word(cast, changed):
    page = client_of(cast.ada).get(url(changed))
    assert page.context["rows"][0]["changes"] == "<p><del>Drei</del><ins>Sechs</ins> Monate.</p>"


@pytest.fixture
def voting(cast, now):
    """A vote on both sections, each commented; the secretariat has published another text for "Kosten" only."""
    timetable = [(PhaseKind.VOTE, -building.HOUR, building.DAY)]
    made = building.consultation(now=now, paper=building.paper(), timetable=timetable)
    consultation = consultations.open_(consultation=made, by=cast.ada, now=now)
    for question in consultation.questions.filter(kind="section"):
        building.vote(question, cast.birch, "support", by=cast.bea, now=now)
        said = {"section": question.section, "organisation": cast.birch, "by": cast.bea, "now": now}
        comments.post(consultation=consultation, text="Bleibt.", token=uuid4(), **said)
    recorded.rewrite(consultation.paper, {"Kosten": "Zwei."})
    return consultation


@pytest.mark.promise(3)
def test_it_says_beforehand_how_many_votes_turn_stale(cast, voting):
    said = client_of(cast.ada).get(url(voting.paper)).text
    assert "Marked substantive throughout, the new version makes 1 vote stale." in said
    assert "orphans" not in said


def test_it_says_beforehand_how_many_comments_are_orphaned(cast, voting):
    paper = Paper.objects.get(pk=voting.paper_id)
    paper.sections = [block for block in paper.sections.raw_data if block["value"]["heading"] != "Fristen"]
    paper.save_revision().publish()
    said = client_of(cast.ada).get(url(paper)).text
    assert "The new version orphans 1 comment: its section goes." in said
    assert "makes 2 votes stale" in said


def test_a_section_that_only_moves_costs_no_vote(cast, voting):
    paper = Paper.objects.get(pk=voting.paper_id)
    recorded.rewrite(paper, {"Kosten": "Wir fordern Kosten."})
    paper = Paper.objects.get(pk=voting.paper_id)
    paper.sections = list(reversed(paper.sections.raw_data))
    paper.save_revision().publish()
    page = client_of(cast.ada).get(url(paper))
    assert [str(row["change"].what) for row in page.context["rows"]] == ["moved"]
    assert page.context["effects"].votes == 0


def test_a_version_adopts_suggestions_and_those_whose_vote_hinges_on_them_confirm(cast, voting, now):
    suggestion = building.suggestion(voting, "Kosten", cast.cedar, by=cast.cem, now=now)
    Vote.objects.filter(question__section=suggestion.section).update(condition=suggestion, choice="concerns")
    client = client_of(cast.ada)
    assert f"{suggestion.number} · Zedernkreis: Zwei." in client.get(url(voting.paper)).text
    form = form_of(client, voting.paper, Kosten="substantive")
    sent = {**form, f"adopted-{suggestion.section.key}": [str(suggestion.number)]}
    assert client.post(url(voting.paper), sent).status_code == 302
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.adopted_in.number) == ("adopted", 2)
    said = client_of(cast.bea).get(reverse("consultations:section", args=[voting.slug, suggestion.section.key])).text
    assert "It was adopted. Please confirm, or change your vote." in said
    assert "<ins>Zwei</ins>" in said


def test_a_suggestion_of_another_section_is_not_adopted(cast, voting, now):
    elsewhere = building.suggestion(voting, "Fristen", cast.cedar, by=cast.cem, now=now)
    building.suggestion(voting, "Kosten", cast.cedar, by=cast.cem, now=now)
    client = client_of(cast.ada)
    form = form_of(client, voting.paper, Kosten="substantive")
    key = voting.questions.exclude(section=elsewhere.section).get(kind="section").section.key
    assert client.post(url(voting.paper), {**form, f"adopted-{key}": [str(elsewhere.number)]}).status_code == 400
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"open"}
    assert Version.objects.count() == 1
