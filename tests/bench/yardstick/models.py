from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class PlainPaper(Page):
    """W: a page of rich-text sections, nothing else."""

    sections = StreamField(
        [("section", blocks.StructBlock([("heading", blocks.CharBlock()), ("body", blocks.RichTextBlock())]))]
    )
    template = "yardstick/plain_paper.html"


class BareVote(models.Model):
    """bare: one row, one unique pair."""

    question = models.IntegerField()
    organisation = models.IntegerField()
    choice = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "organisation"], name="bare_vote_once")]
