"""Importing a paper through the admin: upload, what was understood, confirm. Nothing is saved before."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from positions.models import Paper, PendingImport

from ...admin_site import client_of, seen_by

UPLOAD = "papers_import:upload"
INSTEAD = "Please hand in Word (DOCX), OpenDocument (ODT), HTML or Markdown."
TEXT = """# Kurse für alle

Vorab ein Satz.[^1]

## Fristen

Drei Monate.

- erstens
- zweitens

## Kosten

| was | wie viel |
|-----|----------|
| Kurs | 0 |

[^1]: Eine Fußnote.
"""


def file(text=TEXT, name="kurse.md"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def upload(person, content=None, **where):
    url = reverse("papers_import:again", args=[where["paper"].pk]) if where else reverse(UPLOAD)
    return client_of(person).post(url, {"file": content or file()})


def confirm(person, address, **changes):
    client = client_of(person)
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}
    return client.post(address, {**sent, **changes})


def draft_of(paper):
    return Paper.objects.get(pk=paper.pk).get_latest_revision_as_object()


def headings(paper):
    return [(block.value["heading"], block.value["kind"]) for block in draft_of(paper).sections]


def test_who_may(cast):
    assert seen_by(cast, reverse(UPLOAD)) == ["ada", "dora"]


def test_what_was_understood_is_shown_and_nothing_is_saved(cast):
    answer = upload(cast.ada)
    page = client_of(cast.ada).get(answer.url)
    rows = [
        (glimpse.heading, glimpse.lists, glimpse.tables, glimpse.footnotes, kind.value())
        for glimpse, kind, _ in page.context["rows"]
    ]
    assert page.context["form"]["title"].value() == "Kurse für alle"
    assert rows == [("Kurse für alle", 0, 0, 1, "preamble"), ("Fristen", 1, 0, 0, "text"), ("Kosten", 0, 1, 0, "text")]
    assert Paper.objects.count() == 0


def test_confirmed_it_is_a_paper_and_the_waiting_file_is_gone(cast):
    answer = confirm(cast.ada, upload(cast.ada).url, title="Kurse", topic="migration", **{"kind-2": "heading"})
    paper = Paper.objects.get()
    assert answer.url == reverse("papers:overview", args=[paper.pk])
    assert (paper.title, paper.topic, paper.live, PendingImport.objects.count()) == ("Kurse", "migration", False, 0)
    assert headings(paper) == [("Kurse für alle", "preamble"), ("Fristen", "text"), ("Kosten", "heading")]


def test_published_at_once_if_that_was_said(cast):
    confirm(cast.ada, upload(cast.ada).url, publish="on")
    assert Paper.objects.get().live is True


def test_given_up_nothing_remains(cast):
    address = upload(cast.ada).url
    client_of(cast.ada).post(address, {"give-up": "1"})
    assert (Paper.objects.count(), PendingImport.objects.count()) == (0, 0)


def test_a_missing_title_is_asked_for_and_the_kinds_are_given_back(cast):
    answer = confirm(cast.ada, upload(cast.ada).url, title="", **{"kind-1": "heading"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["title"])
    assert [kind.value() for _, kind, _ in answer.context["rows"]][1] == "heading"
    assert Paper.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (file(""), "The file is empty."),
        (file("%PDF-1.7", "a.pdf"), "This is a file of another kind (PDF). " + INSTEAD),
        (file("# A\n\n## B\n"), "The file has headings, but no text under any of them."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_at_the_field(cast, content, sentence):
    answer = upload(cast.ada, content)
    assert (answer.status_code, answer.context["form"].errors) == (400, {"file": [sentence]})
    assert PendingImport.objects.count() == 0


def test_no_file_at_all(cast):
    answer = client_of(cast.ada).post(reverse(UPLOAD), {})
    assert answer.context["form"].errors == {"file": ["Choose a file."]}


def test_a_file_beyond_the_limit_is_broken_off_while_it_arrives(cast, settings):
    settings.IMPORT_MAX_BYTES = 3 * 1024 * 1024
    answer = upload(cast.ada, file("x" * (4 * 1024 * 1024)))
    assert (answer.status_code, answer.context["form"].errors) == (
        413,
        {"file": ["The file is larger than 3 MB; nothing of it was kept."]},
    )
    assert "file" not in answer.wsgi_request.FILES


def test_the_form_cannot_be_sent_from_elsewhere(cast):
    client = client_of(cast.ada)
    client.handler.enforce_csrf_checks = True
    assert client.post(reverse(UPLOAD), {"file": file()}).status_code == 403


def test_nobody_else_sees_what_waits(cast):
    address = upload(cast.ada).url
    assert {name: client_of(person).get(address).status_code for name, person in cast.everyone().items() if person.pk} == {
        "ada": 200, "bea": 302, "bo": 302, "cem": 302, "dora": 404, "emil": 302, "farid": 302, "gul": 404, "hanna": 302,
    }  # fmt: skip


def test_after_a_day_it_waits_no_longer(cast):
    address = upload(cast.ada).url
    PendingImport.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client_of(cast.ada).get(address).status_code == 404
    upload(cast.ada)
    assert PendingImport.objects.count() == 1


def test_again_sections_keep_their_keys_and_what_is_unclear_is_asked(cast):
    confirm(cast.ada, upload(cast.ada).url)
    paper = Paper.objects.get()
    keys = {block.value["heading"]: block.id for block in draft_of(paper).sections}
    edited = (
        TEXT.replace("Drei Monate.", "Sechs Monate.")
        .replace("## Kosten", "## Wer zahlt")
        .replace("| Kurs | 0 |", "| Heft | 7 |")
    )
    address = upload(cast.ada, file(edited), paper=paper).url
    missing = confirm(cast.ada, address)
    assert missing.status_code == 400
    assert headings(paper)[2][0] == "Kosten"
    form = client_of(cast.ada).get(address).context["form"]
    assert [question.heading for question in form.matching.questions] + [s.heading for s in form.matching.left] == [
        "Wer zahlt",
        "Kosten",
    ]
    done = confirm(cast.ada, address, **{"place-2": str(keys["Kosten"])})
    assert done.status_code == 302
    blocks = draft_of(paper).sections
    assert [(block.value["heading"], block.id) for block in blocks] == [
        ("Kurse für alle", keys["Kurse für alle"]),
        ("Fristen", keys["Fristen"]),
        ("Wer zahlt", keys["Kosten"]),
    ]
