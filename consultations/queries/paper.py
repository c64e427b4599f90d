"""The paper as a page shows it: the frozen sections, and what has happened to each. The number of statements is fixed."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.html import mark_safe
from django.utils.safestring import SafeString

from positions.enums import SectionKind
from positions.models import VersionSection

from ..enums import Result
from ..freshness import fresh_digests_by_section
from ..models import Consultation, Outcome, Question, SectionActivity, Tally, Vote
from ..scales import Choice, Counts, Scale
from .place import Place


@dataclass(frozen=True)
class OwnVote:
    """The acting organisation's vote as it stands. Stale: given on a wording that has changed in substance since."""

    choice: Choice
    reason: str
    cast_at: datetime
    is_stale: bool
    then: VersionSection | None = None  # the wording it was given on, if it is stale


@dataclass(frozen=True)
class Filled:
    """What stands in the fields of a vote form, and what is wrong with it: a sentence for the field "choice" or "reason"."""

    choice: str = ""
    reason: str = ""
    error: str = ""
    error_field: str = ""


@dataclass(frozen=True)
class Sums:
    """Organisations that answered yes, no, abstained; `result` once the consultation is closed."""

    yes: int
    no: int
    abstain: int
    result: Result | None = None
    outcome: Outcome | None = None


@dataclass
class SectionOnPage:
    """One section: its wording in the version in force, its question, its discussion, and the organisation's own vote."""

    key: UUID
    anchor: str
    kind: str
    number: str
    heading: str
    level: int
    html: SafeString
    digest: str
    section_id: int
    wording_id: int
    comments: int = 0
    question: Question | None = None
    scale: Scale | None = None
    own: OwnVote | None = None
    sums: Sums | None = None
    filled: Filled = field(default_factory=Filled)
    told: str = ""  # the sums in words
    decided: str = ""  # the outcome in words

    @property
    def is_open(self) -> bool:
        """Asked, and the organisation has no vote that counts."""
        return self.question is not None and (self.own is None or self.own.is_stale)

    @property
    def is_part(self) -> bool:
        return self.kind == SectionKind.HEADING

    @property
    def is_whole(self) -> bool:
        return self.kind == SectionKind.WHOLE


@dataclass
class Turnout:
    """How many of the organisations with a vote have voted, at least once."""

    voted: int
    entitled: int


@dataclass
class PaperOnPage:
    sections: list[SectionOnPage]  # in order, the paper as a whole last
    turnout: Turnout
    shows_results: bool
    asked: list[SectionOnPage] = field(default_factory=list)

    def __post_init__(self):
        self.asked = [section for section in self.sections if section.question is not None]

    @property
    def unanswered(self) -> list[SectionOnPage]:
        return [section for section in self.asked if section.is_open]

    @property
    def answered(self) -> int:
        return len(self.asked) - len(self.unanswered)

    @property
    def stale(self) -> list[SectionOnPage]:
        return [section for section in self.asked if section.own is not None and section.own.is_stale]


def anchor(key: UUID) -> str:
    """Where a section stands on its page: the same in every version."""
    return f"a{key.hex[:8]}"


def paper_on_page(consultation: Consultation, place: Place) -> PaperOnPage:
    """The whole paper. Six statements, two more if the organisation has votes on wordings that have changed since."""
    sections = [on_page(wording) for wording in _wordings(consultation)]
    sections.sort(key=lambda section: section.is_whole)
    shows_results = consultation.closed_at is not None or not consultation.results_hidden
    _add_discussions(sections, consultation)
    _add_questions(sections, consultation)
    if place.has_vote:
        add_own_votes(sections, consultation, place)
    if shows_results:
        _add_sums(sections, consultation)
    return PaperOnPage(sections=sections, turnout=_turnout(consultation), shows_results=shows_results)


def section_on_page(consultation: Consultation, wording: VersionSection, place: Place) -> SectionOnPage:
    """One section alone, as its own page shows it."""
    section = on_page(wording)
    _add_discussions([section], consultation)
    _add_questions([section], consultation)
    if place.has_vote:
        add_own_votes([section], consultation, place)
    if consultation.closed_at is not None or not consultation.results_hidden:
        _add_sums([section], consultation)
    return section


def on_page(wording: VersionSection) -> SectionOnPage:
    """The wording alone. Its HTML was made from the block tree when the version was issued: none of it is as it was typed."""
    key = wording.section.key
    return SectionOnPage(
        key=key,
        anchor=anchor(key),
        kind=wording.kind,
        number=wording.number if wording.shows_number else "",
        heading=wording.heading,
        level=wording.level,
        html=mark_safe(wording.html),
        digest=wording.digest,
        section_id=wording.section_id,
        wording_id=wording.pk,
    )


def _wordings(consultation: Consultation):
    rows = VersionSection.objects.filter(version=consultation.version_id).order_by("position").select_related("section")
    return rows.defer("tree", "text")


def _add_discussions(sections: list[SectionOnPage], consultation: Consultation) -> None:
    activities = SectionActivity.objects.filter(consultation=consultation, section__in=[s.section_id for s in sections])
    counts = dict(activities.values_list("section", "comments"))
    for section in sections:
        section.comments = counts.get(section.section_id, 0)


def _add_questions(sections: list[SectionOnPage], consultation: Consultation) -> None:
    rows = Question.objects.filter(consultation=consultation, withdrawn_at=None, section__in=[s.section_id for s in sections])
    questions = {question.section_id: question for question in rows}
    for section in sections:
        if question := questions.get(section.section_id):
            section.question, section.scale = question, question.scale_table


def add_own_votes(sections: list[SectionOnPage], consultation: Consultation, place: Place) -> None:
    """The organisation's votes on these sections, told fresh from stale."""
    by_question = {section.question.pk: section for section in sections if section.question is not None}
    rows = Vote.objects.filter(question__in=by_question, organisation=place.organisation).select_related("remark")
    votes = {vote: by_question[vote.question_id] for vote in rows}
    then = _wordings_of_stale_votes(votes, consultation)
    for vote, section in votes.items():
        reason = vote.remark.text if vote.remark else ""
        section.own = OwnVote(
            choice=section.scale.choice(vote.choice),
            reason=reason,
            cast_at=vote.cast_at,
            is_stale=vote.pk in then,
            then=then.get(vote.pk),
        )
        section.filled = Filled(choice=vote.choice, reason=reason)


def _wordings_of_stale_votes(votes: dict[Vote, SectionOnPage], consultation: Consultation) -> dict[int, VersionSection]:
    """Vote id → the wording it was given on, for those that no longer count. No statement if every digest is in force."""
    if all(vote.digest == section.digest for vote, section in votes.items()):
        return {}
    fresh = fresh_digests_by_section(consultation.version)
    stale = {vote.pk: vote.wording_id for vote, section in votes.items() if vote.digest not in fresh[section.section_id]}
    rows = VersionSection.objects.filter(pk__in=stale.values()).select_related("version").defer("tree", "text")
    wordings = {wording.pk: wording for wording in rows}
    return {vote: wordings[wording] for vote, wording in stale.items()}


def _add_sums(sections: list[SectionOnPage], consultation: Consultation) -> None:
    asked = {section.question.pk: section for section in sections if section.question is not None}
    if consultation.closed_at is not None:
        for outcome in Outcome.objects.filter(question__in=asked).select_related("question"):
            heads = outcome.plain
            asked[outcome.question_id].sums = Sums(
                yes=heads["yes"], no=heads["no"], abstain=heads["abstain"], result=Result(outcome.result), outcome=outcome
            )
        return
    heads: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for question, choice, organisations in Tally.objects.filter(question__in=asked).values_list(
        "question", "choice", "organisations"
    ):
        heads[question][asked[question].scale.choice(choice).counts] += organisations
    for pk, section in asked.items():
        means = heads[pk]
        no = means[Counts.NO] + means[Counts.VETO]
        section.sums = Sums(yes=means[Counts.YES], no=no, abstain=means[Counts.ABSTAIN])


def _turnout(consultation: Consultation) -> Turnout:
    with_vote = consultation.participations.filter(votes__gt=0)
    return Turnout(**with_vote.aggregate(voted=Count("pk", filter=Q(first_voted_at__isnull=False)), entitled=Count("pk")))
