"""A new version inside a running consultation: what it asks and which votes still stand follow from it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from notifications.actions import events
from positions.actions import versions
from positions.enums import Change, SectionKind
from positions.models import Paper, Section, Version

from .. import locks
from ..enums import QuestionKind, RecordKind, SuggestionState
from ..freshness import fresh_digests_by_section
from ..models import Consultation, Question, Suggestion
from ..phases import Verb
from ..queries.effects import turned_stale
from . import alternatives, anchors, counters, questions, rebasing, record, suggestions
from .refusals import Refused

NOTHING_CONFIRMED: anchors.Confirmed = {}


class NotNow(Refused):
    """No version can be issued at this time; the text says why."""


@transaction.atomic
def issue(
    *,
    consultation: Consultation,
    marks: Mapping[UUID, Change],
    adopted: Iterable[Suggestion] = (),
    confirmed: anchors.Confirmed = NOTHING_CONFIRMED,
    note: str = "",
    by: User,
    now: datetime,
) -> Version:
    """Issue the paper's published text as a version and move the consultation to it.

    Sections that came are asked about, those that went are not any more; votes on substantively changed wordings turn stale
    and leave the counters; `adopted` suggestions are decided by it; what comments point at is placed, doubtful words where
    they are `confirmed`, else they are orphaned. All of it stands in the record. Raises NotNow, Decided
    for a suggestion that was decided meanwhile, and what `positions.actions.versions.issue` raises.
    """
    locks.exclusive(consultation.pk)
    consultation.refresh_from_db()
    if sentence := consultation.refusal(Verb.ISSUE_VERSION, now):
        raise NotNow(sentence)
    before = consultation.standing_version
    version = versions.issue(paper=consultation.paper, marks=marks, note=note, by=by, now=now)
    stale = turned_stale(consultation, before, version)
    consultation.version = version
    consultation.save(update_fields=["version"])
    added, withdrawn = questions.pose(consultation=consultation, now=now)
    _withdraw_alternatives(consultation, version, by, now)
    counters.recount(consultation=consultation)
    carried = anchors.carry(consultation=consultation, before=before, after=version, confirmed=confirmed, by=by, now=now)
    record.append(
        consultation=consultation,
        kind=RecordKind.VERSION_ISSUED,
        facts=_facts(version, stale, added, withdrawn) | ({"anchors": carried} if carried else {}),
        by=by,
        now=now,
    )
    taken = [suggestions.Answer(suggestion, SuggestionState.ADOPTED, version=version) for suggestion in adopted]
    suggestions.decide_all(answers=taken, by=by, now=now)
    rebasing.rebase(consultation=consultation, version=version, now=now)
    _tell(consultation, version, stale, note, now)
    return version


def _withdraw_alternatives(consultation: Consultation, version: Version, by: User, now: datetime) -> None:
    """A group asks about alternatives to one wording: when that changes in substance, or goes, the group goes with it."""
    stands = fresh_digests_by_section(version)
    for question in consultation.questions.filter(kind=QuestionKind.ALTERNATIVES, withdrawn_at=None):
        wording = question.options.filter(wording__isnull=False).select_related("wording").get().wording
        if wording is None or wording.digest not in stands.get(wording.section_id, frozenset()):
            alternatives.withdraw(question=question, by=by, now=now)


def _tell(consultation: Consultation, version: Version, stale: dict[int, list[int]], note: str, now: datetime) -> None:
    """Only those whose vote turned stale, only about those sections. An editorial change is told to nobody."""
    keys = dict(Section.objects.filter(pk__in=stale, kind=SectionKind.TEXT).values_list("pk", "key"))
    if affected := {str(keys[section]): organisations for section, organisations in stale.items() if section in keys}:
        facts = {"consultation": consultation.pk, "stale": affected, "note": note}
        events.record(kind="votes-stale", key=f"votes-stale:{version.pk}", facts=facts, now=now)


@transaction.atomic
def issue_paper(
    *,
    paper: Paper,
    marks: Mapping[UUID, Change],
    adopted: Iterable[Suggestion] = (),
    confirmed: anchors.Confirmed = NOTHING_CONFIRMED,
    note: str = "",
    by: User,
    now: datetime,
) -> Version:
    """Issue a paper's version: inside its open consultation if there is one, else by itself. Raises as `issue` does."""
    consultation = Consultation.objects.filter(paper=paper, closed_at=None).first()
    if consultation is not None:
        locks.exclusive(consultation.pk)
        consultation.refresh_from_db()
    if consultation is not None and consultation.opened_at is not None:
        return issue(consultation=consultation, marks=marks, adopted=adopted, confirmed=confirmed, note=note, by=by, now=now)
    return versions.issue(paper=paper, marks=marks, note=note, by=by, now=now)


def _facts(version: Version, stale: dict[int, list[int]], added: list[Question], withdrawn: list[Question]) -> dict:
    keys = dict(Section.objects.filter(paper=version.paper_id).values_list("pk", "key"))
    marked = version.wordings.filter(change__in=[Change.EDITORIAL, Change.SUBSTANTIVE]).order_by("position")
    return {
        "version": {"number": version.number, "digest": version.digest},
        "changes": {str(keys[section]): change for section, change in marked.values_list("section", "change")},
        "asked": [str(question.section.key) for question in added if question.section],
        "withdrawn": [str(question.section.key) for question in withdrawn if question.section],
        "stale": {str(keys[section]): organisations for section, organisations in stale.items()},
    }
