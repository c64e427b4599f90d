from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("positions", "0002_guard_frozen_tables")]

    operations = [
        migrations.AddField(
            model_name="compilation",
            name="year",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="year"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="compilation",
            name="serial",
            field=models.PositiveIntegerField(default=0, verbose_name="number in the year"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="compilation",
            name="actor",
            field=models.UUIDField(blank=True, null=True, verbose_name="asked for by"),
        ),
        migrations.AlterField(
            model_name="statement",
            name="actor",
            field=models.UUIDField(blank=True, null=True, verbose_name="issued by"),
        ),
        migrations.AddConstraint(
            model_name="compilation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["cancelled", "failed"]), _negated=True),
                fields=("year", "serial"),
                name="compilation_number_once_per_year",
            ),
        ),
    ]
