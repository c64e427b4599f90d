from django.db import migrations
from shared.immutability import guard_table, unguard_table

FROZEN = ["Version", "VersionSection", "Statement", "StatementFile"]


class Migration(migrations.Migration):
    dependencies = [("positions", "0001_initial")]

    operations = [migrations.RunPython(guard_table("positions", *FROZEN), unguard_table("positions", *FROZEN))]
