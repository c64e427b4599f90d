"""Frozen copies of a paper."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shared.immutability import FrozenModel

from ..enums import Change, SectionKind


class Version(FrozenModel):
    """A frozen, numbered, hashed copy of a whole paper. What members read, comment and vote on.

    `digest` covers title, lead and every section's number, level, heading and wording digest, in order.
    `actor` is the token of the person who issued it (accounts.Actor).
    """

    paper = models.ForeignKey("positions.Paper", on_delete=models.PROTECT, related_name="versions", verbose_name=_("paper"))
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=255)
    lede = models.TextField(_("lead"), blank=True)
    note = models.TextField(_("what changed"), blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64)
    issued_at = models.DateTimeField(_("issued"))
    actor = models.UUIDField(_("issued by"))
    revision = models.PositiveBigIntegerField(_("revision"), null=True, blank=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="version_number_once_per_paper"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
        ]

    def __str__(self):
        return f"{self.title} ({self.number})"


class VersionSection(FrozenModel):
    """One section's frozen wording in one version.

    `tree` is the typed block tree of `positions.wording.tree`; `html` is made from it once, for pages; `text` for search.
    `digest` is the SHA-256 of heading and tree: number, level and position are left out, so a section that only moves keeps
    its votes. The row of kind "whole" has no text; its digest is the version's.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="wordings", verbose_name=_("version"))
    section = models.ForeignKey(
        "positions.Section", on_delete=models.PROTECT, related_name="wordings", verbose_name=_("section")
    )
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=SectionKind)
    level = models.PositiveSmallIntegerField(_("level"), default=2)
    number = models.CharField(_("number"), max_length=20, blank=True)
    heading = models.CharField(_("heading"), max_length=500, blank=True)
    tree = models.JSONField(_("wording"), default=list)
    html = models.TextField(_("HTML"), blank=True)
    text = models.TextField(_("plain text"), blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64)
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wording before")
    )
    change = models.CharField(_("change"), max_length=20, choices=Change, default=Change.NEW)

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "section"], name="wording_once_per_version"),
            models.UniqueConstraint(fields=["version", "position"], name="wording_position_once"),
            models.CheckConstraint(
                condition=Q(previous=None, change="new") | Q(previous__isnull=False) & ~Q(change="new"),
                name="wording_change_has_previous",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.heading}".strip()

    @property
    def shows_number(self) -> bool:
        """Whether a number is to hang beside the heading: not if the heading brings its own ("§ 3 …")."""
        return bool(self.number) and not self.heading.startswith(self.number)
