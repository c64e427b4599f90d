"""Closed lists of the consultations app, and the named sets made of them."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Visibility(models.TextChoices):
    """Who may read the paper under consultation."""

    PUBLIC = "public", pgettext_lazy("visibility", "Everyone")
    MEMBERS = "members", pgettext_lazy("visibility", "Members")
    PARTICIPANTS = "participants", pgettext_lazy("visibility", "Participants only (confidential)")


class LegalEffect(models.TextChoices):
    """What the vote means in law. Outside a meeting it is by default only a straw poll (BGB § 32)."""

    STRAW_POLL = "straw_poll", pgettext_lazy("legal effect", "Straw poll")
    BOARD = "board", pgettext_lazy("legal effect", "Board resolution")
    WRITTEN = "written", pgettext_lazy("legal effect", "Written resolution (§ 32 (3) BGB)")
    MEETING = "meeting", pgettext_lazy("legal effect", "General meeting")


class Level(models.TextChoices):
    EU = "eu", pgettext_lazy("level", "European Union")
    FEDERAL = "federal", pgettext_lazy("level", "Federation (Bund)")
    STATE = "state", pgettext_lazy("level", "State (Land)")
    MUNICIPAL = "municipal", pgettext_lazy("level", "Municipality")


class Stage(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("stage", "Ministry's draft bill")
    CABINET = "cabinet", pgettext_lazy("stage", "Cabinet")
    PARLIAMENT = "parliament", pgettext_lazy("stage", "Parliament")
    SECOND_CHAMBER = "second_chamber", pgettext_lazy("stage", "Bundesrat")
    EVALUATION = "evaluation", pgettext_lazy("stage", "Evaluation")
    OWN_INITIATIVE = "own_initiative", pgettext_lazy("stage", "Own initiative")


class Naming(models.TextChoices):
    """How an organisation wants to appear in what is published."""

    COUNTED = "counted", pgettext_lazy("naming", "Counted, not named")
    LISTED = "listed", pgettext_lazy("naming", "Named")


class QuestionKind(models.TextChoices):
    SECTION = "section", pgettext_lazy("question", "The wording of a section")
    PAPER = "paper", pgettext_lazy("question", "The whole paper")
    ALTERNATIVES = "alternatives", pgettext_lazy("question", "Alternative wordings")


class Basis(models.TextChoices):
    """What the acting person bases the organisation's vote on."""

    DELEGATED = "delegated", pgettext_lazy("basis", "The delegate's mandate")
    BOARD = "board", pgettext_lazy("basis", "Resolution of our board")
    MEETING = "meeting", pgettext_lazy("basis", "Resolution of our meeting")
    OFFICE = "office", pgettext_lazy("basis", "Recorded by the federation's office")


class Result(models.TextChoices):
    ADOPTED = "adopted", pgettext_lazy("result", "Adopted")
    CONTESTED = "contested", pgettext_lazy("result", "Contested")
    REJECTED = "rejected", pgettext_lazy("result", "Not adopted")


class CommentKind(models.TextChoices):
    REMARK = "remark", pgettext_lazy("comment", "Remark")
    QUESTION = "question", pgettext_lazy("comment", "Question")
    OBJECTION = "objection", pgettext_lazy("comment", "Objection")
    SUPPORT = "support", pgettext_lazy("comment", "Support")
    FACTUAL = "factual", pgettext_lazy("comment", "Factual correction")
    EDITORIAL = "editorial", pgettext_lazy("comment", "Editorial note")


class CommentVisibility(models.TextChoices):
    FEDERATION = "federation", pgettext_lazy("comment visibility", "All participants")
    ORGANISATION = "organisation", pgettext_lazy("comment visibility", "Our organisation only")


class RecordKind(models.TextChoices):
    """What a RecordEntry tells."""

    OPENED = "opened", pgettext_lazy("record", "Opened: electorate and rule")
    ELECTORATE_CHANGED = "electorate_changed", pgettext_lazy("record", "Electorate changed")
    RULE_CHANGED = "rule_changed", pgettext_lazy("record", "Rule changed")
    VERSION_ISSUED = "version_issued", pgettext_lazy("record", "Version issued")
    PHASE_MOVED = "phase_moved", pgettext_lazy("record", "Phase moved")
    PHASE_SEALED = "phase_sealed", pgettext_lazy("record", "Phase sealed")
    CLOSED = "closed", pgettext_lazy("record", "Closed: outcomes")
    STATEMENT_ISSUED = "statement_issued", pgettext_lazy("record", "Statement issued")
