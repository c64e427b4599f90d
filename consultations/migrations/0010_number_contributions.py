"""Contributions that were there before the register get their numbers: suggestions keep theirs, comments follow in order of time."""

from django.db import migrations

from shared.immutability import guard_table, unguard_table

FROZEN = ["Anchor", "CommentRevision"]


def number(apps, schema_editor):
    Consultation = apps.get_model("consultations", "Consultation")
    for consultation in Consultation.objects.order_by("pk"):
        _number(apps, consultation)


def _number(apps, consultation):
    Contribution = apps.get_model("consultations", "Contribution")
    suggestions = list(apps.get_model("consultations", "Suggestion").objects.filter(consultation=consultation))
    comments = (
        apps.get_model("consultations", "SectionComment")
        .objects.filter(consultation=consultation, visibility="federation")
        .exclude(organisation__kind="federation")
        .order_by("submit_date", "pk")
    )
    entered = [
        Contribution(
            consultation=consultation,
            number=one.number,
            section_id=one.section_id,
            organisation_id=one.organisation_id,
            suggestion=one,
            received_at=one.submitted_at,
        )
        for one in suggestions
    ]
    last = max((one.number for one in suggestions), default=0)
    for last, one in enumerate(comments, start=last + 1):
        entered.append(
            Contribution(
                consultation=consultation,
                number=last,
                section_id=one.section_id,
                organisation_id=one.organisation_id,
                comment=one,
                received_at=one.submit_date,
            )
        )
    Contribution.objects.bulk_create(entered)
    apps.get_model("consultations", "Numbering").objects.create(consultation=consultation, last=last)


class Migration(migrations.Migration):
    dependencies = [("consultations", "0009_discussion_and_register")]

    operations = [
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.RunPython(guard_table("consultations", *FROZEN), unguard_table("consultations", *FROZEN)),
    ]
