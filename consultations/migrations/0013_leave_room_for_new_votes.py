from django.db import migrations

# A vote that is given again and a counter that moves leave their old row behind. Where the page has room for the new one, no index
# is touched and the old row makes room in turn; full pages grow a row and seven index entries with every vote until a vacuum.
FILLED = {"Vote": 75, "Tally": 25}  # per cent; a counter's page is shared by many ballots


def leave_room(apps, schema_editor):
    _set(apps, schema_editor, lambda percent: f"SET (fillfactor = {percent})")


def fill_up(apps, schema_editor):
    _set(apps, schema_editor, lambda percent: "RESET (fillfactor)")


def _set(apps, schema_editor, words):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name, percent in FILLED.items():
        table = schema_editor.quote_name(apps.get_model("consultations", name)._meta.db_table)
        schema_editor.execute(f"ALTER TABLE {table} {words(percent)}")


class Migration(migrations.Migration):
    dependencies = [("consultations", "0012_drafts_quote")]

    operations = [migrations.RunPython(leave_room, fill_up)]
