"""One organisation's present answer to one question."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

from ..enums import Basis
from .questions import Question
from .record import Remark
from .suggestions import Suggestion


class Vote(models.Model):
    """The vote belongs to the organisation; `actor` (a token) is audit data. One row per question and organisation.

    `wording` and `digest` say what was read; whether the vote is fresh is decided against the current version. With
    `objected_at` it is stale until it is given again. `ratings` maps an option's position (as text) to 0…10.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="cast_votes", verbose_name=_("question"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="cast_votes", verbose_name=_("organisation")
    )
    choice = models.CharField(_("choice"), max_length=20)
    wording = models.ForeignKey(
        "positions.VersionSection", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wording")
    )
    digest = models.CharField(_("SHA-256 of the wording"), max_length=64)
    condition = models.ForeignKey(
        Suggestion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="conditional_votes",
        verbose_name=_("if adopted"),
    )
    ratings = models.JSONField(_("resistance to each option"), null=True, blank=True)
    objected_at = models.DateTimeField(_("objected to an editorial change"), null=True, blank=True)
    remark = models.ForeignKey(
        Remark, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reason")
    )
    basis = models.CharField(_("basis"), max_length=20, choices=Basis, default=Basis.DELEGATED)
    actor = models.UUIDField(_("cast by"))
    cast_at = models.DateTimeField(_("cast"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [models.UniqueConstraint(fields=["question", "organisation"], name="vote_one_per_organisation")]

    def __str__(self):
        return f"{self.organisation_id} · {self.question_id}: {self.choice}"
