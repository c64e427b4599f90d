"""The record: evidence that is written once. Names organisations and actor tokens, never persons."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from shared.immutability import FrozenModel

from ..decisions import RuleKind
from ..enums import Basis, RecordKind, Result, TreatmentKind, VoteAct
from .consultations import Consultation
from .questions import Option, Question
from .suggestions import Suggestion


class Remark(models.Model):
    """A free text that the record only knows by its commitment, SHA-256(salt + text).

    Text and salt can be deleted (erasure of personal data); the commitment stays, and the chain stays valid.
    """

    commitment = models.CharField(_("commitment"), max_length=64, unique=True)
    salt = models.CharField(_("salt"), max_length=32, blank=True)
    text = models.TextField(_("text"), blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(erased_at__isnull=False, text="", salt=""), name="remark_erased_is_empty"
            )
        ]

    def __str__(self):
        return self.commitment[:12]


class VoteEntry(FrozenModel):
    """One line of the append-only history of votes: every vote and every change. What was withdrawn has no choice."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="entries", verbose_name=_("question"))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation"))
    act = models.CharField(_("act"), max_length=20, choices=VoteAct, default=VoteAct.CAST)
    choice = models.CharField(_("choice"), max_length=20, blank=True)
    condition = models.ForeignKey(
        Suggestion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("if adopted")
    )
    ratings = models.JSONField(_("resistance to each option"), null=True, blank=True)
    wording = models.ForeignKey(
        "positions.VersionSection", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wording")
    )
    digest = models.CharField(_("SHA-256 of the wording"), max_length=64)
    commitment = models.CharField(_("commitment to the reason"), max_length=64, blank=True)
    basis = models.CharField(_("basis"), max_length=20, choices=Basis)
    actor = models.UUIDField(_("cast by"))
    cast_at = models.DateTimeField(_("cast"))

    class Meta:
        verbose_name = _("vote entry")
        verbose_name_plural = _("vote entries")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.organisation_id} · {self.question_id}: {self.choice}"


class RecordEntry(FrozenModel):
    """One line of the consultation's own history: opening with electorate and rule, versions, phases, closing, statements."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="record", verbose_name=_("consultation")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=RecordKind)
    facts = models.JSONField(_("facts"))
    commitment = models.CharField(_("commitment to the reason"), max_length=64, blank=True)
    actor = models.UUIDField(_("by"), null=True, blank=True)
    happened_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("record entry")
        verbose_name_plural = _("record entries")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.consultation_id}: {self.kind}"


class Seal(FrozenModel):
    """A link of the hash chain: SHA-256 over the previous seal and every entry since. Made at each close and issue."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="seals", verbose_name=_("consultation")
    )
    number = models.PositiveIntegerField(_("number"))
    previous_digest = models.CharField(_("previous seal"), max_length=64, blank=True)
    last_record_entry = models.PositiveBigIntegerField(_("last record entry"))
    last_vote_entry = models.PositiveBigIntegerField(_("last vote entry"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed"))

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["consultation", "number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="seal_number_once")]

    def __str__(self):
        return f"{self.consultation_id}/{self.number}"


class Outcome(FrozenModel):
    """What the rule made of the votes on one question when the consultation closed. All five numbers, plain and weighted.

    `yes … invalid` are sums of votes (weights); `plain` holds the same as counts of organisations, by choice as well.
    Stale votes are in none of them; `stale` counts them.
    """

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="outcome", verbose_name=_("question"))
    wording = models.ForeignKey(
        "positions.VersionSection", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wording")
    )
    chosen = models.ForeignKey(
        Option, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chosen option")
    )
    result = models.CharField(_("result"), max_length=20, choices=Result)
    rule = models.CharField(_("rule"), max_length=20, choices=RuleKind)
    yes = models.PositiveIntegerField(_("yes"))
    no = models.PositiveIntegerField(_("no"))
    abstain = models.PositiveIntegerField(_("abstentions"))
    veto = models.PositiveIntegerField(_("vetoes"), default=0)
    objection = models.PositiveIntegerField(_("reasoned objections"), default=0)
    aside = models.PositiveIntegerField(_("standing aside"), default=0)
    invalid = models.PositiveIntegerField(_("invalid"), default=0)
    stale = models.PositiveIntegerField(_("stale"), default=0)
    eligible = models.PositiveIntegerField(_("eligible"))
    needed = models.PositiveIntegerField(_("needed"))
    plain = models.JSONField(_("counts of organisations"))
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self):
        return f"{self.question_id}: {self.result}"


class Treatment(models.Model):
    """What the secretariat decided about a contested section; none means it is printed with its dissenting notes."""

    outcome = models.OneToOneField(Outcome, on_delete=models.PROTECT, related_name="treatment", verbose_name=_("outcome"))
    kind = models.CharField(_("what becomes of it"), max_length=20, choices=TreatmentKind, default=TreatmentKind.PRINT)
    reason = models.CharField(_("reason"), max_length=600, blank=True)
    actor = models.UUIDField(_("by"))
    decided_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")

    def __str__(self):
        return f"{self.outcome_id}: {self.kind}"
