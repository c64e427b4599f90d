"""A file that was read and waits for the editor's word. Not a paper: nothing of it stands in the page tree."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PendingImport(models.Model):
    """What was understood of an uploaded file, kept for the person who uploaded it until they confirm, or for a day."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    paper = models.ForeignKey(
        "positions.Paper", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("position paper")
    )
    name = models.CharField(_("file name"), max_length=255)
    content = models.JSONField(_("content"))
    expires_at = models.DateTimeField(_("expires"))

    class Meta:
        verbose_name = _("pending import")
        verbose_name_plural = _("pending imports")

    def __str__(self):
        return self.name
