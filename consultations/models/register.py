"""The register: every contribution with its number, what was decided about it and why, and its organisation's word on that."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

from ..enums import Basis, Decision, Satisfaction, SuggestionState
from .comments import SectionComment
from .consultations import Consultation
from .suggestions import Suggestion


class Numbering(models.Model):
    """The last number given to a contribution; a row of its own, so that voters do not wait for those who comment."""

    consultation = models.OneToOneField(
        Consultation, on_delete=models.CASCADE, related_name="numbering", verbose_name=_("consultation")
    )
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("numbering")
        verbose_name_plural = _("numberings")

    def __str__(self):
        return f"{self.consultation_id}: {self.last}"


class ContributionQuerySet(models.QuerySet):
    def standing(self):
        """All but what its organisation took back."""
        return self.exclude(comment__withdrawn_at__isnull=False).exclude(suggestion__state=SuggestionState.WITHDRAWN)

    def unanswered(self):
        """What still needs an answer before the statement is issued."""
        return self.standing().filter(disposition=None)


class Contribution(models.Model):
    """A comment or a suggestion that all participants read, as it stands in the register. Its number never changes.

    `assignee` works on the answer until `due_on`; `twin` names the contribution it says the same as, answered with it.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="contributions", verbose_name=_("consultation")
    )
    number = models.PositiveIntegerField(_("number"))
    section = models.ForeignKey("positions.Section", on_delete=models.PROTECT, related_name="+", verbose_name=_("section"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contributions", verbose_name=_("organisation")
    )
    comment = models.OneToOneField(
        SectionComment, on_delete=models.PROTECT, null=True, blank=True, related_name="contribution", verbose_name=_("comment")
    )
    suggestion = models.OneToOneField(
        Suggestion, on_delete=models.PROTECT, null=True, blank=True, related_name="contribution", verbose_name=_("suggestion")
    )
    received_at = models.DateTimeField(_("received"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("assignee")
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    twin = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="twins", verbose_name=_("says the same as")
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="contribution_number_once"),
            models.CheckConstraint(
                condition=Q(comment__isnull=False, suggestion=None) | Q(comment=None, suggestion__isnull=False),
                name="contribution_is_one_thing",
            ),
            models.CheckConstraint(condition=Q(twin=None) | ~Q(twin=F("id")), name="contribution_not_its_own_twin"),
        ]

    def __str__(self):
        return f"{self.consultation_id}/{self.number}"

    @property
    def is_withdrawn(self) -> bool:
        """Its organisation took it back. Reads the loaded comment or suggestion."""
        if self.comment is not None:
            return self.comment.withdrawn_at is not None
        return self.suggestion is not None and self.suggestion.state == SuggestionState.WITHDRAWN

    @property
    def group(self) -> int:
        """The contribution whose group of twins it belongs to; its own id if it has none."""
        return self.twin_id or self.pk


class Disposition(models.Model):
    """What the secretariat decided about a contribution, and why. Decided anew it is replaced; each decision is on record."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="disposition", verbose_name=_("contribution")
    )
    decision = models.CharField(_("decision"), max_length=20, choices=Decision)
    reason = models.TextField(_("reason"))
    merged_into = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed", verbose_name=_("merged into")
    )
    actor = models.UUIDField(_("decided by"))
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("disposition")
        verbose_name_plural = _("dispositions")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="disposition_with_reason"),
            models.CheckConstraint(
                condition=Q(decision="merged", merged_into__isnull=False) | Q(~Q(decision="merged"), merged_into=None),
                name="disposition_merged_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("contribution")), name="disposition_not_into_itself"
            ),
        ]

    def __str__(self):
        return f"{self.contribution_id}: {self.decision}"


class Verdict(models.Model):
    """What the organisation that contributed answers to the decision."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="verdict", verbose_name=_("contribution")
    )
    satisfaction = models.CharField(_("answer"), max_length=20, choices=Satisfaction)
    reason = models.CharField(_("reason"), max_length=600, blank=True)
    basis = models.CharField(_("basis"), max_length=20, choices=Basis, default=Basis.DELEGATED)
    actor = models.UUIDField(_("given by"))
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("answer to a decision")
        verbose_name_plural = _("answers to decisions")

    def __str__(self):
        return f"{self.contribution_id}: {self.satisfaction}"


class StandardReason(models.Model):
    """A reason the secretariat uses again and again."""

    title = models.CharField(_("title"), max_length=120, unique=True)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("standard reason")
        verbose_name_plural = _("standard reasons")
        ordering = ["title"]

    def __str__(self):
        return self.title
