"""A vote given again does not make the tables grow."""

from django.db import connection

from consultations.models import Tally, Vote


def test_pages_are_not_filled_up(db):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname, reloptions FROM pg_class WHERE relkind = 'r' AND reloptions IS NOT NULL")
            assert dict(cursor.fetchall()) == {
                Vote._meta.db_table: ["fillfactor=75"],
                Tally._meta.db_table: ["fillfactor=25"],
            }
