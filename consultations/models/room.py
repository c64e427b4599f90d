"""An organisation's own room: what its people prepare before a delegate submits it. Read by that organisation only."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

from ..enums import CommentKind, DraftKind, DraftState
from .comments import SectionComment
from .consultations import Consultation
from .questions import Question
from .suggestions import Suggestion


class Draft(models.Model):
    """A comment, a suggestion or a vote as somebody in the organisation would put it (DESIGN: draft position).

    A delegate submits it (changed or not), merges it into another, or rejects it with a reason; its author reads which. What
    was submitted is linked: `comment`, `suggestion`, or for a vote the question. `digest` is that of the wording it was
    written on. `quote` is what a comment shall point at. `token` makes a double post one draft.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="drafts", verbose_name=_("consultation")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="drafts", verbose_name=_("organisation")
    )
    section = models.ForeignKey("positions.Section", on_delete=models.PROTECT, related_name="+", verbose_name=_("section"))
    wording = models.ForeignKey(
        "positions.VersionSection", on_delete=models.PROTECT, related_name="+", verbose_name=_("wording")
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name=_("question")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DraftKind)
    comment_kind = models.CharField(_("kind of comment"), max_length=20, choices=CommentKind, default=CommentKind.REMARK)
    parent = models.ForeignKey(
        SectionComment, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answers")
    )
    choice = models.CharField(_("choice"), max_length=20, blank=True)
    text = models.TextField(_("text"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    quote = models.TextField(_("quoted words"), blank=True)
    quote_before = models.CharField(_("words before"), max_length=64, blank=True)
    quote_after = models.CharField(_("words after"), max_length=64, blank=True)
    actor = models.UUIDField(_("drafted by"))
    token = models.UUIDField(_("form token"), default=uuid.uuid4, editable=False)
    drafted_at = models.DateTimeField(_("drafted"))

    state = models.CharField(_("state"), max_length=20, choices=DraftState, default=DraftState.OPEN)
    answer = models.CharField(_("answer to its author"), max_length=600, blank=True)
    answered_by = models.UUIDField(_("answered by"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    comment = models.ForeignKey(
        SectionComment, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name=_("comment")
    )
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name=_("suggestion")
    )

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["actor", "token"], name="draft_once_per_form"),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None, answered_by=None)
                | Q(~Q(state="open"), answered_at__isnull=False, answered_by__isnull=False),
                name="draft_answered_or_open",
            ),
            models.CheckConstraint(condition=~Q(state="rejected") | ~Q(answer=""), name="draft_rejected_with_reason"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | Q(~Q(state="merged"), merged_into=None),
                name="draft_merged_somewhere",
            ),
            models.CheckConstraint(condition=~Q(kind="vote") | Q(question__isnull=False), name="draft_vote_has_question"),
        ]
        indexes = [models.Index(fields=["organisation", "consultation", "state"], name="draft_in_room")]

    def __str__(self):
        return f"{self.organisation_id}/{self.pk}: {self.kind}"


class StrawVote(models.Model):
    """How one person inside an organisation would vote. Never leaves the organisation's room, never counted outside it."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="straw_votes", verbose_name=_("question"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="straw_votes", verbose_name=_("organisation")
    )
    actor = models.UUIDField(_("cast by"))
    choice = models.CharField(_("choice"), max_length=20)
    reason = models.TextField(_("reason"), blank=True)
    digest = models.CharField(_("SHA-256 of the wording"), max_length=64)
    cast_at = models.DateTimeField(_("cast"))

    class Meta:
        verbose_name = _("straw vote")
        verbose_name_plural = _("straw votes")
        constraints = [models.UniqueConstraint(fields=["question", "organisation", "actor"], name="straw_vote_one_per_person")]

    def __str__(self):
        return f"{self.organisation_id} · {self.question_id}: {self.choice}"
