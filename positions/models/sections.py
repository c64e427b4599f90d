"""The identity of a section across all versions."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import LineageKind, SectionKind


class Section(models.Model):
    """One section of one paper, whatever its wording: (paper, key), where key is the StreamField block's UUID.

    Never deleted: what no longer stands in the paper is archived, and what members wrote on it stays reachable.
    """

    paper = models.ForeignKey("positions.Paper", on_delete=models.PROTECT, related_name="identities", verbose_name=_("paper"))
    key = models.UUIDField(_("key"), default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=SectionKind, default=SectionKind.TEXT)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(fields=["paper", "key"], name="section_key_once_per_paper"),
            models.UniqueConstraint(fields=["paper"], condition=Q(kind="whole"), name="section_one_whole_per_paper"),
        ]

    def __str__(self):
        return f"{self.paper_id}/{self.key}"


class SectionLineage(models.Model):
    """A section that was split into, or merged with, another: discussions stay reachable, votes never carry."""

    kind = models.CharField(_("kind"), max_length=10, choices=LineageKind)
    source = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="descendants", verbose_name=_("from"))
    target = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="ancestors", verbose_name=_("to"))
    version = models.ForeignKey("positions.Version", on_delete=models.PROTECT, related_name="+", verbose_name=_("version"))

    class Meta:
        verbose_name = _("section lineage")
        verbose_name_plural = _("section lineages")
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "version"], name="lineage_once"),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="lineage_not_itself"),
        ]

    def __str__(self):
        return f"{self.source_id} → {self.target_id}"
