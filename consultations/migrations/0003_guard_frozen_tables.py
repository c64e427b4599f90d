from django.db import migrations
from shared.immutability import guard_table, unguard_table

FROZEN = ["VoteEntry", "RecordEntry", "Seal", "Outcome"]


class Migration(migrations.Migration):
    dependencies = [("consultations", "0002_initial")]

    operations = [migrations.RunPython(guard_table("consultations", *FROZEN), unguard_table("consultations", *FROZEN))]
