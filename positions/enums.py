"""Closed lists of the positions app, and the named sets made of them."""

from django.db import models
from django.utils.translation import pgettext_lazy


class SectionKind(models.TextChoices):
    """What a section is. Only text is votable by default."""

    TEXT = "text", pgettext_lazy("section", "Text")
    HEADING = "heading", pgettext_lazy("section", "Part heading")
    PREAMBLE = "preamble", pgettext_lazy("section", "Preamble")
    WHOLE = "whole", pgettext_lazy("section", "The whole paper")


EDITABLE_KINDS = [SectionKind.TEXT, SectionKind.HEADING, SectionKind.PREAMBLE]
VOTABLE_KINDS = frozenset({SectionKind.TEXT, SectionKind.WHOLE})


class Change(models.TextChoices):
    """How a section's wording relates to the version before. Editorial and substantive are the editor's marks."""

    NEW = "new", pgettext_lazy("wording", "New")
    SAME = "same", pgettext_lazy("wording", "Unchanged")
    EDITORIAL = "editorial", pgettext_lazy("wording", "Editorial change")
    SUBSTANTIVE = "substantive", pgettext_lazy("wording", "Substantive change")


# Languages a passage can be marked with, so that screen readers pronounce it and fonts and direction fit.
PASSAGE_LANGUAGES = {
    "ar": pgettext_lazy("language", "Arabic"),
    "ckb": pgettext_lazy("language", "Sorani"),
    "de": pgettext_lazy("language", "German"),
    "en": pgettext_lazy("language", "English"),
    "es": pgettext_lazy("language", "Spanish"),
    "fa": pgettext_lazy("language", "Persian"),
    "fr": pgettext_lazy("language", "French"),
    "ku": pgettext_lazy("language", "Kurmanji"),
    "pl": pgettext_lazy("language", "Polish"),
    "pt": pgettext_lazy("language", "Portuguese"),
    "ro": pgettext_lazy("language", "Romanian"),
    "ru": pgettext_lazy("language", "Russian"),
    "sq": pgettext_lazy("language", "Albanian"),
    "ti": pgettext_lazy("language", "Tigrinya"),
    "tr": pgettext_lazy("language", "Turkish"),
    "uk": pgettext_lazy("language", "Ukrainian"),
    "vi": pgettext_lazy("language", "Vietnamese"),
}

MARKS = frozenset({Change.EDITORIAL, Change.SUBSTANTIVE})


class Difference(models.TextChoices):
    """How a section of the published paper relates to the last version, before anyone marked anything."""

    SAME = "same", pgettext_lazy("section", "Unchanged")
    ADDED = "added", pgettext_lazy("section", "Added")
    CHANGED = "changed", pgettext_lazy("section", "Changed")
    MOVED = "moved", pgettext_lazy("section", "Same words, other place")
    REMOVED = "removed", pgettext_lazy("section", "Removed")


class LineageKind(models.TextChoices):
    SPLIT = "split", pgettext_lazy("lineage", "Split")
    MERGE = "merge", pgettext_lazy("lineage", "Merged")


class Topic(models.TextChoices):
    MIGRATION = "migration", pgettext_lazy("topic", "Migration")
    INTEGRATION = "integration", pgettext_lazy("topic", "Integration")
    DEVELOPMENT = "development", pgettext_lazy("topic", "Development")


class Verdict(models.TextChoices):
    """The one-line overall verdict that civil servants copy."""

    APPROVING = "approving", pgettext_lazy("verdict", "We approve the draft")
    CHANGES = "changes", pgettext_lazy("verdict", "We see a need for changes")
    REJECTING = "rejecting", pgettext_lazy("verdict", "We reject the draft")


class Audience(models.TextChoices):
    """Who may read an issued statement."""

    PUBLIC = "public", pgettext_lazy("audience", "Everyone")
    MEMBERS = "members", pgettext_lazy("audience", "Members")
    PARTICIPANTS = "participants", pgettext_lazy("audience", "Participants only")


class CompilationState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("compilation", "Waiting")
    RUNNING = "running", pgettext_lazy("compilation", "Running")
    DONE = "done", pgettext_lazy("compilation", "Done")
    FAILED = "failed", pgettext_lazy("compilation", "Failed")
    CANCELLED = "cancelled", pgettext_lazy("compilation", "Cancelled")


OPEN_COMPILATION_STATES = frozenset({CompilationState.QUEUED, CompilationState.RUNNING})
RELEASED_COMPILATION_STATES = frozenset({CompilationState.FAILED, CompilationState.CANCELLED})  # gave their number back


class FileFormat(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word (DOCX)"
    HTML = "html", "HTML"


ISSUED_FORMATS = [FileFormat.PDF, FileFormat.DOCX, FileFormat.HTML]
