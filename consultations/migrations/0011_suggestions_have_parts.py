"""Suggestions that were plain text become sections in the block tree: each line a paragraph, under the heading they were written on."""

from django.db import migrations


def give_parts(apps, schema_editor):
    for suggestion in apps.get_model("consultations", "Suggestion").objects.filter(parts=[]).exclude(text="").select_related("wording"):
        lines = [line.strip() for line in suggestion.text.splitlines() if line.strip()]
        tree = [{"type": "paragraph", "content": [{"type": "text", "text": " ".join(line.split())}]} for line in lines]
        suggestion.parts = [{"heading": suggestion.wording.heading, "tree": tree}]
        suggestion.save(update_fields=["parts"])


class Migration(migrations.Migration):
    dependencies = [("consultations", "0010_number_contributions")]

    operations = [migrations.RunPython(give_parts, migrations.RunPython.noop)]
