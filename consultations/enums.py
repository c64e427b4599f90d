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


class QuorumBy(models.TextChoices):
    """What a quorum counts."""

    VOTES = "votes", pgettext_lazy("quorum", "Votes")
    ORGANISATIONS = "organisations", pgettext_lazy("quorum", "Organisations")


class Basis(models.TextChoices):
    """What the acting person bases the organisation's vote on."""

    DELEGATED = "delegated", pgettext_lazy("basis", "The delegate's mandate")
    BOARD = "board", pgettext_lazy("basis", "Resolution of our board")
    MEETING = "meeting", pgettext_lazy("basis", "Resolution of our meeting")
    OFFICE = "office", pgettext_lazy("basis", "Recorded by the federation's office")


class VoteAct(models.TextChoices):
    """What a line of the votes' history tells. Confirming is casting the same answer again."""

    CAST = "cast", pgettext_lazy("vote act", "Cast")
    WITHDRAWN = "withdrawn", pgettext_lazy("vote act", "Withdrawn")
    OBJECTED = "objected", pgettext_lazy("vote act", "Objected to an editorial change")


class Result(models.TextChoices):
    ADOPTED = "adopted", pgettext_lazy("result", "Adopted")
    CONTESTED = "contested", pgettext_lazy("result", "Contested")
    REJECTED = "rejected", pgettext_lazy("result", "Not adopted")


class TreatmentKind(models.TextChoices):
    """What becomes of a contested section in the statement."""

    PRINT = "print", pgettext_lazy("treatment", "Print it, with the dissenting notes")
    REWORD = "reword", pgettext_lazy("treatment", "Leave it out and reword it")
    DROP = "drop", pgettext_lazy("treatment", "Drop it")


class Placement(models.TextChoices):
    """Where a dissenting note stands in the statement."""

    BELOW = "below", pgettext_lazy("dissent", "Below its section")
    ANNEX = "annex", pgettext_lazy("dissent", "In the annex")
    NONE = "none", pgettext_lazy("dissent", "Not printed")


class DraftKind(models.TextChoices):
    COMMENT = "comment", pgettext_lazy("draft", "Comment")
    SUGGESTION = "suggestion", pgettext_lazy("draft", "Suggestion")
    VOTE = "vote", pgettext_lazy("draft", "Vote")


class DraftState(models.TextChoices):
    """What has become of a draft in the organisation's own room."""

    OPEN = "open", pgettext_lazy("draft", "Waiting for a delegate")
    SUBMITTED = "submitted", pgettext_lazy("draft", "Submitted")
    MERGED = "merged", pgettext_lazy("draft", "Merged into another draft")
    REJECTED = "rejected", pgettext_lazy("draft", "Not submitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("draft", "Withdrawn by its author")


class SuggestionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("suggestion", "Open")
    ADOPTED = "adopted", pgettext_lazy("suggestion", "Adopted")
    NOT_ADOPTED = "not_adopted", pgettext_lazy("suggestion", "Not adopted")
    WITHDRAWN = "withdrawn", pgettext_lazy("suggestion", "Withdrawn")


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
    RESULTS_HIDDEN = "results_hidden", pgettext_lazy("record", "Results hidden until the end")
    QUESTION_POSED = "question_posed", pgettext_lazy("record", "Question posed")
    QUESTION_WITHDRAWN = "question_withdrawn", pgettext_lazy("record", "Question withdrawn")
    VOTES_RECORDED = "votes_recorded", pgettext_lazy("record", "Votes recorded by the office")
    SUGGESTION_DECIDED = "suggestion_decided", pgettext_lazy("record", "Suggestion decided")
    DISSENT_SUBMITTED = "dissent_submitted", pgettext_lazy("record", "Dissenting note submitted")
    DISSENT_WITHDRAWN = "dissent_withdrawn", pgettext_lazy("record", "Dissenting note withdrawn")
    CLOSED = "closed", pgettext_lazy("record", "Closed: outcomes")
    TREATED = "treated", pgettext_lazy("record", "Contested section: what becomes of it")
    STATEMENT_ISSUED = "statement_issued", pgettext_lazy("record", "Statement issued")
