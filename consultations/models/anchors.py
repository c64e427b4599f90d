"""The phrase of a frozen wording that a comment points at, and where it landed in each wording since."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shared.immutability import FrozenModel

from ..enums import Landing
from .comments import SectionComment


class Anchor(FrozenModel):
    """A phrase in the plain text of the comment's own wording: `quote` begins at character `start`.

    `before` and `after` are what stood around it, to tell it from the same words elsewhere.
    """

    comment = models.OneToOneField(SectionComment, on_delete=models.PROTECT, related_name="anchor", verbose_name=_("comment"))
    start = models.PositiveIntegerField(_("begins at character"))
    quote = models.TextField(_("quoted words"))
    before = models.CharField(_("words before"), max_length=64, blank=True)
    after = models.CharField(_("words after"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")

    def __str__(self):
        return f"{self.comment_id}: {self.quote[:40]}"


class AnchorPlace(models.Model):
    """Where the anchor is in one later wording; `wording` is none where it has no place. Confirmed by a person, or exact."""

    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="places", verbose_name=_("anchor"))
    version = models.ForeignKey("positions.Version", on_delete=models.PROTECT, related_name="+", verbose_name=_("version"))
    wording = models.ForeignKey(
        "positions.VersionSection", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wording")
    )
    landing = models.CharField(_("landing"), max_length=20, choices=Landing)
    start = models.PositiveIntegerField(_("begins at character"), null=True, blank=True)
    length = models.PositiveIntegerField(_("characters"), null=True, blank=True)
    confirmed_by = models.UUIDField(_("confirmed by"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("place of an anchor")
        verbose_name_plural = _("places of anchors")
        constraints = [
            models.UniqueConstraint(fields=["anchor", "version"], name="anchor_one_place_per_version"),
            models.CheckConstraint(
                condition=Q(landing="orphaned", wording=None, start=None, length=None)
                | Q(~Q(landing="orphaned"), wording__isnull=False, start__isnull=False, length__isnull=False),
                name="anchor_placed_or_orphaned",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None) | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="anchor_confirmed_by_someone",
            ),
        ]

    def __str__(self):
        return f"{self.anchor_id} in {self.version_id}: {self.landing}"
