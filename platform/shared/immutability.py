"""Frozen means frozen: rows that are written once and never changed.

Python refuses every ordinary way to change such a row; on PostgreSQL a trigger refuses the rest (`guard_table`).
"""

from django.db import models


class Frozen(Exception):
    """Raised on any attempt to change or delete a frozen row."""


class FrozenQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise Frozen(f"{self.model.__name__} rows are never updated.")

    def delete(self):
        raise Frozen(f"{self.model.__name__} rows are never deleted.")

    def bulk_update(self, objs, fields, batch_size=None):
        raise Frozen(f"{self.model.__name__} rows are never updated.")


class FrozenModel(models.Model):
    """A row that can be inserted, and then only read."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Frozen(f"{type(self).__name__} {self.pk} is frozen.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen(f"{type(self).__name__} {self.pk} is frozen.")


GUARD_FUNCTION = """
CREATE OR REPLACE FUNCTION mitstimme_refuse_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '% rows are frozen', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql
"""


def guard_table(app_label: str, *model_names: str):
    """A migration operation's function: on PostgreSQL, refuse UPDATE and DELETE on the tables of these models."""

    def forwards(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        schema_editor.execute(GUARD_FUNCTION, params=None)  # its % are PostgreSQL's, not ours
        for name in model_names:
            table = schema_editor.quote_name(apps.get_model(app_label, name)._meta.db_table)
            schema_editor.execute(
                f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION mitstimme_refuse_change()"
            )

    return forwards


def unguard_table(app_label: str, *model_names: str):
    """The reverse of `guard_table`."""

    def backwards(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        for name in model_names:
            table = schema_editor.quote_name(apps.get_model(app_label, name)._meta.db_table)
            schema_editor.execute(f"DROP TRIGGER IF EXISTS frozen ON {table}")

    return backwards
