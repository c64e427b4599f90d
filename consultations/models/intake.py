"""Contributions that came as a file: the original stays beside what was made of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

from .consultations import Consultation


class Intake(models.Model):
    """A file that a member sent back, read and waiting for confirmation, or taken in.

    `found` is what was understood, as the preview shows it; `confirmed_at` says when a person took it in. Read by the
    secretariat, and by the organisation itself.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="intakes", verbose_name=_("consultation")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="intakes", verbose_name=_("organisation")
    )
    name = models.CharField(_("file name"), max_length=255)
    content = models.BinaryField(_("file"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    found = models.JSONField(_("what was understood"))
    actor = models.UUIDField(_("received by"))
    received_at = models.DateTimeField(_("received"))
    confirmed_at = models.DateTimeField(_("taken in"), null=True, blank=True)

    class Meta:
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")
        ordering = ["pk"]

    def __str__(self):
        return self.name
