"""What the tests of this app stand on: papers, versions, consultations and votes, made in one line each."""

from datetime import datetime, timedelta
from uuid import uuid4

from wagtail.models import Locale, Page

from accounts.models import Organisation, User
from consultations.actions import register
from consultations.enums import Basis, QuestionKind
from consultations.models import Consultation, Phase, Question, Suggestion, Vote, VoteEntry
from consultations.phases import PhaseKind
from home.models import HomePage, PaperShelf
from positions.enums import Change, SectionKind
from positions.models import Paper, Section, Version, VersionSection
from positions.wording.tree import wording_digest
from shared.canonical import digest

# The final vote is on another scale than the sections: what a graded choice is there.
FINAL = {"support": "yes", "concerns": "yes", "abstain": "abstain", "reservations": "no", "reject": "no"}
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def shelf() -> PaperShelf:
    """The place of all papers, made with the first."""
    if found := PaperShelf.objects.first():
        return found
    front = _root().add_child(instance=HomePage(title="Start", slug="start", headline="Start"))
    return front.add_child(instance=PaperShelf(title="Papiere", slug="papiere"))


def _root() -> Page:
    """Wagtail's own root, which a test with real transactions finds flushed away."""
    if not Locale.objects.exists():
        Locale.objects.create(language_code="de")
    return Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root"))


def paper(title="Integrationskurse", *, published=True, headings=("Fristen", "Kosten")) -> Paper:
    sections = [
        ("section", {"heading": heading, "level": 2, "kind": "text", "body": [("text", f"<p>Wir fordern {heading}.</p>")]})
        for heading in headings
    ]
    return shelf().add_child(instance=Paper(title=title, slug=f"papier-{uuid4().hex[:8]}", sections=sections, live=published))


def version(paper: Paper, wordings: dict[str, str], *, now: datetime, changes=None, levels=None, **kinds) -> Version:
    """The next version, straight into its tables: heading → text; `changes` marks changed sections, the others stay."""
    before = paper.versions.order_by("-number").first()
    number = before.number + 1 if before else 1
    whole = digest([number, wordings])
    made = Version.objects.create(paper=paper, number=number, title=paper.title, digest=whole, issued_at=now, actor=uuid4())
    sections = {w.heading: w.section for w in VersionSection.objects.filter(section__paper=paper).order_by("version__number")}
    old = {w.section_id: w for w in before.wordings.all()} if before else {}
    for position, (heading, text) in enumerate(wordings.items(), start=1):
        kind = kinds.get(heading.replace(" ", "_"), SectionKind.TEXT)
        section = sections.get(heading) or Section.objects.create(paper=paper, kind=kind)
        tree = [{"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in text.splitlines()]
        previous = old.get(section.pk)
        change = (changes or {}).get(heading, Change.SAME if previous else Change.NEW)
        VersionSection.objects.create(
            version=made, section=section, position=position, kind=kind, number=str(position), heading=heading,
            level=(levels or {}).get(heading, 2), tree=tree,
            text=text, html=f"<p>{text}</p>", digest=wording_digest(heading, tree), previous=previous,
            change=change if previous else Change.NEW,
        )  # fmt: skip
    section = sections.get("") or Section.objects.create(paper=paper, kind=SectionKind.WHOLE)
    previous = old.get(section.pk)
    harmless = previous and Change.SUBSTANTIVE not in (changes or {}).values()
    change = Change.EDITORIAL if harmless else Change.SUBSTANTIVE
    VersionSection.objects.create(
        version=made, section=section, position=0, kind=SectionKind.WHOLE, digest=whole, previous=previous,
        change=change if previous else Change.NEW,
    )  # fmt: skip
    return made


WORDINGS = {"Fristen": "Drei Monate.", "Kosten": "Als Zuschuss."}


def consultation(*, now: datetime, timetable=None, **fields) -> Consultation:
    """On a published paper with a version, not open: comment until +2 days, vote from +3 to +5, or as `timetable` says."""
    if "paper" not in fields:
        fields["paper"] = paper()
        version(fields["paper"], WORDINGS, now=now)
    made = Consultation.objects.create(**{"title": "Kurse", "slug": f"kurse-{uuid4().hex[:8]}", **fields})
    for kind, opens, closes in timetable or (
        (PhaseKind.COMMENT, -HOUR, 2 * DAY),
        (PhaseKind.VOTE, 3 * DAY, 5 * DAY),
    ):
        Phase.objects.create(consultation=made, kind=kind, opens_at=now + opens, closes_at=now + closes)
    return made


def organisation(name: str, votes: int = 1, **fields) -> Organisation:
    return Organisation.objects.create(name=name, slug=name.lower(), votes=votes, **fields)


def vote(question: Question, organisation: Organisation, choice: str, *, by: User, now: datetime, wording=None) -> Vote:
    """A vote with its entry, on the current wording or the one given: what `votes.cast` leaves, without its checks."""
    wording = wording or question.consultation.version.wordings.get(section=question.section)
    choice = FINAL[choice] if question.kind == QuestionKind.PAPER else choice
    said = {
        "choice": choice, "wording": wording, "digest": wording.digest, "basis": Basis.DELEGATED, "actor": by.actor.token,
        "cast_at": now,
    }  # fmt: skip
    VoteEntry.objects.create(question=question, organisation=organisation, **said)
    return Vote.objects.update_or_create(question=question, organisation=organisation, defaults=said)[0]


def parts(text: str, heading="") -> list[dict]:
    """What a suggestion of this text proposes."""
    return [{"heading": heading, "tree": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]}]


def suggestion(consultation: Consultation, heading: str, organisation: Organisation, *, by: User, now: datetime, text="Zwei."):
    """An open suggestion on the wording in force, whatever the phase: what `suggestions.submit` leaves, without its checks."""
    wording = consultation.version.wordings.select_related("section").get(heading=heading)
    made = Suggestion.objects.create(
        consultation=consultation, section=wording.section, wording=wording,
        number=register.next_number(consultation=consultation),
        organisation=organisation, text=text, parts=parts(text, heading), actor=by.actor.token, submitted_at=now,
    )  # fmt: skip
    register.enter_suggestion(suggestion=made, now=now)
    return made
