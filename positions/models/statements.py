"""From the frame under work to the issued, frozen text and its files."""

import uuid

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from shared.immutability import FrozenModel

from ..enums import (
    OPEN_COMPILATION_STATES,
    RELEASED_COMPILATION_STATES,
    Audience,
    CompilationState,
    FileFormat,
    Topic,
    Verdict,
)
from .blocks import PARAGRAPHS


class StatementDraft(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model):
    """The frame of a statement: all that cannot be derived. Approved in a Wagtail workflow: approved is what is live.

    The sections, tallies and names come from the consultation when it is compiled.
    """

    version = models.ForeignKey("positions.Version", on_delete=models.PROTECT, related_name="drafts", verbose_name=_("version"))
    title = models.CharField(_("title"), max_length=255)
    short_title = models.CharField(_("short title"), max_length=120)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic, default=Topic.INTEGRATION)
    addressee = models.TextField(_("addressee"), blank=True, help_text=_("One line each."))
    addressee_short = models.CharField(_("addressee in lists"), max_length=120, blank=True)
    salutation = models.CharField(_("salutation"), max_length=200, default="Sehr geehrte Damen und Herren,")
    verdict = models.CharField(_("overall verdict"), max_length=20, choices=Verdict, default=Verdict.CHANGES)
    verdict_text = models.CharField(_("verdict in one sentence"), max_length=300, blank=True)
    opening = RichTextField(_("opening"), features=PARAGRAPHS, blank=True)
    summary = RichTextField(_("summary"), features=PARAGRAPHS, blank=True)
    general = RichTextField(_("general remarks"), features=PARAGRAPHS, blank=True)
    closing = RichTextField(_("closing"), features=PARAGRAPHS, blank=True)
    audience = models.CharField(_("audience"), max_length=20, choices=Audience, default=Audience.MEMBERS)
    line_numbers = models.BooleanField(_("line numbers in the PDF"), default=False)

    revisions = GenericRelation("wagtailcore.Revision", related_query_name="statement_draft")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="statement_draft",
        for_concrete_model=False,
    )

    panels = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("short_title"), FieldPanel("topic")], heading=_("Title")),
        MultiFieldPanel(
            [FieldPanel("addressee"), FieldPanel("addressee_short"), FieldPanel("salutation")], heading=_("Addressee")
        ),
        MultiFieldPanel([FieldPanel("verdict"), FieldPanel("verdict_text")], heading=_("Verdict")),
        FieldPanel("opening"),
        FieldPanel("summary"),
        FieldPanel("general"),
        FieldPanel("closing"),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("line_numbers")], heading=_("Output")),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("topic")]

    class Meta:
        verbose_name = _("statement draft")
        verbose_name_plural = _("statement drafts")
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    @property
    def is_approved(self) -> bool:
        return self.live and not self.has_unpublished_changes


class Compilation(models.Model):
    """One run that renders a statement's files. Its content is frozen when it is asked for; the same content is not run twice.

    Year and serial are the number it will be issued under, reserved while it is neither failed nor cancelled.
    `fingerprint` is the digest of content and toolchain. Nobody waits for a queue: a run that lost its worker is picked up
    again after `heartbeat_at` (periodic task).
    """

    draft = models.ForeignKey(StatementDraft, on_delete=models.PROTECT, related_name="compilations", verbose_name=_("draft"))
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("number in the year"))
    content = models.JSONField(_("content"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=CompilationState, default=CompilationState.QUEUED)
    step = models.CharField(_("step"), max_length=60, blank=True)
    error = models.TextField(_("what is wrong"), blank=True)
    actor = models.UUIDField(_("asked for by"), null=True, blank=True)
    requested_at = models.DateTimeField(_("asked for"))
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("compilation")
        verbose_name_plural = _("compilations")
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(state__in=sorted(OPEN_COMPILATION_STATES)), name="compilation_one_open_per_draft"
            ),
            models.UniqueConstraint(
                fields=["year", "serial"],
                condition=~Q(state__in=sorted(RELEASED_COMPILATION_STATES)),
                name="compilation_number_once_per_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OPEN_COMPILATION_STATES), finished_at=None)
                | ~Q(state__in=sorted(OPEN_COMPILATION_STATES)) & Q(finished_at__isnull=False),
                name="compilation_finished_has_time",
            ),
        ]

    def __str__(self):
        return f"{self.draft} · {self.get_state_display()}"


class Statement(FrozenModel):
    """An issued statement: the frozen content every format was rendered from, and its hashes.

    `content` is a `positions.exports.content.StatementContent` as plain values. `manifest` lists content hash, toolchain,
    fonts, template, clock and the SHA-256 of every file. A correction is a further row that names the one it corrects.
    """

    draft = models.ForeignKey(StatementDraft, on_delete=models.PROTECT, related_name="statements", verbose_name=_("draft"))
    version = models.ForeignKey(
        "positions.Version", on_delete=models.PROTECT, related_name="statements", verbose_name=_("version")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("number in the year"))
    slug = models.SlugField(_("address part"), max_length=120, unique=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    addressee_short = models.CharField(_("addressee"), max_length=120, blank=True)
    audience = models.CharField(_("audience"), max_length=20, choices=Audience)
    content = models.JSONField(_("content"))
    content_digest = models.CharField(_("SHA-256 of the content"), max_length=64)
    manifest = models.JSONField(_("manifest"))
    manifest_digest = models.CharField(_("SHA-256 of the manifest"), max_length=64)
    issued_at = models.DateTimeField(_("issued"))
    actor = models.UUIDField(_("issued by"), null=True, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["-issued_at"]
        constraints = [models.UniqueConstraint(fields=["year", "serial"], name="statement_number_once_per_year")]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        return f"{self.serial}/{self.year}"


class StatementFile(FrozenModel):
    """One issued file. The stored bytes are the record; they live in the database, beside what they were made from."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="files", verbose_name=_("statement"))
    format = models.CharField(_("format"), max_length=10, choices=FileFormat)
    name = models.CharField(_("file name"), max_length=150)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("bytes"))
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64)
    data = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("statement file")
        verbose_name_plural = _("statement files")
        constraints = [models.UniqueConstraint(fields=["statement", "format"], name="statement_file_once_per_format")]

    def __str__(self):
        return self.name
