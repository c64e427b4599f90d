"""Groups of alternatives: several wordings of one section put to the vote, either/or or by resistance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from positions.models import VersionSection
from shared.canonical import digest

from .. import locks
from ..enums import Basis, QuestionKind, RecordKind, SuggestionState
from ..models import Consultation, Option, Participation, Question, Suggestion, Tally, Vote, VoteEntry
from ..phases import Verb
from ..queries.standing import standings
from ..scales import EITHER_OR, HIGHEST_RESISTANCE, RESISTANCE
from . import record
from .refusals import Refused
from .votes import InvalidAnswer, NotNow, WordingChanged, require_mandate, require_time, seat_of

RATED = "rated"  # what stands as the choice of an answer that rates
LAST = 100_001  # after the paper as a whole


class CannotPose(Refused):
    """The group cannot be put to the vote; the text says why."""


@dataclass(frozen=True)
class Proposed:
    """One alternative: a suggestion of the section, or a text of its own."""

    label: str
    suggestion: Suggestion | None = None
    text: str = ""


@transaction.atomic
def pose(
    *,
    consultation: Consultation,
    wording: VersionSection,
    title: str,
    scale: str,
    proposed: Sequence[Proposed],
    by: User,
    now: datetime,
) -> Question:
    """Put alternatives to the wording in force of one section to the vote. The wording as it stands is always among them.

    What is asked is frozen with its digest and recorded. Refused (CannotPose) without an alternative, on another wording than
    the one in force, or when no version could be issued now.
    """
    locks.exclusive(consultation.pk)
    consultation.refresh_from_db()
    if sentence := consultation.refusal(Verb.ISSUE_VERSION, now):
        raise CannotPose(sentence)
    if wording.version_id != consultation.version_id:
        raise CannotPose(_("A new version was issued since. Please look at the section again."))
    if scale not in (EITHER_OR, RESISTANCE) or not proposed:
        raise CannotPose(_("Choose at least one alternative to the wording as it stands."))
    if any(one.suggestion and one.suggestion.state != SuggestionState.OPEN for one in proposed):
        raise CannotPose(_("One of these suggestions was decided or withdrawn since."))
    last = consultation.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question.objects.create(
        consultation=consultation,
        kind=QuestionKind.ALTERNATIVES,
        scale=scale,
        title=title.strip() or wording.heading,
        position=max(last + 1, LAST),
    )
    options = _options(question, wording, proposed)
    question.digest = digest([_plain(option) for option in options])
    question.save(update_fields=["digest"])
    if scale == EITHER_OR:
        Tally.objects.bulk_create(Tally(question=question, choice=code_of(option)) for option in options)
    facts = {
        "question": question.pk,
        "section": str(wording.section.key),
        "scale": scale,
        "title": question.title,
        "digest": question.digest,
        "options": [_plain(option) for option in options],
    }
    record.append(consultation=consultation, kind=RecordKind.QUESTION_POSED, facts=facts, by=by, now=now)
    return question


@transaction.atomic
def withdraw(*, question: Question, by: User | None, now: datetime, reason: str = "") -> Question:
    """Take a group back; answers stay in the history."""
    locks.exclusive(question.consultation_id)
    question.refresh_from_db()
    if question.withdrawn_at is None:
        question.withdrawn_at = now
        question.save(update_fields=["withdrawn_at"])
        facts = {"question": question.pk, "title": question.title}
        consultation = question.consultation
        kind = RecordKind.QUESTION_WITHDRAWN
        record.append(consultation=consultation, kind=kind, facts=facts, reason=reason, by=by, now=now)
    return question


@transaction.atomic
def answer(
    *,
    question: Question,
    organisation: Organisation,
    digest: str,
    choice: str = "",
    ratings: Mapping[int, int] | None = None,
    basis: Basis = Basis.DELEGATED,
    by: User,
    now: datetime,
) -> Vote:
    """Store the organisation's answer: an option's code, or option position → resistance. What is not rated is left out.

    Raises NotEntitled, NotNow, InvalidAnswer, or WordingChanged if other options were read. Repeating it writes nothing.
    """
    seat = seat_of(question.consultation_id, organisation)
    place = standings([question], seat=seat, organisation=organisation, by=by, now=now)[question.pk]
    require_mandate(place, organisation, basis, by, now)
    require_time(question.consultation_id, seat, now)
    if place.withdrawn_at is not None:
        raise NotNow(_("These alternatives are not put to the vote any more."))
    if digest != question.digest:
        raise WordingChanged(0)
    said = _sound(question, choice, ratings)
    before = Vote.objects.filter(question=question, organisation=organisation).first()
    given = {**said, "digest": digest, "basis": basis, "actor": by.actor.token}
    if before and all(getattr(before, name) == value for name, value in given.items()):
        return before
    vote, _created = Vote.objects.update_or_create(
        question=question, organisation=organisation, defaults={**given, "cast_at": now, "remark": None, "wording": None}
    )
    VoteEntry.objects.create(question=question, organisation=organisation, cast_at=now, **given)
    _count(question, before.choice if before else None, vote.choice, seat.votes)
    if not seat.has_voted:
        Participation.objects.filter(pk=seat.participation_id).update(first_voted_at=now)
    return vote


def code_of(option: Option) -> str:
    """What stands for an option in votes and tallies."""
    return f"o{option.position}"


def _options(question: Question, wording: VersionSection, proposed: Sequence[Proposed]) -> list[Option]:
    stands = Option(
        question=question,
        label=str(_("As it stands")),
        wording=wording,
        text=wording.text,
        is_passive=question.scale == RESISTANCE,
        position=1,
    )
    others = [
        Option(
            question=question,
            label=one.label[:200],
            suggestion=one.suggestion,
            text=one.suggestion.text if one.suggestion else one.text.strip(),
            position=place,
        )
        for place, one in enumerate(proposed, start=2)
    ]
    return Option.objects.bulk_create([stands, *others])


def _plain(option: Option) -> dict[str, Any]:
    return {
        "position": option.position,
        "label": option.label,
        "text": option.text,
        "passive": option.is_passive,
        "suggestion": option.suggestion.number if option.suggestion else None,
    }


def _sound(question: Question, choice: str, ratings: Mapping[int, int] | None) -> dict[str, Any]:
    options = {option.position: code_of(option) for option in question.options.all()}
    if question.scale == EITHER_OR:
        if choice not in options.values():
            raise InvalidAnswer(_("Please choose one of the alternatives."), "choice")
        return {"choice": choice, "ratings": None}
    given = dict(ratings or {})
    if not given:
        raise InvalidAnswer(_("Please rate at least one of the alternatives."), "choice")
    if not given.keys() <= options.keys() or not all(0 <= rating <= HIGHEST_RESISTANCE for rating in given.values()):
        raise InvalidAnswer(_("A resistance is a number from 0 to 10."), "choice")
    return {"choice": RATED, "ratings": {str(position): given[position] for position in sorted(given)}}


def _count(question: Question, before: str | None, after: str, weight: int) -> None:
    """Ratings are counted from the votes; choices move the tallies."""
    if question.scale != EITHER_OR or before == after:
        return
    for code, step in sorted([(before, -1), (after, 1)], key=str):
        Tally.objects.filter(question=question, choice=code).update(
            organisations=F("organisations") + step, votes=F("votes") + step * weight
        )
