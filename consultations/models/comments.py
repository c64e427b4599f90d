"""Comments on sections: the one place that knows django-comments-xtd. Of it we use the tables only."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from accounts.models import Organisation

from ..enums import CommentKind, CommentVisibility
from .consultations import Consultation


class SectionCommentQuerySet(models.QuerySet):
    def in_order(self):
        """Threads as they are read: by thread, then by the order inside it."""
        return self.order_by("thread_id", "order")


class SectionComment(XtdComment):
    """A threaded remark by an organisation on a section, written on a known wording. Name and address columns stay empty.

    Never deleted: withdrawn and hidden are states. `token` makes a double post one comment.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="comments", verbose_name=_("consultation")
    )
    section = models.ForeignKey(
        "positions.Section", on_delete=models.PROTECT, related_name="comments", verbose_name=_("section")
    )
    wording = models.ForeignKey(
        "positions.VersionSection", on_delete=models.PROTECT, related_name="comments", verbose_name=_("wording")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="comments", verbose_name=_("organisation")
    )
    actor = models.UUIDField(_("written by"))
    kind = models.CharField(_("kind"), max_length=20, choices=CommentKind, default=CommentKind.REMARK)
    visibility = models.CharField(
        _("readable by"), max_length=20, choices=CommentVisibility, default=CommentVisibility.FEDERATION
    )
    token = models.UUIDField(_("form token"), default=uuid.uuid4, editable=False)

    objects = SectionCommentQuerySet.as_manager()
    norel_objects = objects

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [models.UniqueConstraint(fields=["actor", "token"], name="comment_once_per_form")]
        indexes = [models.Index(fields=["consultation", "section"], name="comment_by_section")]

    def __str__(self):
        return f"{self.organisation} · {self.section_id}"

    def get_absolute_url(self):
        return reverse("consultations:section", args=[self.consultation.slug, self.section.key]) + f"#c{self.pk}"
