"""A consultation, its phases and who takes part."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from accounts.models import Organisation

from .. import phases
from ..decisions import RuleKind
from ..enums import LegalEffect, Level, Naming, QuorumBy, Stage, Visibility
from ..scales import GRADED, SCALE_CHOICES, YES_NO

if TYPE_CHECKING:
    from positions.models import Version


class ConsultationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(opened_at__isnull=False, closed_at=None)

    def admitting(self, verb: phases.Verb, now: datetime):
        """Those in which `verb` can be done at `now`, grace of single organisations aside. Twin of `Consultation.refusal`."""
        kinds = sorted(kind for kind, verbs in phases.ALLOWED.items() if verb in verbs)
        running = Phase.objects.filter(consultation=OuterRef("pk"), kind__in=kinds, opens_at__lte=now, closes_at__gt=now)
        return self.filter(Exists(running), closed_at=None, opened_at__lte=now)

    def due_to_open(self, now):
        """Released by the editor, the first phase has begun, not opened yet, and not all over either."""
        begun = Exists(Phase.objects.filter(consultation=OuterRef("pk"), opens_at__lte=now))
        unfinished = Exists(Phase.objects.filter(consultation=OuterRef("pk"), closes_at__gt=now))
        in_time = Q(deadline_at=None) | Q(deadline_at__gt=now)
        return self.filter(in_time, begun, unfinished, released_at__isnull=False, opened_at=None)

    def due_to_seal(self, now):
        """Open, with a phase that has ended and is not sealed yet."""
        return self.open().filter(Exists(Phase.objects.filter(consultation=OuterRef("pk"), closes_at__lte=now, sealed_at=None)))

    def due_to_close(self, now):
        """Open, and no phase (nor grace of an organisation) left that could still admit anything."""
        return self.open().exclude(phases__closes_at__gt=now).exclude(participations__grace_until__gt=now)


class Consultation(index.Indexed, models.Model):
    """The process on one paper: the ministry's invitation, what the vote means, the rule. At most one is unclosed per paper.

    Opening freezes electorate and rule, closing freezes outcomes. The times that matter are stored (phases, opened, closed);
    what may be done when is read from them and the clock by `refusal`.
    """

    paper = models.ForeignKey(
        "positions.Paper", on_delete=models.PROTECT, related_name="consultations", verbose_name=_("position paper")
    )
    version = models.ForeignKey(
        "positions.Version",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("current version"),
    )
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("address part"), max_length=100, unique=True)
    what = models.TextField(_("what it is about"), max_length=600, blank=True, help_text=_("One or two sentences for members."))
    successor_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("continues")
    )

    # Who may read, what the vote means, how it is counted
    visibility = models.CharField(_("readable by"), max_length=20, choices=Visibility, default=Visibility.MEMBERS)
    legal_effect = models.CharField(
        _("legal effect of the vote"), max_length=20, choices=LegalEffect, default=LegalEffect.STRAW_POLL
    )
    decision_note = models.CharField(
        _("what happens after the vote"),
        max_length=200,
        blank=True,
        help_text=_("For example: the board decides on 27 November."),
    )
    scale = models.CharField(_("scale"), max_length=20, choices=SCALE_CHOICES, default=GRADED.code)
    rule = models.CharField(_("rule"), max_length=20, choices=RuleKind, default=RuleKind.SIMPLE)
    numerator = models.PositiveSmallIntegerField(_("majority: numerator"), default=1)
    denominator = models.PositiveSmallIntegerField(_("majority: denominator"), default=2)
    strictly_more = models.BooleanField(_("more than the fraction is needed, not just as much"), default=False)
    most_aside = models.PositiveSmallIntegerField(
        _("at most so many may stand aside"),
        null=True,
        blank=True,
        help_text=_("Read by the rule “No veto”. Empty: any number."),
    )
    final_scale = models.CharField(_("scale of the final vote"), max_length=20, choices=SCALE_CHOICES, default=YES_NO.code)
    final_rule = models.CharField(_("rule of the final vote"), max_length=20, choices=RuleKind, default=RuleKind.SIMPLE)
    final_numerator = models.PositiveSmallIntegerField(_("final majority: numerator"), default=1)
    final_denominator = models.PositiveSmallIntegerField(_("final majority: denominator"), default=2)
    final_strictly_more = models.BooleanField(_("final vote: more than the fraction is needed"), default=False)
    quorum_by = models.CharField(_("the quorum counts"), max_length=20, choices=QuorumBy, default=QuorumBy.VOTES)
    quorum_numerator = models.PositiveSmallIntegerField(_("quorum: numerator"), default=0)
    quorum_denominator = models.PositiveSmallIntegerField(_("quorum: denominator"), default=1)
    results_hidden = models.BooleanField(_("results hidden until the end"), default=True)
    objection_days = models.PositiveSmallIntegerField(
        _("days to object to an editorial change"), default=3, help_text=_("Ends with the vote in any case.")
    )
    smallest_group = models.PositiveSmallIntegerField(
        _("smallest group shown in results"), default=5, help_text=_("Groups of fewer organisations are put together.")
    )

    # The ministry's invitation
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    body = models.CharField(_("ministry or committee"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    body_address = models.TextField(_("postal address"), blank=True)
    file_reference = models.CharField(_("file reference"), max_length=100, blank=True)
    invited_on = models.DateField(_("date of the letter"), null=True, blank=True)
    bill_title = models.CharField(_("bill"), max_length=500, blank=True)
    bill_short = models.CharField(_("bill, short"), max_length=120, blank=True)
    bill_drafted_on = models.DateField(_("date of the draft"), null=True, blank=True)
    printed_matter = models.CharField(_("printed-matter number"), max_length=60, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True)
    deadline_at = models.DateTimeField(_("deadline of the ministry"), null=True, blank=True, help_text=_("Europe/Berlin"))
    reply_address = models.EmailField(_("address for the reply"), blank=True)
    subject_line = models.CharField(_("subject line to use"), max_length=200, blank=True)
    is_confidential = models.BooleanField(
        _("confidential at the ministry's request"),
        default=False,
        help_text=_(
            "Named to participants, editors and board only; others read that one more paper is discussed in confidence."
        ),
    )

    # What has happened
    released_at = models.DateTimeField(_("released to open by itself"), null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    statement_draft = models.OneToOneField(
        "positions.StatementDraft",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="consultation",
        verbose_name=_("statement draft"),
    )

    objects = ConsultationQuerySet.as_manager()

    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("visibility")]

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper"], condition=Q(closed_at=None), name="consultation_one_unclosed_per_paper"),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(version__isnull=False), name="consultation_opened_has_version"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="consultation_closed_was_open"
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(visibility="participants"), name="consultation_confidential_is_private"
            ),
            models.CheckConstraint(
                condition=Q(numerator__gte=1, denominator__gte=1, numerator__lte=F("denominator"), quorum_denominator__gte=1),
                name="consultation_rule_is_fraction",
            ),
            models.CheckConstraint(
                condition=Q(final_numerator__gte=1, final_denominator__gte=1, final_numerator__lte=F("final_denominator")),
                name="consultation_final_rule_is_fraction",
            ),
            models.CheckConstraint(condition=Q(smallest_group__gte=2), name="consultation_smallest_group"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("consultations:consultation", args=[self.slug])

    @property
    def standing_version(self) -> "Version":
        """The version members read and vote on. There is one from the opening on (database constraint)."""
        if self.version is None:
            raise ValueError(f"Consultation {self.pk} has not been opened yet.")
        return self.version

    def refusal(self, verb: phases.Verb, now: datetime, participation: "Participation | None" = None) -> str | None:
        """Why `verb` cannot be done now: a translated sentence, or None. Reads `phases` (prefetch them) and the clock."""
        return phases.refusal(
            verb,
            list(self.phases.all()),
            now,
            opened_at=self.opened_at,
            closed_at=self.closed_at,
            grace_until=participation.grace_until if participation else None,
        )

    def phase(self, now: datetime) -> "Phase | None":
        """The phase in which `now` falls, if the consultation is open."""
        if self.opened_at is None or self.closed_at is not None:
            return None
        return phases.current(list(self.phases.all()), now)


class Phase(models.Model):
    """A stretch of time in which certain things may be done (table in `consultations.phases`)."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="phases", verbose_name=_("consultation")
    )
    kind = models.CharField(_("phase"), max_length=20, choices=phases.PhaseKind)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    sealed_at = models.DateTimeField(_("sealed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "kind"], name="phase_kind_once"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="phase_ends_after_it_begins"),
        ]

    def __str__(self):
        return self.get_kind_display()


class Participation(models.Model):
    """An organisation in one consultation. `votes` is the weight frozen at opening; 0 takes part without a vote."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="participations", verbose_name=_("consultation")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="participations", verbose_name=_("organisation")
    )
    votes = models.PositiveSmallIntegerField(_("votes"), default=1)
    naming = models.CharField(_("how it is named"), max_length=10, choices=Naming, default=Naming.COUNTED)
    grace_until = models.DateTimeField(_("grace until"), null=True, blank=True)
    first_voted_at = models.DateTimeField(_("first vote"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["consultation", "organisation"], name="participation_once")]

    def __str__(self):
        return f"{self.organisation} · {self.consultation}"
