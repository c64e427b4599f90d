"""An organisation's own room in a consultation: drafts and straw votes by section. Read by its own people only."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from accounts.models import Actor, Organisation
from positions.enums import SectionKind

from ..enums import DraftState
from ..models import Consultation, Draft, Question, StrawVote
from ..scales import Choice
from .naming import names_of


@dataclass(frozen=True)
class Straw:
    """One person's straw vote, with the name their own people know."""

    name: str
    choice: Choice
    reason: str
    is_own: bool


@dataclass(frozen=True)
class DraftInRoom:
    draft: Draft
    author: str
    is_own: bool
    choice: Choice | None
    merges_with: list[Draft]  # open drafts of the same kind on the same section


@dataclass
class RoomSection:
    key: str
    name: str  # the number included
    number: str  # "" if the heading brings its own, or there is none
    digest: str
    is_whole: bool
    question: Question | None
    straw: list[Straw] = field(default_factory=list)
    drafts: list[DraftInRoom] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The name without the number."""
        return self.name.removeprefix(self.number).lstrip()

    @property
    def straw_sums(self) -> list[tuple[Choice, int]]:
        counts = Counter(one.choice.code for one in self.straw)
        choices = self.question.scale_table.choices if self.question else ()
        return [(choice, counts[choice.code]) for choice in choices if counts[choice.code]]

    @property
    def own_choice(self) -> str:
        return next((one.choice.code for one in self.straw if one.is_own), "")

    @property
    def waiting(self) -> int:
        return sum(one.draft.state == DraftState.OPEN for one in self.drafts)


def room(consultation: Consultation, organisation: Organisation, actor: UUID) -> list[RoomSection]:
    """Every section that can be commented or voted on, in order. Seven statements, however much there is."""
    names = names_of(consultation)
    questions = {q.section_id: q for q in consultation.questions.filter(withdrawn_at=None, section__isnull=False)}
    wordings = (
        consultation.standing_version.wordings.exclude(kind=SectionKind.HEADING)
        .select_related("section")
        .defer("tree", "html", "text")
    )
    sections = {
        w.section_id: RoomSection(
            key=str(w.section.key),
            name=names[str(w.section.key)],
            number="" if w.heading.startswith(w.number) else w.number,
            digest=w.digest,
            is_whole=w.kind == SectionKind.WHOLE,
            question=questions.get(w.section_id),
        )
        for w in sorted(wordings, key=lambda w: (w.kind == SectionKind.WHOLE, w.position))
    }
    people = _Names(actor)
    straw = list(
        StrawVote.objects.filter(question__in=questions.values(), organisation=organisation).select_related("question")
    )
    drafts = list(Draft.objects.filter(consultation=consultation, organisation=organisation).select_related("question"))
    people.learn([*(one.actor for one in straw), *(one.actor for one in drafts)])
    for vote in straw:
        choice = vote.question.scale_table.choice(vote.choice)
        if section := sections.get(vote.question.section_id or 0):
            section.straw.append(Straw(people.of(vote.actor), choice, vote.reason, vote.actor == actor))
    _add_drafts(sections, drafts, people, actor)
    return list(sections.values())


def _add_drafts(sections: dict[int, RoomSection], drafts: list[Draft], people: "_Names", actor: UUID) -> None:
    open_ones: defaultdict[tuple[int, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.state == DraftState.OPEN:
            open_ones[draft.section_id, draft.kind].append(draft)
    for draft in drafts:
        if section := sections.get(draft.section_id):
            section.drafts.append(
                DraftInRoom(
                    draft=draft,
                    author=people.of(draft.actor),
                    is_own=draft.actor == actor,
                    choice=draft.question.scale_table.choice(draft.choice) if draft.question and draft.choice else None,
                    merges_with=[other for other in open_ones[draft.section_id, draft.kind] if other.pk != draft.pk],
                )
            )


class _Names:
    """Names of people by their token; whoever was erased has none."""

    def __init__(self, own: UUID):
        self.own = own
        self.known: dict[UUID, str] = {}

    def learn(self, tokens: list[UUID]) -> None:
        self.known = dict(Actor.objects.filter(token__in=set(tokens)).values_list("token", "user__name"))

    def of(self, token: UUID) -> str:
        return self.known.get(token, "–")
