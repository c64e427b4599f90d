"""What is voted on, and the counters that pages read instead of counting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..decisions import RuleKind
from ..enums import QuestionKind
from ..scales import ALTERNATIVE_SCALE_CHOICES, SCALE_CHOICES, SCALES, Scale
from .consultations import Consultation


class Question(models.Model):
    """One thing an organisation answers: a section's wording, the whole paper, or a group of alternatives.

    The wording asked about is that of the consultation's current version; each vote says on which one it was given. What a
    group of alternatives asks is frozen with its options; `digest` is theirs. Each question carries the rule it is decided by.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="questions", verbose_name=_("consultation")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=QuestionKind, default=QuestionKind.SECTION)
    section = models.ForeignKey(
        "positions.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("section"),
    )
    scale = models.CharField(_("scale"), max_length=20, choices=[*SCALE_CHOICES, *ALTERNATIVE_SCALE_CHOICES])
    rule = models.CharField(_("rule"), max_length=20, choices=RuleKind, default=RuleKind.SIMPLE)
    numerator = models.PositiveSmallIntegerField(_("majority: numerator"), default=1)
    denominator = models.PositiveSmallIntegerField(_("majority: denominator"), default=2)
    strictly_more = models.BooleanField(_("more than the fraction is needed"), default=False)
    most_aside = models.PositiveSmallIntegerField(_("at most so many may stand aside"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    digest = models.CharField(_("SHA-256 of the options"), max_length=64, blank=True)
    position = models.PositiveIntegerField(_("position"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["consultation", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "section"], condition=~Q(kind="alternatives"), name="question_once_per_section"
            ),
            models.CheckConstraint(condition=Q(kind="alternatives") | Q(section__isnull=False), name="question_has_section"),
        ]

    def __str__(self):
        return f"{self.consultation_id}/{self.position}"

    @property
    def scale_table(self) -> Scale:
        return SCALES[self.scale]


class Option(models.Model):
    """One of the alternatives of a question of kind "alternatives"."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options", verbose_name=_("question"))
    label = models.CharField(_("label"), max_length=200)
    wording = models.ForeignKey(
        "positions.VersionSection", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wording")
    )
    suggestion = models.ForeignKey(
        "consultations.Suggestion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="options",
        verbose_name=_("suggestion"),
    )
    text = models.TextField(_("text"), blank=True)
    is_passive = models.BooleanField(_("leaves everything as it is"), default=False)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["question", "position"]
        constraints = [models.UniqueConstraint(fields=["question", "position"], name="option_position_once")]

    def __str__(self):
        return self.label


class Tally(models.Model):
    """How often a choice stands on a question now: organisations and their votes. Kept in the voting transaction."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tallies", verbose_name=_("question"))
    choice = models.CharField(_("choice"), max_length=20)
    organisations = models.IntegerField(_("organisations"), default=0)
    votes = models.IntegerField(_("votes"), default=0)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(fields=["question", "choice"], name="tally_once_per_choice"),
            models.CheckConstraint(condition=Q(organisations__gte=0, votes__gte=0), name="tally_not_negative"),
        ]

    def __str__(self):
        return f"{self.question_id} {self.choice}: {self.organisations}"


class SectionActivity(models.Model):
    """What is going on in a section's discussion. `revision` grows with every change and is the key of cached fragments."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="activities", verbose_name=_("consultation")
    )
    section = models.ForeignKey(
        "positions.Section", on_delete=models.PROTECT, related_name="activities", verbose_name=_("section")
    )
    comments = models.PositiveIntegerField(_("comments"), default=0)
    last_comment_at = models.DateTimeField(_("last comment"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)

    class Meta:
        verbose_name = _("section activity")
        verbose_name_plural = _("section activities")
        constraints = [models.UniqueConstraint(fields=["consultation", "section"], name="activity_once_per_section")]

    def __str__(self):
        return f"{self.consultation_id}/{self.section_id}: {self.comments}"
