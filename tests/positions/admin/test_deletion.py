"""A paper that members wrote on, or that was issued, is not deleted with its page."""

from django.urls import reverse
from django.utils import timezone

from positions.actions import papers, versions
from positions.importing.paper import ImportedPaper, ImportedSection
from positions.models import Paper

from ...admin_site import client_of

TREE = [{"type": "paragraph", "content": [{"type": "text", "text": "Drei Monate."}]}]


def make(cast, *, issued):
    imported = ImportedPaper("Fristen", [ImportedSection("Fristen", 2, "text", TREE)])
    paper = papers.create(imported=imported, title="", by=cast.ada, now=timezone.now(), publish=True)
    if issued:
        versions.issue(paper=paper, marks={}, by=cast.ada, now=timezone.now())
    return paper


def delete(person, page):
    return client_of(person).post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": "Mitstimme"})


def test_one_that_was_issued_stays(cast):
    paper = make(cast, issued=True)
    answer = delete(cast.dora, paper)
    assert (answer.status_code, Paper.objects.count()) == (302, 1)
    said = [str(message) for message in answer.wsgi_request._messages]
    assert said[0].strip().startswith("“Fristen” cannot be deleted")


def test_nor_does_it_go_with_the_shelf_or_in_bulk(cast):
    paper = make(cast, issued=True)
    delete(cast.dora, paper.get_parent())
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={paper.pk}"
    client_of(cast.dora).post(bulk)
    assert Paper.objects.count() == 1


def test_a_wrong_import_goes(cast):
    delete(cast.ada, make(cast, issued=False))
    assert Paper.objects.count() == 0
