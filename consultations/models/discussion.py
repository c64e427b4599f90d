"""What happens to a comment after it was written. The comment's row keeps its place and its newest text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from shared.immutability import FrozenModel

from ..enums import ReactionKind
from .comments import SectionComment


class CommentRevision(FrozenModel):
    """A text that a comment had before it was edited."""

    comment = models.ForeignKey(SectionComment, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("comment"))
    text = models.TextField(_("text"))
    actor = models.UUIDField(_("replaced by"))
    replaced_at = models.DateTimeField(_("replaced"))

    class Meta:
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.comment_id} until {self.replaced_at:%Y-%m-%d %H:%M}"


class Reaction(models.Model):
    """One organisation's reaction to a comment; the person who gave it is audit data."""

    comment = models.ForeignKey(SectionComment, on_delete=models.PROTECT, related_name="reactions", verbose_name=_("comment"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="reactions", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ReactionKind)
    actor = models.UUIDField(_("given by"))
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [models.UniqueConstraint(fields=["comment", "organisation"], name="reaction_one_per_organisation")]

    def __str__(self):
        return f"{self.organisation_id} · {self.comment_id}: {self.kind}"


class Mention(models.Model):
    """A comment that names a participating organisation, so that it is told."""

    comment = models.ForeignKey(SectionComment, on_delete=models.PROTECT, related_name="mentions", verbose_name=_("comment"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mentions", verbose_name=_("organisation")
    )

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [models.UniqueConstraint(fields=["comment", "organisation"], name="mention_once")]

    def __str__(self):
        return f"{self.comment_id} · {self.organisation_id}"


class Report(models.Model):
    """Somebody asks the secretariat to look at a comment; settled by hiding it, or by leaving it, each with a sentence."""

    comment = models.ForeignKey(SectionComment, on_delete=models.PROTECT, related_name="reports", verbose_name=_("comment"))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("reported by"))
    actor = models.UUIDField(_("person"))
    reason = models.CharField(_("reason"), max_length=600)
    reported_at = models.DateTimeField(_("reported"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.UUIDField(_("settled by"), null=True, blank=True)
    settlement = models.CharField(_("what came of it"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "actor"], condition=Q(settled_at=None), name="report_once_while_open"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, settlement="")
                | Q(~Q(settlement=""), settled_at__isnull=False, settled_by__isnull=False),
                name="report_settled_or_open",
            ),
        ]

    def __str__(self):
        return f"{self.comment_id}: {self.reason[:40]}"
