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


class SuggestionKind(models.TextChoices):
    """What a suggestion does to the paper."""

    REWORD = "reword", pgettext_lazy("suggestion kind", "Another wording")
    ADD = "add", pgettext_lazy("suggestion kind", "A new section")
    DELETE = "delete", pgettext_lazy("suggestion kind", "Leave it out")
    SPLIT = "split", pgettext_lazy("suggestion kind", "Split it")
    MOVE = "move", pgettext_lazy("suggestion kind", "Move it")


class SuggestionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("suggestion", "Open")
    RETURNED = "returned", pgettext_lazy("suggestion", "Returned: the wording has changed")
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


class ReactionKind(models.TextChoices):
    """What an organisation says to a comment without writing one."""

    AGREE = "agree", pgettext_lazy("reaction", "We agree")
    DISAGREE = "disagree", pgettext_lazy("reaction", "We see it differently")
    THANKS = "thanks", pgettext_lazy("reaction", "Thank you")


class ThreadMark(models.TextChoices):
    """What the secretariat says of a thread."""

    PINNED = "pinned", pgettext_lazy("thread", "Pinned")
    CLOSED = "closed", pgettext_lazy("thread", "Closed")
    ANSWERED = "answered", pgettext_lazy("thread", "Answered")


class Stance(models.TextChoices):
    """What another organisation thinks of a suggestion. To co-sign it is to suggest it as well."""

    COSIGNS = "cosigns", pgettext_lazy("stance", "We co-sign it")
    FOR = "for", pgettext_lazy("stance", "We are for it")
    AGAINST = "against", pgettext_lazy("stance", "We are against it")


class Landing(models.TextChoices):
    """Where the anchor of a comment is in a later wording."""

    PLACED = "placed", pgettext_lazy("anchor", "Placed")
    MOVED = "moved", pgettext_lazy("anchor", "Moved")
    ORPHANED = "orphaned", pgettext_lazy("anchor", "Orphaned")
    PENDING = "pending", pgettext_lazy("anchor", "To be confirmed")


class Decision(models.TextChoices):
    """What the secretariat decided about a contribution."""

    ADOPTED = "adopted", pgettext_lazy("decision", "Adopted")
    IN_PART = "in_part", pgettext_lazy("decision", "Adopted in part")
    NOTED = "noted", pgettext_lazy("decision", "Noted")
    NOT_ADOPTED = "not_adopted", pgettext_lazy("decision", "Not adopted")
    OUT_OF_SCOPE = "out_of_scope", pgettext_lazy("decision", "Out of scope")
    MERGED = "merged", pgettext_lazy("decision", "Merged into another contribution")


class Satisfaction(models.TextChoices):
    """What the organisation answers to the decision on its contribution."""

    SATISFIED = "satisfied", pgettext_lazy("satisfaction", "We are satisfied")
    CAN_LIVE = "can_live", pgettext_lazy("satisfaction", "We can live with it")
    MAINTAINS = "maintains", pgettext_lazy("satisfaction", "We maintain our objection")


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
    CONTRIBUTION_DECIDED = "contribution_decided", pgettext_lazy("record", "Contribution answered")
    DECISION_ANSWERED = "decision_answered", pgettext_lazy("record", "Decision answered by the organisation")
    ANSWERS_WAIVED = "answers_waived", pgettext_lazy("record", "Finalised although answers are missing")
    DISSENT_SUBMITTED = "dissent_submitted", pgettext_lazy("record", "Dissenting note submitted")
    DISSENT_WITHDRAWN = "dissent_withdrawn", pgettext_lazy("record", "Dissenting note withdrawn")
    CLOSED = "closed", pgettext_lazy("record", "Closed: outcomes")
    TREATED = "treated", pgettext_lazy("record", "Contested section: what becomes of it")
    STATEMENT_ISSUED = "statement_issued", pgettext_lazy("record", "Statement issued")
