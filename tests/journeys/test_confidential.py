"""A consultation the ministry wants confidential: who was not asked does not meet it anywhere, from opening to statement."""

import re

import pytest
from django.utils import timezone

from consultations.actions import consultations, statements
from consultations.models import Consultation
from positions.models import Statement
from tests.consultations import building

from . import desk
from .walking import text_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SECRET = "Geheimsache Aufenthalt"
SLUG = "geheimsache-aufenthalt"


@pytest.fixture
def prepared(people, now) -> Consultation:
    paper = building.paper(title=SECRET)
    building.version(paper, building.WORDINGS, now=now)
    during = [("vote", -building.HOUR, building.HOUR)]
    made = building.consultation(
        now=now, timetable=during, paper=paper, title=SECRET, slug=SLUG, visibility="participants", is_confidential=True
    )
    made.participations.create(organisation=people.birch)
    return made


@pytest.mark.promise(8)
def test_who_is_not_asked_meets_it_nowhere(walker, people, prepared):
    ada = walker.is_in(people.ada, "/admin/")
    ada.get_by_role("link", name="Consultations").first.click()
    ada.get_by_role("link", name=SECRET).first.click()
    desk.does(ada, "Open now")
    bea_finds_it_by_her_mail(walker, people)
    paper = prepared.get_absolute_url()
    key = prepared.questions.exclude(section=None).first().section.key
    meets_nothing(walker, people, [paper, f"{paper}abstimmen/", f"{paper}abschnitte/{key}/"])

    statement = issued(walker, people, prepared)
    walker.stack.wait_for(lambda: walker.mails(people.bea)[1:])
    page = f"/stellungnahmen/{statement.slug}/"
    files = [f"{page}{name}" for name in statement.files.values_list("name", flat=True)]
    meets_nothing(walker, people, [page, *files, paper])
    names_nothing_in_mails(walker)
    bea = walker.is_in(people.bea, page)
    assert bea.locator("h1").count() == 1


def bea_finds_it_by_her_mail(walker, people) -> None:
    [mail] = walker.stack.wait_for(lambda: walker.mails(people.bea))
    link = re.search(rf"{re.escape(walker.stack.url)}(/\S+)", text_of(mail))[1]
    assert link == "/beteiligungen/"  # the address of its own page would say what it is about
    bea = walker.is_in(people.bea, link)
    bea.get_by_role("link", name=SECRET).click()
    bea.wait_for_url(f"**/beteiligungen/{SLUG}/")


def meets_nothing(walker, people, addresses: list[str]) -> None:
    """Cem, signed in, and nobody, signed out: no page names it, and where it stands there is nothing."""
    overviews = ["/", "/beteiligungen/", "/stellungnahmen/", "/stellungnahmen/?q=Geheimsache", "/sitemap.xml", "/robots.txt"]
    choosers = ["/admin/choose-page/?page_type=positions.paper", "/admin/pages/search/?q=Geheimsache", "/admin/consultations/"]
    for page in (walker.is_in(people.cem, "/"), walker.is_out("/")):
        for path in [*overviews, *choosers]:
            content = page.request.get(walker.stack.url + path).text()
            assert "Geheimsache Aufenthalt" not in content and SLUG not in content, path
    cem = walker.is_in(people.cem, "/")
    assert [cem.request.get(walker.stack.url + path).status for path in addresses] == [404] * len(addresses)
    assert walker.mails(people.cem) == []


def issued(walker, people, consultation) -> Statement:
    now = timezone.now()
    consultations.close(consultation=consultation, by=people.ada, now=now, reason="Frist des Ministeriums")
    statements.approve(consultation=consultation, by=people.gul, now=now)
    statements.request(consultation=consultation, by=people.ada, now=now)
    return walker.stack.wait_for(lambda: Statement.objects.first(), seconds=90)


def names_nothing_in_mails(walker) -> None:
    for _recipient, data in walker.stack.mail.mails:
        assert b"Geheimsache" not in data and SLUG.encode() not in data
    assert {recipient for recipient, _ in walker.stack.mail.mails} & {"cem@example.org", "ella@example.org"} == set()
