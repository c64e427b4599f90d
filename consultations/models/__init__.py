from .comments import SectionComment
from .consultations import Consultation, Participation, Phase
from .dissents import Dissent, Objection
from .questions import Option, Question, SectionActivity, Tally
from .record import Outcome, RecordEntry, Remark, Seal, Treatment, VoteEntry
from .room import Draft, StrawVote
from .suggestions import Suggestion
from .votes import Vote

__all__ = [
    "Consultation",
    "Dissent",
    "Draft",
    "Objection",
    "Option",
    "Outcome",
    "Participation",
    "Phase",
    "Question",
    "RecordEntry",
    "Remark",
    "Seal",
    "SectionActivity",
    "SectionComment",
    "StrawVote",
    "Suggestion",
    "Tally",
    "Treatment",
    "Vote",
    "VoteEntry",
]
