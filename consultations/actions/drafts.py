"""Drafts: what somebody in an organisation would have it say, and what its delegates make of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from notifications.actions import events
from positions.models import Section, VersionSection

from .. import locks, phases
from ..anchors import Quotation
from ..enums import Basis, CommentKind, CommentVisibility, DraftKind, DraftState, SuggestionKind
from ..models import Consultation, Draft, Participation, Question, SectionComment
from ..rules import may_draft, may_submit
from . import anchors, comments, reasons, suggestions, votes


class DraftRefused(Exception):
    """Nothing was stored; `str()` is the sentence for the person who asked."""


class NotEntitled(DraftRefused):
    """This person cannot do that in this organisation's room."""


class NotNow(DraftRefused):
    """The time for it has not come, or is over."""


class InvalidDraft(DraftRefused):
    """There is nothing to draft, or too much of it."""


class Answered(DraftRefused):
    """It was submitted, merged, rejected or withdrawn already."""

    def __str__(self):
        return _("This draft was answered already.")


class ReasonMissing(DraftRefused):
    """Its author is to be told why it is not submitted."""

    def __str__(self):
        return _("Please tell the author why the draft is not submitted.")


@transaction.atomic
def write(
    *,
    consultation: Consultation,
    section: Section,
    organisation: Organisation,
    kind: DraftKind,
    text: str = "",
    reason: str = "",
    choice: str = "",
    comment_kind: CommentKind = CommentKind.REMARK,
    parent: SectionComment | None = None,
    quotation: Quotation = comments.NOTHING_QUOTED,
    token: UUID,
    by: User,
    now: datetime,
) -> Draft:
    """Put a comment, a suggestion or a vote before the organisation's delegates. Sent twice from one form it is one draft.

    Raises InvalidQuote, too, if it quotes what the section does not say.
    """
    locks.share(consultation.pk)
    consultation = Consultation.objects.select_related("version").prefetch_related("phases").get(pk=consultation.pk)
    require_in_room(may_draft, phases.Verb.DRAFT, consultation, organisation, by, now)
    wording = consultation.standing_version.wordings.filter(section=section).first()
    question = consultation.questions.filter(section=section, withdrawn_at=None).first() if kind == DraftKind.VOTE else None
    if wording is None or (kind == DraftKind.VOTE and question is None):
        raise NotNow(_("This section is not put to the vote any more."))
    text, reason = _sound(kind, text, reason, choice, question, wording)
    token = uuid5(token, f"{section.pk}/{kind}/{choice}/{text}{quotation.words}")
    if already := Draft.objects.filter(actor=by.actor.token, token=token).first():
        return already
    phrase = anchors.phrase_of(quotation=quotation, wording=wording) if quotation else None
    draft = Draft.objects.create(
        consultation=consultation,
        organisation=organisation,
        section=section,
        wording=wording,
        question=question,
        kind=kind,
        comment_kind=comment_kind,
        parent=parent,
        choice=choice,
        text=text,
        reason=reason,
        quote=phrase.quote if phrase else "",
        quote_before=phrase.before if phrase else "",
        quote_after=phrase.after if phrase else "",
        actor=by.actor.token,
        token=token,
        drafted_at=now,
    )
    facts = {"consultation": consultation.pk, "organisation": organisation.pk, "draft": draft.pk}
    # The first one that waits is told; who looks then sees the others as well.
    waiting = Draft.objects.filter(consultation=consultation, organisation=organisation, state=DraftState.OPEN)
    if waiting.count() == 1:
        events.record(kind="drafts-waiting", key=f"drafts-waiting:{draft.pk}", facts=facts, now=now)
    return draft


@transaction.atomic
def withdraw(*, draft: Draft, by: User, now: datetime) -> Draft:
    """Its author takes it back. Answered if it is not open any more."""
    draft = _held(draft)
    if draft.actor != by.actor.token:
        raise NotEntitled(_("Only its author takes a draft back."))
    return _answer(draft, DraftState.WITHDRAWN, by=by, now=now)


@transaction.atomic
def reject(*, draft: Draft, answer: str, by: User, now: datetime) -> Draft:
    """A delegate decides not to submit it, and tells its author why."""
    draft = _held(draft)
    _require_delegate(draft, by, now)
    if not answer.strip():
        raise ReasonMissing
    return _answer(draft, DraftState.REJECTED, answer=answer.strip(), by=by, now=now)


@transaction.atomic
def merge(*, draft: Draft, into: Draft, answer: str = "", by: User, now: datetime) -> Draft:
    """A delegate puts it together with another draft of the same kind on the same section."""
    draft = _held(draft)
    _require_delegate(draft, by, now)
    into.refresh_from_db(fields=["state"])
    same = (into.organisation_id, into.section_id, into.kind) == (draft.organisation_id, draft.section_id, draft.kind)
    if not same or into.pk == draft.pk or into.state not in (DraftState.OPEN, DraftState.SUBMITTED):
        raise InvalidDraft(_("These two drafts cannot be put together."))
    draft.merged_into = into
    return _answer(draft, DraftState.MERGED, answer=answer.strip(), by=by, now=now)


@transaction.atomic
def submit(
    *,
    draft: Draft,
    basis: Basis,
    digest: str = "",
    text: str | None = None,
    reason: str | None = None,
    quote: str | None = None,
    by: User,
    now: datetime,
) -> Draft:
    """A delegate submits it as the organisation's, as it stands or changed.

    It goes through the same door as everything that is submitted: raises what `comments.post`, `suggestions.submit` and
    `votes.cast` raise. `digest` is that of the wording the delegate read, for a vote.
    """
    draft = _held(draft)
    _require_delegate(draft, by, now)
    text = draft.text if text is None else text
    reason = draft.reason if reason is None else reason
    common: dict[str, Any] = {"organisation": draft.organisation, "basis": basis, "by": by, "now": now}
    place: dict[str, Any] = {"consultation": draft.consultation, "section": draft.section, "token": draft.token}
    if draft.kind == DraftKind.COMMENT:
        words = draft.quote if quote is None else quote
        draft.comment = comments.post(
            text=text, kind=CommentKind(draft.comment_kind), visibility=CommentVisibility.FEDERATION, parent=draft.parent,
            quotation=Quotation(words, draft.quote_before, draft.quote_after), **place, **common,
        )  # fmt: skip
    elif draft.kind == DraftKind.SUGGESTION:
        draft.suggestion = suggestions.submit(text=text, reason=reason, **place, **common)
    elif draft.question is not None:
        votes.cast(question=draft.question, choice=draft.choice, digest=digest, reason=reason, **common)
    return _answer(draft, DraftState.SUBMITTED, by=by, now=now)


def require_in_room(
    allowed: Callable[[User, Participation, datetime], bool],
    verb: phases.Verb,
    consultation: Consultation,
    organisation: Organisation,
    by: User,
    now: datetime,
) -> None:
    """NotEntitled or NotNow, if this person cannot do that for this organisation at this time."""
    names = {"organisation": organisation.name}
    participation = Participation.objects.filter(consultation=consultation, organisation=organisation).first()
    if participation is None:
        raise NotEntitled(_("%(organisation)s does not take part in this consultation.") % names)
    if not allowed(by, participation, now):
        raise NotEntitled(_("You may not write for %(organisation)s, or no longer.") % names)
    if sentence := consultation.refusal(verb, now, participation):
        raise NotNow(sentence)


def _require_delegate(draft: Draft, by: User, now: datetime) -> None:
    participation = Participation.objects.filter(consultation=draft.consultation, organisation=draft.organisation).first()
    if participation is None or not may_submit(by, participation, now):
        raise NotEntitled(
            _("You may not submit for %(organisation)s, or no longer.") % {"organisation": draft.organisation.name}
        )


def _sound(
    kind: DraftKind, text: str, reason: str, choice: str, question: Question | None, wording: VersionSection
) -> tuple[str, str]:
    try:
        if kind == DraftKind.COMMENT:
            return comments.sound(text), ""
        if kind == DraftKind.SUGGESTION:
            if not text.strip():
                raise InvalidDraft(_("Please write the wording you suggest."))
            suggestions.proposed(text, kind=SuggestionKind.REWORD, wording=wording)
            return suggestions.fitting(text), suggestions.fitting(reason)
    except (comments.CommentRefused, suggestions.SuggestionRefused) as refused:
        raise InvalidDraft(str(refused)) from refused
    if question is None or choice not in {each.code for each in question.scale_table.choices}:
        raise InvalidDraft(_("Please choose one of the answers."))
    reason = reasons.tidy(reason)
    if sentence := reasons.too_long(reason):
        raise InvalidDraft(sentence)
    return "", reason


def _held(draft: Draft) -> Draft:
    rows = Draft.objects.select_for_update(of=("self",)).select_related(
        "organisation", "consultation", "section", "question__consultation"
    )
    draft = rows.get(pk=draft.pk)
    if draft.state != DraftState.OPEN:
        raise Answered
    return draft


def _answer(draft: Draft, state: DraftState, *, answer: str = "", by: User, now: datetime) -> Draft:
    """Close it, and tell its author, unless that is who did it."""
    draft.state, draft.answer, draft.answered_by, draft.answered_at = state, answer, by.actor.token, now
    draft.save()
    if draft.actor != by.actor.token:
        facts = {"consultation": draft.consultation_id, "organisation": draft.organisation_id, "draft": draft.pk}
        events.record(kind="draft-answered", key=f"draft-answered:{draft.pk}", facts=facts, now=now)
    return draft
