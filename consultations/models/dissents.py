"""What an organisation says against the common position: dissenting notes, and objections to editorial marks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

from ..enums import Basis, Placement
from .consultations import Consultation
from .record import Remark

DISSENT_LIMIT = 1200


class Dissent(models.Model):
    """A short minority note that travels with the statement: on a section, or (the section of kind "whole") on all of it.

    Submitted by a delegate; the editor chooses where it is printed. The record knows it by its commitment.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="dissents", verbose_name=_("consultation")
    )
    section = models.ForeignKey(
        "positions.Section", on_delete=models.PROTECT, related_name="dissents", verbose_name=_("section")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="dissents", verbose_name=_("organisation")
    )
    text = models.TextField(_("text"), max_length=DISSENT_LIMIT)
    basis = models.CharField(_("basis"), max_length=20, choices=Basis, default=Basis.DELEGATED)
    actor = models.UUIDField(_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted"))
    placement = models.CharField(_("where it is printed"), max_length=10, choices=Placement, default=Placement.BELOW)

    class Meta:
        verbose_name = _("dissenting note")
        verbose_name_plural = _("dissenting notes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "section", "organisation"], name="dissent_one_per_section")
        ]

    def __str__(self):
        return f"{self.organisation_id} · {self.section_id}"


class Objection(models.Model):
    """An organisation holds that a change marked editorial is none. Its own vote is stale until given again."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="objections", verbose_name=_("consultation")
    )
    wording = models.ForeignKey(
        "positions.VersionSection", on_delete=models.PROTECT, related_name="objections", verbose_name=_("wording")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="objections", verbose_name=_("organisation")
    )
    remark = models.ForeignKey(
        Remark, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reason")
    )
    actor = models.UUIDField(_("by"))
    objected_at = models.DateTimeField(_("objected"))

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "wording", "organisation"], name="objection_once")]

    def __str__(self):
        return f"{self.organisation_id} · {self.wording_id}"
