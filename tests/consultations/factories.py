"""A consultation under way, written straight into the tables: fast, and of any size (the benchmark uses it too).

It stands as `consultations.actions.consultations.open_` would leave it: questions asked, counters at what a recount would find.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.utils.text import slugify
from django_comments.models import Comment
from django_comments_xtd.models import XtdComment
from wagtail.models import Locale, Page

from accounts.models import Organisation
from consultations.enums import QuestionKind, Visibility
from consultations.models import (
    Consultation,
    Participation,
    Phase,
    Question,
    SectionActivity,
    SectionComment,
    Tally,
    Vote,
    VoteEntry,
)
from consultations.phases import PhaseKind
from consultations.scales import GRADED, SCALES
from home.models import HomePage, PaperShelf
from positions.enums import Change, SectionKind
from positions.models import Paper, Section, Version, VersionSection

DAY = timedelta(days=1)
SENTENCE = "Wer im Ausland einen Beruf gelernt hat, soll ihn hier ausüben können; darüber ist man sich im Land lange einig."
SECRETARIAT = UUID("00000000-0000-4000-8000-000000000001")

# Where each phase lies, in days from now, when the consultation stands in the phase named.
TIMETABLES: dict[str, list[tuple[PhaseKind, int, int]]] = {
    "before": [(PhaseKind.COMMENT, 1, 5), (PhaseKind.VOTE, 5, 9)],
    "internal": [(PhaseKind.INTERNAL, -1, 1), (PhaseKind.COMMENT, 1, 5), (PhaseKind.VOTE, 5, 9)],
    "comment": [(PhaseKind.COMMENT, -2, 3), (PhaseKind.REVISE, 3, 5), (PhaseKind.VOTE, 5, 9)],
    "revise": [(PhaseKind.COMMENT, -4, -1), (PhaseKind.REVISE, -1, 2), (PhaseKind.VOTE, 2, 9)],
    "vote": [(PhaseKind.COMMENT, -9, -3), (PhaseKind.REVISE, -3, -1), (PhaseKind.VOTE, -1, 3), (PhaseKind.CONFIRM, 3, 5)],
    "confirm": [(PhaseKind.COMMENT, -9, -5), (PhaseKind.VOTE, -5, -1), (PhaseKind.CONFIRM, -1, 3)],
    "over": [(PhaseKind.COMMENT, -9, -5), (PhaseKind.VOTE, -5, -1)],
    "closed": [(PhaseKind.COMMENT, -9, -5), (PhaseKind.VOTE, -5, -1)],
    "unopened": [(PhaseKind.COMMENT, 1, 5), (PhaseKind.VOTE, 5, 9)],
}


@dataclass
class Opened:
    """What `open_consultation` made, by what tests ask for."""

    consultation: Consultation
    version: Version
    wordings: list[VersionSection]  # the numbered sections, in order
    whole: VersionSection
    preamble: VersionSection | None
    heading: VersionSection | None
    questions: list[Question] = field(default_factory=list)  # one for each of `wordings`
    paper_question: Question | None = None

    @property
    def keys(self) -> list[UUID]:
        return [wording.section.key for wording in self.wordings]


def open_consultation(
    *,
    now: datetime,
    organisations: list[Organisation],
    sections: int = 3,
    phase: str = "vote",
    visibility: Visibility = Visibility.MEMBERS,
    title: str = "Abschlüsse anerkennen",
    scale: str = GRADED.code,
    paragraphs: int = 2,
    parts: bool = False,
    **fields,
) -> Opened:
    """A consultation in `phase` (see TIMETABLES), in which `organisations` take part with their own number of votes.

    `parts` adds a preamble and a part heading before the numbered sections.
    """
    paper = shelf().add_child(instance=Paper(title=title, slug=f"{slugify(title)}-{uuid4().hex[:6]}"))
    version = Version.objects.create(
        paper=paper,
        number=1,
        title=title,
        lede="Unsere Antwort auf den Entwurf.",
        digest=sha(title),
        issued_at=now - 12 * DAY,
        actor=SECRETARIAT,
    )
    wordings = _wordings(version, sections, paragraphs, parts)
    last = max(until for _, _, until in TIMETABLES[phase])
    consultation = Consultation.objects.create(
        paper=paper,
        version=version,
        title=title,
        slug=paper.slug,
        what="Das Ministerium bittet um Stellungnahme zum Entwurf.",
        visibility=visibility,
        scale=scale,
        opened_at=None if phase == "unopened" else now - 10 * DAY,
        closed_at=now + last * DAY if phase == "closed" else None,
        **fields,
    )
    Phase.objects.bulk_create(
        Phase(consultation=consultation, kind=kind, opens_at=now + begins * DAY, closes_at=now + ends * DAY)
        for kind, begins, ends in TIMETABLES[phase]
    )
    Participation.objects.bulk_create(
        Participation(consultation=consultation, organisation=organisation, votes=organisation.votes)
        for organisation in organisations
    )
    SectionActivity.objects.bulk_create(
        SectionActivity(consultation=consultation, section=wording.section) for wording in wordings
    )
    return _asked(consultation, version, wordings)


def shelf() -> PaperShelf:
    """Where papers stand; made with the pages above it if the tree has none yet."""
    if found := PaperShelf.objects.first():
        return found
    Locale.objects.get_or_create(language_code="de")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = HomePage.objects.first() or root.add_child(instance=HomePage(title="Start", slug="start", headline="Willkommen"))
    return home.add_child(instance=PaperShelf(title="Papiere", slug="papiere"))


def issue_version(opened: Opened, *, now: datetime, changes: dict[int, Change], left_out: tuple[int, ...] = ()) -> Version:
    """The next version: the sections at these indexes get another wording, marked so, or are left out. Tallies stay."""
    before = opened.version
    version = Version.objects.create(
        paper=before.paper,
        number=before.number + 1,
        title=before.title,
        lede=before.lede,
        digest=sha(f"{before.digest}/{before.number + 1}"),
        issued_at=now,
        actor=SECRETARIAT,
    )
    changed = {opened.wordings[index].section_id: mark for index, mark in changes.items()}
    gone, rows = {opened.wordings[index].section_id for index in left_out}, []
    for old in before.wordings.select_related("section").exclude(section__in=gone):
        mark = changed.get(old.section_id, Change.SAME)
        html = f"<p>Fassung {version.number} von {old.heading}.</p>" if mark != Change.SAME else old.html
        digest = sha(f"{old.digest}{html}") if mark != Change.SAME else old.digest
        if old.kind == SectionKind.WHOLE:
            digest, mark = version.digest, max(changes.values(), default=Change.SAME)
        rows.append(_row(version, old.section, old.position, old.heading, old.number, html, digest, previous=old, change=mark))
    created = VersionSection.objects.bulk_create(rows)
    Consultation.objects.filter(pk=opened.consultation.pk).update(version=version)
    opened.consultation.refresh_from_db()
    opened.version = version
    opened.wordings = [row for row in created if row.section_id in {old.section_id for old in opened.wordings}]
    return version


def fill_votes(opened: Opened, organisations: list[Organisation], *, now: datetime, choices: list[str] | None = None) -> None:
    """Every one of these organisations has voted on every question, the choices taken in turn; tallies fit."""
    codes = choices or [choice.code for choice in SCALES[opened.consultation.scale].choices]
    rows, heads, weights = [], {}, {}
    for place, question in enumerate([*opened.questions, opened.paper_question]):
        wording = opened.wordings[place] if question in opened.questions else opened.whole
        for seat, organisation in enumerate(organisations):
            code = codes[(seat + place) % len(codes)]
            said = {"question": question, "organisation": organisation, "choice": code, "wording": wording}
            rows.append({**said, "digest": wording.digest, "actor": uuid4(), "cast_at": now})
            heads[question.pk, code] = heads.get((question.pk, code), 0) + 1
            weights[question.pk, code] = weights.get((question.pk, code), 0) + organisation.votes
    Vote.objects.bulk_create([Vote(**row) for row in rows], batch_size=1000)
    VoteEntry.objects.bulk_create([VoteEntry(**row, basis="delegated") for row in rows], batch_size=1000)
    for tally in Tally.objects.filter(question__consultation=opened.consultation):
        place = tally.question_id, tally.choice
        Tally.objects.filter(pk=tally.pk).update(organisations=heads.get(place, 0), votes=weights.get(place, 0))
    opened.consultation.participations.filter(organisation__in=organisations).update(first_voted_at=now)


def fill_comments(opened: Opened, organisations: list[Organisation], *, count: int, now: datetime, length: int = 420) -> None:
    """So many comments, spread over sections and organisations: every second one answers the one before. Counters fit."""
    text = ("Bei uns im Verein haben wir darüber lange gesprochen. " * (length // 54 + 1))[:length]
    for place, wording in enumerate(opened.wordings):
        mine = count // len(opened.wordings) + (1 if place < count % len(opened.wordings) else 0)
        _store_comments(_discussion(opened, wording, organisations, mine, text, now))
        SectionActivity.objects.filter(consultation=opened.consultation, section=wording.section).update(
            comments=mine, last_comment_at=now if mine else None, revision=mine
        )


def _discussion(
    opened: Opened, wording: VersionSection, organisations: list[Organisation], count: int, text: str, now: datetime
) -> list[SectionComment]:
    return [
        SectionComment(
            section=wording.section,
            content_type=ContentType.objects.get_for_model(Section),
            object_pk=str(wording.section_id),
            site_id=settings.SITE_ID,
            consultation=opened.consultation,
            wording=wording,
            organisation=organisations[number % len(organisations)],
            actor=uuid4(),
            comment=text,
            submit_date=now - timedelta(minutes=count - number),
            level=number % 2,
            order=1 + number % 2,
            nested_count=1 if number % 2 == 0 and number + 1 < count else 0,
        )
        for number in range(count)
    ]


def _store_comments(comments: list[SectionComment]) -> None:
    """As `SectionComment.objects.insert` would place them one by one; here in one statement for each of the three tables."""
    if not comments:
        return
    library = [
        Comment(**{field.attname: getattr(comment, field.attname) for field in Comment._meta.fields}) for comment in comments
    ]
    first = 0
    for comment, row in zip(comments, Comment.objects.bulk_create(library), strict=True):
        first = row.pk if comment.level == 0 else first
        comment.pk = comment.comment_ptr_id = comment.xtdcomment_ptr_id = row.pk
        comment.thread_id = comment.parent_id = first
    for model in (XtdComment, SectionComment):
        QuerySet(model)._insert(comments, fields=model._meta.local_concrete_fields, using=DEFAULT_DB_ALIAS)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _wordings(version: Version, sections: int, paragraphs: int, parts: bool) -> list[VersionSection]:
    specimens: list[tuple[SectionKind, str, str, str]] = []
    if parts:
        specimens.append((SectionKind.PREAMBLE, version.title, "", "<p>Vorab: Wir sprechen für unsere Mitglieder.</p>"))
        specimens.append((SectionKind.HEADING, "Teil A. Was gelten soll", "", ""))
    for number in range(1, sections + 1):
        body = "".join(f"<p>Satz {line} von Abschnitt {number}. {SENTENCE}</p>" for line in range(1, paragraphs + 1))
        specimens.append((SectionKind.TEXT, f"Forderung {number}", str(number), body))
    specimens.append((SectionKind.WHOLE, "", "", ""))
    rows = []
    for position, (kind, heading, number, html) in enumerate(specimens, start=1):
        section = Section.objects.create(paper=version.paper, kind=kind)
        digest = version.digest if kind == SectionKind.WHOLE else sha(f"{heading}{html}")
        rows.append(_row(version, section, position, heading, number, html, digest))
    return VersionSection.objects.bulk_create(rows)


def _row(version, section, position, heading, number, html, digest, previous=None, change=Change.NEW) -> VersionSection:
    return VersionSection(
        version=version,
        section=section,
        position=position,
        kind=section.kind,
        number=number,
        heading=heading,
        html=html,
        tree=[],
        text=html,
        digest=digest,
        previous=previous,
        change=change,
    )


def _asked(consultation: Consultation, version: Version, wordings: list[VersionSection]) -> Opened:
    by_kind = {kind: [wording for wording in wordings if wording.kind == kind] for kind in SectionKind}
    texts, whole = by_kind[SectionKind.TEXT], by_kind[SectionKind.WHOLE][0]
    opened = Opened(
        consultation=consultation,
        version=version,
        wordings=texts,
        whole=whole,
        preamble=next(iter(by_kind[SectionKind.PREAMBLE]), None),
        heading=next(iter(by_kind[SectionKind.HEADING]), None),
    )
    if not consultation.phases.filter(kind=PhaseKind.VOTE).exists():
        return opened
    asked = Question.objects.bulk_create(
        Question(
            consultation=consultation,
            section=wording.section,
            scale=consultation.scale,
            kind=QuestionKind.PAPER if wording is whole else QuestionKind.SECTION,
            position=100_000 if wording is whole else wording.position,
        )
        for wording in [*texts, whole]
    )
    Tally.objects.bulk_create(
        Tally(question=question, choice=choice.code) for question in asked for choice in SCALES[consultation.scale].choices
    )
    opened.questions, opened.paper_question = asked[:-1], asked[-1]
    return opened
