"""A proposed change of one section, and what others think of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

from ..enums import Basis, Stance, SuggestionKind, SuggestionState
from .consultations import Consultation


class Suggestion(models.Model):
    """What an organisation would rather read in a section, and why. Submitted in its name; `actor` (a token) is audit data.

    `parts` are the sections it proposes, [{"heading", "tree"}, …]: one to reword or add, several to split, none to delete or
    move; `text` is their plain text. Both stay as they were written. `after` is where an added or moved section goes (none: to
    the beginning). Numbered within its consultation. `wording` is the one it was written on, `rebased_on` a later one it was
    carried over to, and `rebased_parts` what it comes to there. Adopted means: by the version that says so. `token` makes a
    double post one suggestion.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("consultation")
    )
    section = models.ForeignKey(
        "positions.Section", on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("section")
    )
    wording = models.ForeignKey(
        "positions.VersionSection", on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("wording")
    )
    number = models.PositiveIntegerField(_("number"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SuggestionKind, default=SuggestionKind.REWORD)
    parts = models.JSONField(_("proposed sections"), default=list)
    after = models.ForeignKey(
        "positions.Section", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("goes after")
    )
    rebased_on = models.ForeignKey(
        "positions.VersionSection",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("carried over to"),
    )
    rebased_parts = models.JSONField(_("carried over as"), default=list, blank=True)
    intake = models.ForeignKey(
        "consultations.Intake",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("came in the file"),
    )
    text = models.TextField(_("proposed wording"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    basis = models.CharField(_("basis"), max_length=20, choices=Basis, default=Basis.DELEGATED)
    actor = models.UUIDField(_("submitted by"))
    token = models.UUIDField(_("form token"), default=uuid.uuid4, editable=False)
    submitted_at = models.DateTimeField(_("submitted"))
    state = models.CharField(_("state"), max_length=20, choices=SuggestionState, default=SuggestionState.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    adopted_in = models.ForeignKey(
        "positions.Version", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("adopted in")
    )

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="suggestion_number_once"),
            models.UniqueConstraint(fields=["actor", "token"], name="suggestion_once_per_form"),
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(adopted_in__isnull=False), name="suggestion_adopted_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "withdrawn", "returned"]) | Q(decided_at__isnull=False),
                name="suggestion_decided_when",
            ),
        ]

    def __str__(self):
        return f"{self.consultation_id}/{self.number}"


class SuggestionStance(models.Model):
    """What one other organisation thinks of a suggestion; the person who said so is audit data."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, related_name="stances", verbose_name=_("suggestion"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="stances", verbose_name=_("organisation")
    )
    stance = models.CharField(_("stance"), max_length=20, choices=Stance)
    basis = models.CharField(_("basis"), max_length=20, choices=Basis, default=Basis.DELEGATED)
    actor = models.UUIDField(_("given by"))
    given_at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("stance on a suggestion")
        verbose_name_plural = _("stances on suggestions")
        constraints = [models.UniqueConstraint(fields=["suggestion", "organisation"], name="stance_one_per_organisation")]

    def __str__(self):
        return f"{self.organisation_id} · {self.suggestion_id}: {self.stance}"
