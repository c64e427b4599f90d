"""A paper's own address in the page tree sends readers to where it is discussed; to others the paper does not exist."""

import pytest

from consultations.enums import Visibility
from home.models import HomePage
from home.tree import plant
from positions.models import Paper

from ..admin_site import client_of
from .factories import open_consultation

EVERYBODY = ["ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul", "hanna", "nobody"]
OF_BIRCH = ["ada", "bea", "bo", "dora", "emil", "farid", "gul"]


@pytest.fixture
def address(cast, now):
    plant()

    def made(phase="vote", **fields):
        opened = open_consultation(now=now, organisations=[cast.birch], phase=phase, **fields)
        return Paper.objects.get(pk=opened.version.paper_id).url, opened.consultation

    return made


def sent_on(cast, url, consultation):
    answers = {name: client_of(person).get(url) for name, person in cast.everyone().items()}
    assert {answer.url for answer in answers.values() if answer.status_code == 302} == {consultation.get_absolute_url()}
    assert {answer.status_code for answer in answers.values()} <= {302, 404}
    return [name for name, answer in answers.items() if answer.status_code == 302]


@pytest.mark.parametrize(
    ("visibility", "who"),
    [
        (Visibility.PUBLIC, EVERYBODY),
        (Visibility.MEMBERS, ["ada", "bea", "bo", "cem", "dora", "emil", "farid", "gul"]),
        (Visibility.PARTICIPANTS, OF_BIRCH),
    ],
)
def test_readers_are_sent_to_the_consultation(cast, address, visibility, who):
    url, consultation = address(visibility=visibility)
    assert sent_on(cast, url, consultation) == who


def test_before_the_opening_only_the_federations_own_know_it(cast, address):
    url, consultation = address(phase="unopened", visibility=Visibility.PUBLIC)
    assert sent_on(cast, url, consultation) == ["ada", "dora", "gul"]


def test_a_paper_has_no_preview_and_stands_in_no_sitemap(cast, address):
    url, _consultation = address(visibility=Visibility.PUBLIC)
    paper = Paper.objects.get()
    assert (paper.is_previewable(), paper.get_sitemap_urls()) == (False, [])
    sitemap = client_of(cast.nobody).get("/sitemap.xml")
    assert url not in sitemap.content.decode()


def test_it_stands_in_no_menu_of_the_site(address):
    address(visibility=Visibility.PUBLIC)
    assert list(Paper.objects.in_menu()) == []
    assert HomePage.objects.count() == 1
