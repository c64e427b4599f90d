from .comments import SectionComment
from .consultations import Consultation, Participation, Phase
from .questions import Option, Question, SectionActivity, Tally
from .record import Outcome, RecordEntry, Remark, Seal, VoteEntry
from .votes import Vote

__all__ = [
    "Consultation",
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
    "Tally",
    "Vote",
    "VoteEntry",
]
