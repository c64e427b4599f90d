"""What a statement says, read from a closed consultation and its approved draft: the plain values that are frozen.

Names organisations that want to be named, counts the others, and holds no person except those the federation signs with.
"""

import re
from collections.abc import Callable, Iterable

from django.utils import translation
from django.utils.html import escape

from accounts.models import FederationProfile
from positions.enums import SectionKind, Verdict
from positions.exports import content
from positions.models import StatementDraft, VersionSection
from positions.queries import page_url
from positions.wording.from_html import tree_from_html
from positions.wording.tree import Tree

from .. import statement_wording as wording
from ..enums import Naming, QuestionKind, Result, TreatmentKind
from ..models import Consultation, Dissent, Outcome, Participation, Treatment
from ..phases import PhaseKind
from ..scales import SCALES
from .attendance import attendance, days_given
from .counting import recount
from .decided import decided
from .dissents import Notes
from .frozen import recorded_rules
from .naming import names_of
from .register import missing_answers, waiver

LANGUAGE = "de"


def statement_content(consultation: Consultation) -> content.StatementContent:
    """The complete content, without number and date. The consultation is closed and has a draft."""
    with translation.override(LANGUAGE):
        return _Filling(consultation).fill()


class _Filling:
    """One reading of everything the content needs, and the parts made from it."""

    def __init__(self, consultation: Consultation):
        self.consultation = consultation
        if consultation.statement_draft is None:
            raise ValueError(f"Consultation {consultation.pk} has no draft of a statement.")
        self.draft: StatementDraft = consultation.statement_draft
        self.profile = FederationProfile.load()
        self.rules = recorded_rules(consultation)
        self.participations = list(consultation.participations.select_related("organisation").order_by("organisation__name"))
        self.carriers = {count.question.pk: set(count.carriers) for count in recount(consultation)}
        outcomes = Outcome.objects.filter(question__consultation=consultation, wording__isnull=False)
        outcomes = outcomes.select_related("question__consultation")
        self.outcomes = {outcome.question.section_id: outcome for outcome in outcomes}
        treated = Treatment.objects.filter(outcome__in=outcomes)
        self.treatments = {treatment.outcome_id: treatment for treatment in treated}
        wordings = consultation.standing_version.wordings.select_related("section").order_by("position")
        self.wordings = [w for w in wordings if w.kind != SectionKind.WHOLE]
        self.whole_section = next((w.section_id for w in wordings if w.kind == SectionKind.WHOLE), None)
        self.notes = Notes(consultation)

    def fill(self) -> content.StatementContent:
        consultation, draft, version = self.consultation, self.draft, self.consultation.standing_version
        return content.StatementContent(
            language=LANGUAGE,
            title=draft.title,
            short_title=draft.short_title,
            sender=self.sender(),
            sections=tuple(self.section(w) for w in _with_their_headings(self.wordings, self.is_kept)),
            left_out=tuple(self.left_out()),
            whole=self.whole(),
            source=content.Source(title=version.title, number=version.number, digest=version.digest),
            electorate=self.electorate(),
            addressee=_lines(draft.addressee),
            reference=tuple(self.reference()),
            file_reference=consultation.file_reference,
            place=self.profile.city,
            bill=wording.bill_line(consultation.bill_title, consultation.bill_short),
            stage_line=wording.stage_line(consultation.stage, consultation.bill_drafted_on),
            salutation=draft.salutation,
            verdict=draft.verdict_text or wording.VERDICTS[Verdict(draft.verdict)],
            deadline=self.deadline(),
            who_we_are=self.profile.about,
            legal_effect=wording.legal_effect(consultation.legal_effect, consultation.decision_note),
            opening=_tree(draft.opening),
            summary=_tree(draft.summary),
            general=_tree(draft.general),
            closing=_tree(draft.closing),
            method_note=self.method(),
            signature=_lines(self.profile.signature),
            line_numbers=draft.line_numbers,
            whole_dissents=tuple(self.notes_on_the_whole()),
            annex_dissents=tuple(self.notes_in_the_annex()),
        )

    def is_kept(self, row: VersionSection) -> bool:
        """Whether a section's text is part of the statement: all but what was not adopted, or contested and then left out."""
        outcome = self.outcomes.get(row.section_id)
        return row.kind != SectionKind.HEADING and not (outcome and self.is_left_out(outcome))

    def is_left_out(self, outcome: Outcome) -> bool:
        treatment = self.treatments.get(outcome.pk)
        return outcome.result == Result.REJECTED or bool(treatment and treatment.kind != TreatmentKind.PRINT)

    def section(self, row: VersionSection) -> content.Section:
        outcome = self.outcomes.get(row.section_id)
        return content.Section(
            key=str(row.section.key),
            number=row.number if row.shows_number else "",
            heading=row.heading,
            kind=row.kind,
            level=row.level,
            tree=row.tree,
            digest=row.digest,
            outcome=self.outcome(outcome) if outcome else None,
            dissents=tuple(_note(note) for note in self.notes.below(row.section_id)),
        )

    def notes_on_the_whole(self) -> Iterable[content.Dissent]:
        return [_note(note) for note in self.notes.below(self.whole_section)] if self.whole() else []

    def notes_in_the_annex(self) -> Iterable[content.Dissent]:
        """Those the editors placed there, and those on a section that is no part of the statement."""
        printed = {row.section_id for row in self.wordings if self.is_kept(row)}
        names = names_of(self.consultation)
        for note in self.notes.elsewhere(printed | ({self.whole_section} if self.whole() else set())):
            yield _note(note, on=names.get(str(note.section.key), ""))

    def left_out(self) -> Iterable[content.LeftOut]:
        for row in self.wordings:
            outcome = self.outcomes.get(row.section_id)
            if outcome and self.is_left_out(outcome):
                number = row.number if row.shows_number else ""
                yield content.LeftOut(number=number, heading=row.heading, digest=row.digest, outcome=self.outcome(outcome))

    def whole(self) -> content.Outcome | None:
        final = next((o for o in self.outcomes.values() if o.question.kind == QuestionKind.PAPER), None)
        return self.outcome(final) if final else None

    def outcome(self, row: Outcome) -> content.Outcome:
        return content.Outcome(
            result=row.result,
            label=wording.RESULTS[Result(row.result)].capitalize(),
            sentence=" ".join(self.sentences(row)),
            plain=_numbers({name: row.plain[name] for name in _NUMBERS}),
            weighted=_numbers({name: getattr(row, name) for name in _NUMBERS}),
            choices=tuple(_choices(row)),
            endorsement=self.endorsement(row),
        )

    def sentences(self, row: Outcome) -> Iterable[str]:
        """What the rule made of it, and what was decided about it afterwards, if it is contested."""
        said = decided(row)
        yield wording.outcome_sentence(said.rule, said.votes, said.decision, said.heads)
        if treatment := self.treatments.get(row.pk):
            yield from wording.treatment(treatment.kind, treatment.reason)

    def endorsement(self, row: Outcome) -> content.Endorsement:
        carriers = self.carriers[row.question_id]
        named = [p.organisation.name for p in self.participations if p.organisation_id in carriers and _is_named(p)]
        return content.Endorsement(count=row.plain["yes"], named=tuple(named))

    def electorate(self) -> content.Electorate:
        voting = [p for p in self.participations if p.votes]
        named = tuple(p.organisation.name for p in voting if _is_named(p))
        return content.Electorate(
            named=named, counted=len(voting) - len(named), rule=wording.rules(self.rules), votes=sum(p.votes for p in voting)
        )

    def deadline(self) -> content.Deadline | None:
        if self.consultation.deadline_at is None:
            return None
        heard, days = attendance(self.consultation), days_given(self.consultation)
        sentence = wording.deadline_sentence(
            deadline=self.consultation.deadline_at, working_days=days, consulted=heard.heard, members=heard.asked
        )
        return content.Deadline(sentence=sentence, working_days=days, consulted=heard.heard, members=heard.asked)

    def reference(self) -> Iterable[content.Reference]:
        lines = (
            (wording.YOUR_REFERENCE, self.consultation.file_reference),
            (wording.YOUR_LETTER, wording.day(self.consultation.invited_on) if self.consultation.invited_on else ""),
            (wording.PRINTED_MATTER, self.consultation.printed_matter),
        )
        return [content.Reference(label=label, value=value) for label, value in lines if value]

    def method(self) -> str:
        vote = self.consultation.phases.filter(kind=PhaseKind.VOTE).first()
        results = [outcome.result for outcome in self.outcomes.values() if outcome.question.kind == QuestionKind.SECTION]
        said = wording.method(
            version=self.consultation.standing_version.number,
            begun=vote.opens_at if vote else None,
            ended=min(vote.closes_at, self.consultation.closed_at or vote.closes_at) if vote else None,
            left_out=any(self.is_left_out(outcome) for outcome in self.outcomes.values()),
            contested=Result.CONTESTED in results,
            stale=any(outcome.stale for outcome in self.outcomes.values()),
        )
        return " ".join([said, *self.unanswered()])

    def unanswered(self) -> Iterable[str]:
        """Answers that are missing although it is issued, and why (promise 5)."""
        missing = missing_answers(self.consultation)
        waived = waiver(self.consultation) if missing else None
        return wording.unanswered(missing, waived.reason) if waived else ()

    def sender(self) -> content.Sender:
        profile = self.profile
        return content.Sender(
            name=profile.name,
            claim=profile.claim,
            address=_lines(profile.address),
            email=profile.email,
            phone=profile.phone,
            website=profile.website,
            register=profile.register_entry,
        )


_NUMBERS = ("yes", "no", "abstain", "invalid", "stale", "eligible", "veto")


def _numbers(values: dict[str, int]) -> content.Numbers:
    return content.Numbers(**values)


def _choices(row: Outcome) -> Iterable[content.ChoiceCount]:
    for choice in SCALES[row.question.scale].choices:
        counted = row.plain["choices"][choice.code]
        yield content.ChoiceCount(
            code=choice.code,
            label=str(choice.label),
            mark=choice.mark,
            organisations=counted["organisations"],
            votes=counted["votes"],
        )


def _note(note: Dissent, on: str = "") -> content.Dissent:
    """Signed: the organisation is named, however it is named elsewhere."""
    paragraphs = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in re.split(r"\n\s*\n", note.text))
    return content.Dissent(by=(note.organisation.name,), tree=_tree(paragraphs), on=on)


def _is_named(participation: Participation) -> bool:
    return participation.naming == Naming.LISTED


def _with_their_headings(rows: list[VersionSection], is_kept: Callable[[VersionSection], bool]) -> list[VersionSection]:
    """What is kept, and the part headings that still have something below them."""
    over_something = {
        row.pk for place, row in enumerate(rows) if _is_heading(row) and any(is_kept(below) for below in _below(rows, place))
    }
    return [row for row in rows if is_kept(row) or row.pk in over_something]


def _below(rows: list[VersionSection], place: int) -> list[VersionSection]:
    """The sections a heading stands over: the deeper ones after it; in a paper without depth, all up to the next heading."""
    heading, after = rows[place], rows[place + 1 :]
    is_flat = bool(after) and after[0].level <= heading.level and not _is_heading(after[0])
    own: list[VersionSection] = []
    for row in after:
        if row.level <= heading.level and (_is_heading(row) or not is_flat):
            break
        own.append(row)
    return own


def _is_heading(row: VersionSection) -> bool:
    return row.kind == SectionKind.HEADING


def _tree(rich_text: str) -> Tree:
    return tree_from_html(rich_text, page_url=page_url)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
