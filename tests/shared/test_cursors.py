"""Statements whose cursors stay open behave like any others."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Organisation
from shared import cursors

NAMES = "SELECT name FROM accounts_organisation WHERE slug = %s"
RENAME = "UPDATE accounts_organisation SET name = %s WHERE slug = %s"


def test_the_cursor_is_kept_and_what_it_found_is_not(cast):
    first = cursors._executed(NAMES, ["birch"])
    assert cursors.rows(NAMES, ["cedar"]) == [(cast.cedar.name,)]
    assert cursors.rows(NAMES, ["nowhere"]) == []
    assert cursors._executed(NAMES, ["birch"]).cursor is first.cursor
    assert cursors._executed(RENAME, ["Birke", "birch"]).cursor is not first.cursor
    assert cursors.rows(NAMES, ["birch"]) == [("Birke",)]


def test_writing(cast):
    cursors.write(RENAME, ["Birke", "birch"])
    assert Organisation.objects.get(slug="birch").name == "Birke"


def test_a_new_connection_has_its_own(transactional_db):
    before = cursors._executed(NAMES, ["birch"]).cursor
    connection.close()
    assert cursors.rows(NAMES, ["birch"]) == []
    assert cursors._executed(NAMES, ["birch"]).cursor is not before


def test_statements_are_counted(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        cursors.rows(NAMES, ["birch"])
        cursors.write(RENAME, ["Birke", "birch"])


def test_errors_are_djangos(db):
    with pytest.raises(DatabaseError), transaction.atomic():
        cursors.rows("SELECT nothing_of_this_name FROM accounts_organisation WHERE slug = %s", ["birch"])
