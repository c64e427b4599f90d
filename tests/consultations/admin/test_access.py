"""Who opens which page of the admin about papers and consultations. The others are sent away."""

import pytest
from django.urls import reverse

from ...admin_site import seen_by
from ..factories import open_consultation

DESK = ["ada", "dora"]
READERS = ["ada", "dora", "gul"]


@pytest.fixture
def opened(cast, now):
    return open_consultation(now=now, organisations=[cast.birch])


@pytest.mark.parametrize(
    "name", ["papers:index", "consultations_admin:index", "statement_drafts:list", "statements:index", "versions:index"]
)
def test_lists_are_read_by_secretariat_and_board(cast, name):
    assert seen_by(cast, reverse(name)) == READERS


def test_the_page_of_a_paper(cast, opened):
    assert seen_by(cast, reverse("papers:overview", args=[opened.version.paper_id])) == READERS


def test_the_page_of_a_version(cast, opened):
    assert seen_by(cast, reverse("versions:inspect", args=[opened.version.pk])) == READERS


def test_the_page_of_a_consultation(cast, opened):
    assert seen_by(cast, reverse("consultations_admin:inspect", args=[opened.consultation.pk])) == READERS


def test_the_page_of_its_statement(cast, opened):
    assert seen_by(cast, reverse("consultations_admin:statement", args=[opened.consultation.pk])) == READERS


@pytest.mark.parametrize("name", ["edit", "release", "withdraw_release", "open", "close", "prepare_draft"])
def test_what_changes_a_consultation_is_the_secretariats(cast, opened, name):
    assert seen_by(cast, reverse(f"consultations_admin:{name}", args=[opened.consultation.pk])) == DESK


def test_a_new_consultation_is_the_secretariats(cast):
    assert seen_by(cast, reverse("consultations_admin:add")) == DESK


def test_papers_are_written_by_the_secretariat(cast, opened):
    assert seen_by(cast, reverse("wagtailadmin_pages:edit", args=[opened.version.paper_id])) == DESK
