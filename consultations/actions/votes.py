"""One organisation's answer to a question: cast, replaced, confirmed, and every change kept in the history."""

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from notifications.actions import events
from positions.models import Version

from .. import freshness, locks, phases, urn
from ..enums import Basis, SuggestionState
from ..locks import Seat
from ..models import Consultation, Participation, Question, Remark, Suggestion
from ..queries.standing import Standing, is_mandated, standings
from ..scales import Choice
from . import reasons, remarks


class VoteRefused(Exception):
    """Nothing was stored; `str()` is the sentence for the person who voted."""


class NotEntitled(VoteRefused):
    """This person cannot vote for this organisation here."""


class NotNow(VoteRefused):
    """The time for it has not come, or is over."""


class InvalidAnswer(VoteRefused):
    """The answer itself cannot be stored as it is. `field` is "choice" or "reason"."""

    def __init__(self, sentence: str, field: str):
        super().__init__(sentence)
        self.field = field


class WordingChanged(VoteRefused):
    """The section has another wording than the one that was read. `wording_id` names the new one."""

    def __init__(self, wording_id: int):
        super().__init__(_("The wording has changed since you opened the page. Please read it again; nothing was stored."))
        self.wording_id = wording_id


class BallotRefused(VoteRefused):
    """None of the answers was stored. `problems` says why, for each question that stood in the way."""

    def __init__(self, problems: dict[int, VoteRefused]):
        super().__init__(_("Nothing was stored yet. Please look at the marked sections."))
        self.problems = problems


@dataclass(frozen=True)
class Answer:
    """What a delegate says to one question, on the wording with this digest."""

    question: Question
    choice: str
    digest: str
    reason: str = ""
    condition: Suggestion | None = None  # "yes, if" this is adopted

    def is_said_by(self, before: Standing, act: urn.Act) -> bool:
        """Whether the organisation's vote so far says exactly this, by the same person."""
        if before.vote_id is None or before.vote_objected_at is not None:
            return False
        said = (before.vote_choice, before.vote_digest, before.vote_reason or "", before.vote_condition)
        says = (self.choice, self.digest, self.reason.strip(), self.condition.pk if self.condition else None)
        return said == says and (before.vote_basis, before.vote_actor) == (act["basis"], act["actor"])


def cast(
    *,
    question: Question,
    organisation: Organisation,
    choice: str,
    digest: str,
    reason: str = "",
    condition: Suggestion | None = None,
    basis: Basis = Basis.DELEGATED,
    by: User,
    now: datetime,
) -> None:
    """Store the organisation's answer to one question, replacing an earlier one. See `cast_all`."""
    answer = Answer(question=question, choice=choice, digest=digest, reason=reason, condition=condition)
    try:
        cast_all(answers=[answer], organisation=organisation, basis=basis, by=by, now=now)
    except BallotRefused as refused:
        raise refused.problems[question.pk] from None


@transaction.atomic
def cast_all(
    *, answers: list[Answer], organisation: Organisation, basis: Basis = Basis.DELEGATED, by: User, now: datetime
) -> None:
    """Store all of these answers to questions of one consultation, or none of them.

    Under a lock that no closing passes, it checks again who may vote, whether the time is right and that each answer is given
    on the wording in force. Each answer becomes the one row of its question and organisation and a line of the history;
    counters come last. Repeating an answer without changing anything (same person, choice, reason, wording and basis) writes
    nothing. The number of statements does not grow with the number of answers.

    Raises NotEntitled or NotNow for the whole, BallotRefused for single answers.
    """
    consultation = answers[0].question.consultation_id
    seat = seat_of(consultation, organisation)
    questions = [answer.question for answer in answers]
    standing = standings(questions, seat=seat, organisation=organisation, by=by, now=now)
    first = standing[questions[0].pk]
    require_mandate(first, organisation, basis, by, now)
    if not first.is_time_to_vote:
        require_time(consultation, seat, now)
    _require_sound(answers, standing)
    act = urn.Act(organisation_id=organisation.pk, basis=basis, actor=by.actor.token, cast_at=now)
    changed = [answer for answer in answers if not answer.is_said_by(standing[answer.question.pk], act)]
    _write(changed, standing, seat, act)
    _tell_who_was_replaced(changed, standing, act)


def seat_of(consultation_id: int, organisation: Organisation) -> Seat:
    """The organisation's place among those who vote, locked. NotEntitled if it has none."""
    seat = locks.voting(consultation_id, organisation.pk)
    names = {"organisation": organisation.name}
    if seat is None:
        raise NotEntitled(_("%(organisation)s does not take part in this consultation.") % names)
    if seat.votes == 0:
        raise NotEntitled(_("%(organisation)s takes part without a vote.") % names)
    return seat


def require_mandate(standing: Standing, organisation: Organisation, basis: Basis, by: User, now: datetime) -> None:
    """NotEntitled if this person cannot vote for this organisation here."""
    if not is_mandated(standing, basis, by, now):
        raise NotEntitled(_("You may not vote for %(organisation)s, or no longer.") % {"organisation": organisation.name})


def require_time(consultation_id: int, seat: Seat, now: datetime, verb: phases.Verb = phases.Verb.VOTE) -> None:
    """NotNow with the reason, if it cannot be done at this time."""
    consultation = Consultation.objects.prefetch_related("phases").get(pk=consultation_id)
    sentence = consultation.refusal(verb, now, Participation.objects.get(pk=seat.participation_id))
    if sentence:
        raise NotNow(sentence)


def _require_sound(answers: list[Answer], standing: dict[int, Standing]) -> None:
    """BallotRefused with every problem found."""
    problems = {}
    for answer in answers:
        try:
            _require_sound_answer(answer, standing[answer.question.pk])
        except VoteRefused as refused:
            problems[answer.question.pk] = refused
    if problems:
        raise BallotRefused(problems)


def _require_sound_answer(answer: Answer, standing: Standing) -> None:
    if standing.withdrawn_at is not None or standing.wording_id is None:
        raise NotNow(_("This section is not put to the vote any more."))
    if answer.digest != standing.wording_digest:
        raise WordingChanged(standing.wording_id)
    try:
        choice = answer.question.scale_table.choice(answer.choice)
    except KeyError:
        raise InvalidAnswer(_("Please choose one of the answers."), "choice") from None
    reason = answer.reason.strip()
    if answer.condition is not None:
        _require_hinge(answer, choice, standing)
    if choice.needs_reason and not reason and answer.condition is None:
        raise InvalidAnswer(_("“%(choice)s” needs a reason; one sentence is enough.") % {"choice": choice.label}, "reason")
    if sentence := reasons.too_long(reason):
        raise InvalidAnswer(sentence, "reason")


def _require_hinge(answer: Answer, choice: Choice, standing: Standing) -> None:
    """A vote hinges on an open suggestion of its own section, and only where its choice leaves something open."""
    condition = answer.condition
    if condition is None:
        return
    if not choice.hinges:
        raise InvalidAnswer(_("“%(choice)s” cannot hinge on a suggestion.") % {"choice": choice.label}, "choice")
    place = (answer.question.consultation_id, standing.section_id)
    is_kept = condition.pk == standing.vote_condition  # decided since, and the vote still names it
    if (condition.consultation_id, condition.section_id) != place or not (is_kept or condition.state == SuggestionState.OPEN):
        raise InvalidAnswer(_("This suggestion cannot be named any more. Please choose again."), "choice")


def _write(changed: list[Answer], standing: dict[int, Standing], seat: Seat, act: urn.Act) -> None:
    """The rows themselves, their lines in the history, and before both the reasons, if any."""
    if not changed:
        return
    reasons = _keep_reasons(changed)
    if not seat.has_voted:
        Participation.objects.filter(pk=seat.participation_id).update(first_voted_at=act["cast_at"])
    lines = [_line(answer, standing[answer.question.pk], reasons.get(answer.question.pk)) for answer in changed]
    urn.cast(lines, act, _steps(changed, standing, seat), weight=seat.votes)


def _line(answer: Answer, standing: Standing, remark: Remark | None) -> urn.Line:
    return {
        "question_id": answer.question.pk,
        "choice": answer.choice,
        "wording_id": standing.wording_id,
        "digest": answer.digest,
        "condition_id": answer.condition.pk if answer.condition else None,
        "ratings": None,
        "remark_id": remark.pk if remark else None,
        "commitment": remark.commitment if remark else "",
    }


def _tell_who_was_replaced(changed: list[Answer], standing: dict[int, Standing], act: urn.Act) -> None:
    """Two who vote differently for one organisation are both told; the last one stands, both are in the history."""
    for answer in changed:
        before = standing[answer.question.pk]
        by_another = before.vote_id is not None and before.vote_actor != act["actor"]
        if by_another and Basis.OFFICE not in (act["basis"], before.vote_basis) and before.vote_choice != answer.choice:
            facts = {
                "consultation": answer.question.consultation_id,
                "question": answer.question.pk,
                "organisation": act["organisation_id"],
                "before": {"actor": str(before.vote_actor), "choice": before.vote_choice},
                "after": {"actor": str(act["actor"]), "choice": answer.choice},
            }
            key = f"vote-replaced:{answer.question.pk}:{act['organisation_id']}:{act['cast_at'].isoformat()}"
            events.record(kind="vote-replaced", key=key, facts=facts, now=act["cast_at"])


def _keep_reasons(changed: list[Answer]) -> dict[int, Remark]:
    """The reasons given, each apart from the record, which knows it by its commitment only."""
    kept = {}
    for answer in changed:
        if text := answer.reason.strip():
            salt = secrets.token_hex(16)
            kept[answer.question.pk] = Remark(commitment=remarks.commitment(salt, text), salt=salt, text=text)
    if kept:
        Remark.objects.bulk_create(kept.values())
    return kept


def _steps(changed: list[Answer], standing: dict[int, Standing], seat: Seat) -> Counter[tuple[int, str]]:
    """How the counters move: the old choice down if it still counted, the new one up."""
    steps: Counter[tuple[int, str]] = Counter()
    for answer in changed:
        before = standing[answer.question.pk]
        if before.vote_choice is not None and is_counted(before, seat):
            steps[answer.question.pk, before.vote_choice] -= 1
        steps[answer.question.pk, answer.choice] += 1
    return steps


def is_counted(before: Standing, seat: Seat) -> bool:
    """Whether the vote so far is in the counters: only fresh votes are."""
    if before.vote_objected_at is not None:
        return False
    if before.vote_digest == before.wording_digest:
        return True
    version = Version.objects.get(pk=seat.version_id)
    return before.vote_digest in freshness.fresh_digests_by_section(version)[before.section_id]
