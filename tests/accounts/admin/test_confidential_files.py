"""Files in the collection "Vertraulich": opened by the two groups only, offered in choosers to them only."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection

from ...admin_site import client_of


@pytest.fixture
def document(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    collection = Collection.objects.get(name="Vertraulich")
    document = get_document_model()(title="Geheimer Entwurf", collection=collection)
    document.file.save("entwurf.txt", ContentFile(b"geheim"))
    document.save()
    return document


def test_who_opens_it(cast, document):
    opened = []
    for name, person in cast.everyone().items():
        answer = client_of(person).get(document.url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if body == b"geheim":
            opened.append(name)
    assert opened == ["ada", "dora", "gul"]


def test_it_does_not_lie_open_in_the_media_folder(cast, document):
    assert client_of(cast.nobody).get(document.file.url).status_code == 404


@pytest.mark.parametrize("name", ["wagtaildocs:index", "wagtaildocs_chooser:choose"])
def test_members_do_not_even_read_its_title(cast, document, name):
    seen = [n for n, p in cast.everyone().items() if "Geheimer Entwurf" in client_of(p).get(reverse(name)).content.decode()]
    assert [n for n in seen if n not in ("ada", "dora", "gul")] == []
