"""Comments on sections: the one place that knows django-comments-xtd. Of it we use the tables only."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Max, Min, ProtectedError, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from accounts.models import Organisation

from ..enums import Basis, CommentKind, CommentVisibility
from .consultations import Consultation

# Counted from 0. An answer to a comment on this level has no place.
DEEPEST_LEVEL = settings.COMMENTS_XTD_MAX_THREAD_LEVEL


class SectionCommentQuerySet(models.QuerySet):
    def in_order(self):
        """Threads as they are read: by thread, then by the order inside it."""
        return self.order_by("thread_id", "order")

    def insert(self, *, parent: "SectionComment | None", section, **fields) -> "SectionComment":
        """Write a comment at its place: a thread of its own, or after the last answer to `parent`.

        The caller holds the lock of the section's discussion: without it two answers could get the same place. The library's
        own numbering is not used: it does not bind an answer to its object and leaves a row behind when it refuses one.
        """
        if parent is None:
            comment = self._store(section, level=0, order=1, parent_id=0, thread_id=0, **fields)
            comment.thread_id = comment.parent_id = comment.pk
            XtdComment.norel_objects.filter(pk=comment.pk).update(thread_id=comment.pk, parent_id=comment.pk)
            return comment
        thread = XtdComment.norel_objects.filter(thread_id=parent.thread_id)
        place = thread.filter(order__gt=parent.order, level__lte=parent.level).aggregate(at=Min("order"))["at"]
        if place is None:
            place = thread.aggregate(last=Max("order"))["last"] + 1
        else:
            thread.filter(order__gte=place).update(order=F("order") + 1)
        thread.filter(pk__in={parent.pk, parent.parent_id}).update(nested_count=F("nested_count") + 1)
        return self._store(
            section, level=parent.level + 1, order=place, parent_id=parent.pk, thread_id=parent.thread_id, **fields
        )

    def _store(self, section, **fields) -> "SectionComment":
        return self.create(
            section=section,
            content_type=ContentType.objects.get_for_model(section),
            object_pk=str(section.pk),
            site_id=settings.SITE_ID,
            **fields,
        )

    def delete(self):
        raise ProtectedError("Comments are never deleted; withdrawn and hidden are states.", set(self))


class SectionComment(XtdComment):
    """A threaded remark by an organisation on a section, written on a known wording. Name and address columns stay empty.

    Never deleted: withdrawn and hidden are states, and `is_removed` (the library's column) says that it is either. Pinned,
    closed and answered say something of the thread a comment begins. `suggestion` is the one it is about, if any; `intake` the
    file it came in. `token` makes a double post one comment.
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
    basis = models.CharField(_("basis"), max_length=20, choices=Basis, default=Basis.DELEGATED)
    token = models.UUIDField(_("form token"), default=uuid.uuid4, editable=False)
    suggestion = models.ForeignKey(
        "consultations.Suggestion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("about the suggestion"),
    )
    intake = models.ForeignKey(
        "consultations.Intake",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("came in the file"),
    )
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    hidden_reason = models.CharField(_("why it is hidden"), max_length=600, blank=True)
    pinned_at = models.DateTimeField(_("pinned"), null=True, blank=True)
    thread_closed_at = models.DateTimeField(_("thread closed"), null=True, blank=True)
    answered_at = models.DateTimeField(_("marked as answered"), null=True, blank=True)

    objects = SectionCommentQuerySet.as_manager()
    norel_objects = objects

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint(fields=["actor", "token"], name="comment_once_per_form"),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_reason="") | Q(~Q(hidden_reason=""), hidden_at__isnull=False),
                name="comment_hidden_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["consultation", "section"], name="comment_by_section")]

    def __str__(self):
        return f"{self.organisation} · {self.section_id}"

    def save(self, *args, **kwargs):
        """Store the row as it is. The library's `save` numbers anew and counts again at every edit; `insert` numbers once."""
        super(XtdComment, self).save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ProtectedError("Comments are never deleted; withdrawn and hidden are states.", {self})

    def get_absolute_url(self):
        """Where it stands in its discussion, on whichever page of threads that is."""
        page = reverse("consultations:section", args=[self.consultation.slug, self.section.key])
        return f"{page}?beitrag={self.pk}#c{self.pk}"
