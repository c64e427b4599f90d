"""Papers stay hidden from staff who may edit pages and may not read papers: nowhere in the admin does one's title appear."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from accounts.models import User
from home.tree import plant
from positions.models import Paper, StatementDraft, Version

from ...admin_site import client_of

SECRET = "Geheimpapier zur Rückführung"


@pytest.fixture
def paper(db, cast):
    home = plant()
    shelf = Page.objects.get(slug="papiere")
    paper = shelf.specific.add_child(instance=Paper(title=SECRET, slug="geheimpapier-zur-rueckfuehrung", owner=cast.ada))
    paper.save_revision(user=cast.ada).publish(user=cast.ada)
    assert paper.is_descendant_of(home)
    return paper


@pytest.fixture
def web_editor(db):
    """May do everything to the pages of the site, from the root on, and open the admin; has no role in the federation."""
    group = Group.objects.create(name="Website")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__endswith="_page"):
        GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=permission)
    user = User.objects.create_user("web@example.org", name="Wanda", is_staff=True)
    user.groups.add(group)
    return user


def admin_addresses(paper_id: int) -> list[str]:
    """Every address of the admin that needs no argument, or one number: the paper's."""
    found = []
    for name, (bits, *_rest) in _named(get_resolver(), "", ()):
        for pattern, arguments in (bits[0],):
            if not pattern.startswith("admin/") or len(arguments) > 1:
                continue
            try:
                found.append(reverse(name, args=[paper_id] * len(arguments)))
            except Exception:
                continue
    return sorted(set(found))


def _named(resolver, prefix, namespaces):
    for key, values in resolver.reverse_dict.lists():
        if isinstance(key, str):
            for value in values:
                yield ":".join([*namespaces, key]), [[(prefix + bit[0], bit[1]) for bit in value[0]]]
    for namespace, (path, inner) in resolver.namespace_dict.items():
        yield from _named(inner, prefix + path, (*namespaces, namespace))


def test_the_secretariat_finds_the_paper(paper, cast):
    ada = client_of(cast.ada)
    shown = [reverse("papers:index"), reverse("wagtailadmin_explore", args=[paper.get_parent().pk])]
    assert [SECRET in ada.get(url).content.decode() for url in shown] == [True, True]


def test_no_page_of_the_admin_names_it_to_a_web_editor(paper, web_editor):
    client = client_of(web_editor)
    client.raise_request_exception = False
    addresses = [url for url in admin_addresses(paper.pk) if url != reverse("wagtailadmin_logout")]
    assert len(addresses) > 100
    leaks = [url for url in addresses if SECRET in client.get(url, follow=True).content.decode(errors="replace")]
    assert leaks == []
    assert client.get(reverse("wagtailadmin_home")).status_code == 200, "signed out on the way: the walk proved nothing"


@pytest.mark.promise(8)
@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/search/?q=Geheimpapier",
        "/admin/choose-page/search/?q=Geheimpapier",
        "/admin/choose-page/{shelf}/",
        "/admin/choose-page/{paper}/",
        "/admin/choose-page/chosen-multiple/?id={paper}",
        "/admin/choose-page/?page_type=positions.paper",
        "/admin/api/main/pages/",
        "/admin/api/main/pages/{paper}/",
        "/admin/api/main/pages/?child_of={shelf}",
        "/admin/pages/{shelf}/",
        "/admin/pages/{shelf}/?q=Geheimpapier",
        "/admin/reports/site-history/",
        "/admin/reports/aging-pages/",
        "/admin/reports/page-types-usage/",
        "/admin/statements/?q=Geheimpapier",
    ],
)
def test_search_choosers_reports_and_api_say_nothing(paper, web_editor, address):
    url = address.format(shelf=paper.get_parent().pk, paper=paper.pk)
    content = client_of(web_editor).get(url, follow=True).content.decode()
    assert SECRET not in content
    assert "geheimpapier-zur-rueckfuehrung" not in content


def test_the_web_editor_still_works_on_the_site(paper, web_editor):
    home = Page.objects.get(slug="start")
    assert client_of(web_editor).get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 200


def test_nor_may_the_web_editor_change_it(paper, web_editor):
    tester = Page.objects.get(pk=paper.pk).permissions_for_user(web_editor)
    can = [tester.can_edit(), tester.can_delete(), tester.can_publish(), tester.can_unpublish(), tester.can_copy()]
    assert can == [False] * 5


def test_a_statement_draft_is_not_offered_in_a_chooser(paper, web_editor):
    version = Version.objects.create(
        paper=paper, number=1, title=SECRET, digest="0" * 64, issued_at=timezone.now(), actor=uuid4()
    )
    StatementDraft.objects.create(version=version, title=SECRET, short_title="x", live=False)
    urls = ["/admin/snippets/choose/positions/statementdraft/", "/admin/statement-drafts/", "/admin/snippets/"]
    client = client_of(web_editor)
    assert [SECRET in client.get(url, follow=True).content.decode() for url in urls] == [False, False, False]
