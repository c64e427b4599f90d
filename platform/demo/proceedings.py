"""What happens in the demo's consultations, put on the timeline and done through the public actions."""

import uuid
from datetime import datetime
from functools import partial
from pathlib import Path

from consultations.actions import authorship, clock, comments, consultations, moderation, reactions, versions, votes
from consultations.anchors import Quotation
from consultations.enums import CommentKind, CommentVisibility, Naming, QuestionKind, ReactionKind, ThreadMark
from consultations.models import Consultation, Participation, Phase, SectionComment, Suggestion, Vote
from positions.actions import papers
from positions.enums import Change, SectionKind
from positions.importing.reader import read
from positions.models import Paper, VersionSection
from positions.queries import changes

from . import ballots, discussion, plans
from .cast import Cast
from .timeline import Timeline

COUNTED_ONLY = {"elternrat", "vaeterkreis"}  # take part, but do not want to be named


class Stageplay:
    """One consultation on the timeline, from the import of its paper on."""

    def __init__(self, timeline: Timeline, cast: Cast, folder: Path, plan: plans.Plan):
        self.timeline, self.cast, self.folder, self.plan = timeline, cast, folder, plan
        self.consultation: Consultation
        _kind, first, *_ = plan.phases[0]
        timeline.at(timeline.day(first - 1, 11), self.set_up)
        # The clock opens and closes it, and seals each phase that ends.
        for _kind, opens, opening_hour, closes, closing_hour in plan.phases:
            timeline.at(timeline.day(opens, opening_hour), self.tick)
            timeline.at(timeline.day(closes, closing_hour), self.tick)

    def tick(self, now: datetime) -> None:
        clock.advance(now=now)

    def set_up(self, now: datetime) -> None:
        """Import the paper, publish it, release the consultation."""
        ada = self.cast.users["ada"]
        path = self.folder / self.plan.file
        paper = papers.create(imported=read(path.read_bytes(), path.name), title="", by=ada, now=now)
        paper.topic, paper.lede = self.plan.topic, self.plan.lede
        paper.save_revision(user=ada).publish(user=ada)
        self.consultation = Consultation.objects.create(paper=Paper.objects.get(pk=paper.pk), **self.plan.fields)
        for kind, opens, opening_hour, closes, closing_hour in self.plan.phases:
            Phase.objects.create(
                consultation=self.consultation,
                kind=kind,
                opens_at=self.timeline.day(opens, opening_hour),
                closes_at=self.timeline.day(closes, closing_hour),
            )
        for key, organisation in self.cast.organisations.items():
            if key != "netzwerk" and (not self.plan.participants or key in self.plan.participants):
                naming = Naming.COUNTED if key in COUNTED_ONLY else Naming.LISTED
                Participation.objects.create(
                    consultation=self.consultation, organisation=organisation, votes=organisation.votes, naming=naming
                )
        consultations.release(consultation=self.consultation, by=ada, now=now)

    def discuss(self, said: tuple[discussion.Said, ...]) -> None:
        for each in said:
            self.timeline.at(self.timeline.before(each.ago), partial(self.comment, each, each.section, None))

    def comment(self, said: discussion.Said, section: str, parent: SectionComment | None, now: datetime) -> None:
        wording = self.current().version.wordings.get(heading=section)
        posted = comments.post(
            consultation=self.consultation,
            section=wording.section,
            organisation=self.cast.organisations[said.as_],
            text=said.text,
            kind=CommentKind(said.kind),
            visibility=CommentVisibility.ORGANISATION if said.inner else CommentVisibility.FEDERATION,
            parent=parent,
            quotation=Quotation(said.quote),
            token=uuid.uuid4(),
            by=self.cast.users[said.who],
            now=now,
        )
        for answer in said.answers:
            self.comment(answer, section, posted, self.timeline.before(answer.ago))
        for who, as_ in said.agreed:
            reacting = {"organisation": self.cast.organisations[as_], "by": self.cast.users[who], "now": now}
            reactions.give(comment=posted, kind=ReactionKind.AGREE, **reacting)
        if said.became:
            self.conclude(posted, said, now)

    def conclude(self, comment: SectionComment, said: discussion.Said, now: datetime) -> None:
        if said.became == "withdrawn":
            author = {"organisation": self.cast.organisations[said.as_], "by": self.cast.users[said.who]}
            authorship.withdraw(comment=comment, now=now, **author)
        else:
            moderation.mark(comment=comment, as_=ThreadMark(said.became), on=True, by=self.cast.users["ada"], now=now)

    def hold_vote(self, given: tuple[ballots.Ballot, ...]) -> None:
        for ballot in given:
            self.timeline.at(self.timeline.before(ballot.ago), partial(self.vote, ballot))
            if ballot.again is not None:
                self.timeline.at(self.timeline.before(ballot.again), partial(self.vote_again, ballot))

    def vote(self, ballot: ballots.Ballot, now: datetime) -> None:
        self._cast(ballot, [question for question, wording in self._asked() if _name(wording) not in ballot.leaves_out], now)

    def vote_again(self, ballot: ballots.Ballot, now: datetime) -> None:
        """Confirm on the new wording what was given on another."""
        given = dict(
            Vote.objects.filter(
                question__consultation=self.consultation, organisation=self.cast.organisations[ballot.as_]
            ).values_list("question", "digest")
        )
        changed = [
            question
            for question, wording in self._asked()
            if wording.change == Change.SUBSTANTIVE and given.get(question.pk, wording.digest) != wording.digest
        ]
        self._cast(ballot, changed, now)

    def new_version(self, now: datetime) -> None:
        """Import the changed file, publish it, issue the version with one editorial and one substantive mark."""
        ada = self.cast.users["ada"]
        path = self.folder / self.plan.file
        text = path.read_text()
        for old, new in {**ballots.EDITORIAL, **ballots.SUBSTANTIVE}.items():
            if old not in text:
                raise LookupError(f"{path.name} has no such wording: {old}")
            text = text.replace(old, new)
        paper = Paper.objects.get(pk=self.consultation.paper_id)
        imported = read(text.encode(), path.name)
        papers.update(paper=paper, imported=imported, placements={}, by=ada, now=now, publish=True)
        marks = {
            change.key: Change.SUBSTANTIVE if change.after.heading in ballots.SUBSTANTIVE_SECTIONS else Change.EDITORIAL
            for change in changes(Paper.objects.get(pk=paper.pk))
        }
        adopted = [self.suggestion(heading) for heading in ballots.SUBSTANTIVE_SECTIONS]
        versions.issue(consultation=self.current(), marks=marks, adopted=adopted, note=ballots.VERSION_NOTE, by=ada, now=now)

    def suggestion(self, heading: str) -> Suggestion:
        """The one on this section."""
        return self.consultation.suggestions.get(wording__heading=heading)

    def current(self) -> Consultation:
        self.consultation.refresh_from_db()
        return self.consultation

    def _asked(self):
        """Every question about one wording, with that wording."""
        wordings = {wording.section_id: wording for wording in self.current().version.wordings.all()}
        questions = self.consultation.questions.filter(withdrawn_at=None, section__isnull=False).select_related("consultation")
        return [(question, wordings[question.section_id]) for question in questions]

    def _cast(self, ballot: ballots.Ballot, questions: list, now: datetime) -> None:
        wordings = {question.pk: wording for question, wording in self._asked()}
        answers = []
        for question in questions:
            wording = wordings[question.pk]
            usual = ballots.FINAL[ballot.usual] if question.kind == QuestionKind.PAPER else ballot.usual
            choice, reason = ballot.otherwise.get(_name(wording), (usual, ""))
            answers.append(votes.Answer(question=question, choice=choice, digest=wording.digest, reason=reason))
        votes.cast_all(
            answers=answers,
            organisation=self.cast.organisations[ballot.as_],
            by=self.cast.users[ballot.who],
            now=now,
        )


def _name(wording: VersionSection) -> str:
    """How `demo.ballots` names a section: by its heading; the whole paper has none."""
    return "" if wording.kind == SectionKind.WHOLE else wording.heading
