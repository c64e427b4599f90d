"""What is asked: one question for each votable section of the current version, and one for the whole paper."""

from datetime import datetime

from django.db import transaction

from positions.enums import VOTABLE_KINDS, SectionKind
from positions.models import VersionSection

from ..enums import QuestionKind
from ..models import Consultation, Question, SectionActivity, Tally
from ..phases import PhaseKind

LAST = 100_000


@transaction.atomic
def pose(*, consultation: Consultation, now: datetime) -> tuple[list[Question], list[Question]]:
    """Bring the questions in line with the current version; returns those added and those withdrawn.

    A consultation without a vote asks nothing. A question withdrawn with its section is asked again if the section comes back.
    The counters of every question and section exist afterwards. Called at the opening and on every new version.
    """
    wordings = list(consultation.standing_version.wordings.order_by("position"))
    _start_activities(consultation, wordings)
    if not consultation.phases.filter(kind=PhaseKind.VOTE).exists():
        return [], []
    votable = {wording.section_id: wording for wording in wordings if wording.kind in VOTABLE_KINDS}
    asked = {question.section_id: question for question in consultation.questions.exclude(kind=QuestionKind.ALTERNATIVES)}
    added = [_new(consultation, wording) for section, wording in votable.items() if section not in asked]
    withdrawn = [q for section, q in asked.items() if section not in votable and q.withdrawn_at is None]
    for question in withdrawn:
        question.withdrawn_at = now
    back = [q for section, q in asked.items() if section in votable and q.withdrawn_at is not None]
    for question in back:
        question.withdrawn_at = None
    for section, question in asked.items():
        if section in votable:
            question.position = _place(votable[section])
    Question.objects.bulk_update(asked.values(), ["position", "withdrawn_at"])
    created = Question.objects.bulk_create(added)
    Tally.objects.bulk_create(
        Tally(question=question, choice=choice.code) for question in created for choice in question.scale_table.choices
    )
    return created + back, withdrawn


def _new(consultation: Consultation, wording: VersionSection) -> Question:
    """Sections are asked about on the consultation's scale and by its rule, the whole paper by those of the final vote."""
    common = {"consultation": consultation, "section_id": wording.section_id, "position": _place(wording)}
    if wording.kind == SectionKind.WHOLE:
        return Question(
            kind=QuestionKind.PAPER,
            scale=consultation.final_scale,
            rule=consultation.final_rule,
            numerator=consultation.final_numerator,
            denominator=consultation.final_denominator,
            strictly_more=consultation.final_strictly_more,
            **common,
        )
    return Question(
        kind=QuestionKind.SECTION,
        scale=consultation.scale,
        rule=consultation.rule,
        numerator=consultation.numerator,
        denominator=consultation.denominator,
        strictly_more=consultation.strictly_more,
        most_aside=consultation.most_aside,
        **common,
    )


def _place(wording: VersionSection) -> int:
    """In the order of the paper, the paper as a whole last, wherever its row stands."""
    return LAST if wording.kind == SectionKind.WHOLE else wording.position


def _start_activities(consultation: Consultation, wordings: list[VersionSection]) -> None:
    known = set(consultation.activities.values_list("section_id", flat=True))
    SectionActivity.objects.bulk_create(
        SectionActivity(consultation=consultation, section_id=wording.section_id)
        for wording in wordings
        if wording.section_id not in known
    )
