from django.db import migrations


def carry(apps, schema_editor):
    """Questions posed before they had a rule of their own were decided by their consultation's, the final vote too."""
    Consultation = apps.get_model("consultations", "Consultation")
    for consultation in Consultation.objects.all():
        names = ("rule", "numerator", "denominator")
        rule = {name: getattr(consultation, name) for name in names}
        consultation.questions.update(**rule)
        if consultation.opened_at is not None:
            for name in names:
                setattr(consultation, f"final_{name}", rule[name])
            consultation.final_scale = consultation.scale
            consultation.save()


class Migration(migrations.Migration):
    dependencies = [("consultations", "0005_mandates_and_votes")]

    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
