from .anchors import Anchor, AnchorPlace
from .comments import SectionComment
from .consultations import Consultation, Participation, Phase
from .discussion import CommentRevision, Mention, Reaction, Report
from .dissents import Dissent, Objection
from .intake import Intake
from .questions import Option, Question, SectionActivity, Tally
from .record import Outcome, RecordEntry, Remark, Seal, Treatment, VoteEntry
from .register import Contribution, Disposition, Numbering, StandardReason, Verdict
from .room import Draft, StrawVote
from .suggestions import Suggestion, SuggestionStance
from .votes import Vote

__all__ = [
    "Anchor",
    "AnchorPlace",
    "CommentRevision",
    "Consultation",
    "Contribution",
    "Disposition",
    "Dissent",
    "Draft",
    "Intake",
    "Mention",
    "Numbering",
    "Objection",
    "Option",
    "Outcome",
    "Participation",
    "Phase",
    "Question",
    "Reaction",
    "RecordEntry",
    "Remark",
    "Report",
    "Seal",
    "SectionActivity",
    "SectionComment",
    "StandardReason",
    "StrawVote",
    "Suggestion",
    "SuggestionStance",
    "Tally",
    "Treatment",
    "Verdict",
    "Vote",
    "VoteEntry",
]
