"""The form that issues a version."""

import pytest
from django.urls import reverse
from django.utils import timezone

from positions.actions import papers, versions
from positions.importing.paper import ImportedPaper, ImportedSection
from positions.models import Paper, Version

from ...admin_site import client_of, seen_by
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
