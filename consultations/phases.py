"""The phases of a consultation: which there are, in which order, and what may be done in each. A table, pure.

*When* something may be done is decided here and only here, from stored times and the clock; no scheduler is needed to refuse a
late vote. *Who* may do it is `consultations.rules`.
"""

from datetime import datetime
from itertools import pairwise
from typing import Protocol

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.moments import hour


class PhaseKind(models.TextChoices):
    INTERNAL = "internal", pgettext_lazy("phase", "Inside the organisations")
    COMMENT = "comment", pgettext_lazy("phase", "Comment")
    REVISE = "revise", pgettext_lazy("phase", "Revise")
    VOTE = "vote", pgettext_lazy("phase", "Vote")
    CONFIRM = "confirm", pgettext_lazy("phase", "Confirm")


class Verb(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("verb", "Draft in the own room")
    COMMENT = "comment", pgettext_lazy("verb", "Comment")
    TAKE_BACK = "take_back", pgettext_lazy("verb", "Take a comment back")
    ANCHOR = "anchor", pgettext_lazy("verb", "Point a comment at other words")
    SUGGEST = "suggest", pgettext_lazy("verb", "Suggest a wording")
    VOTE = "vote", pgettext_lazy("verb", "Vote")
    OBJECT = "object", pgettext_lazy("verb", "Object to an editorial change")
    DISSENT = "dissent", pgettext_lazy("verb", "Submit a dissenting note")
    CONFIRM = "confirm", pgettext_lazy("verb", "Answer a decision")
    ISSUE_VERSION = "issue_version", pgettext_lazy("verb", "Issue a version")


ORDER = [PhaseKind.INTERNAL, PhaseKind.COMMENT, PhaseKind.REVISE, PhaseKind.VOTE, PhaseKind.CONFIRM]

ALLOWED: dict[PhaseKind, frozenset[Verb]] = {
    PhaseKind.INTERNAL: frozenset({Verb.DRAFT}),
    PhaseKind.COMMENT: frozenset({Verb.DRAFT, Verb.COMMENT, Verb.TAKE_BACK, Verb.ANCHOR, Verb.SUGGEST, Verb.ISSUE_VERSION}),
    PhaseKind.REVISE: frozenset({Verb.DRAFT, Verb.TAKE_BACK, Verb.ANCHOR, Verb.ISSUE_VERSION}),
    PhaseKind.VOTE: frozenset(
        {
            Verb.DRAFT,
            Verb.VOTE,
            Verb.COMMENT,
            Verb.TAKE_BACK,
            Verb.ANCHOR,
            Verb.OBJECT,
            Verb.DISSENT,
            Verb.ISSUE_VERSION,
        }
    ),
    PhaseKind.CONFIRM: frozenset({Verb.ANCHOR, Verb.CONFIRM, Verb.DISSENT}),
}

# Each sentence is shown to the person who tried. `until` and `from_` are dates with the hour.
NOT_OPEN = _("This consultation has not been opened yet.")
CLOSED = _("This consultation is closed since %(when)s. Nothing can be changed any more.")
NO_SUCH_PHASE: dict[Verb, Promise] = {
    Verb.DRAFT: _("Nothing is drafted in this consultation."),
    Verb.COMMENT: _("No comments are asked for in this consultation."),
    Verb.TAKE_BACK: _("No comments are asked for in this consultation."),
    Verb.ANCHOR: _("No comments are asked for in this consultation."),
    Verb.SUGGEST: _("No suggestions are asked for in this consultation."),
    Verb.VOTE: _("No vote is taken in this consultation."),
    Verb.OBJECT: _("No votes are taken here that an editorial change could touch."),
    Verb.DISSENT: _("No dissenting notes are asked for in this consultation."),
    Verb.CONFIRM: _("No answers to decisions are asked for in this consultation."),
    Verb.ISSUE_VERSION: _("No new version can be issued in this consultation."),
}
TOO_EARLY: dict[Verb, Promise] = {
    Verb.DRAFT: _("Drafting begins on %(when)s."),
    Verb.COMMENT: _("Comments open on %(when)s."),
    Verb.TAKE_BACK: _("Comments can be taken back from %(when)s."),
    Verb.ANCHOR: _("Comments open on %(when)s."),
    Verb.SUGGEST: _("Suggestions open on %(when)s."),
    Verb.VOTE: _("The vote opens on %(when)s."),
    Verb.OBJECT: _("Objections to editorial changes can be made from %(when)s."),
    Verb.DISSENT: _("Dissenting notes can be submitted from %(when)s."),
    Verb.CONFIRM: _("Decisions can be answered from %(when)s."),
    Verb.ISSUE_VERSION: _("A version can be issued from %(when)s."),
}
TOO_LATE: dict[Verb, Promise] = {
    Verb.DRAFT: _("Drafting ended on %(when)s."),
    Verb.COMMENT: _("Comments closed on %(when)s."),
    Verb.TAKE_BACK: _("Comments could be taken back until %(when)s."),
    Verb.ANCHOR: _("Comments could be pointed at other words until %(when)s."),
    Verb.SUGGEST: _("Suggestions closed on %(when)s."),
    Verb.VOTE: _("The vote closed on %(when)s."),
    Verb.OBJECT: _("Objections to editorial changes closed on %(when)s."),
    Verb.DISSENT: _("Dissenting notes closed on %(when)s."),
    Verb.CONFIRM: _("Answers to decisions closed on %(when)s."),
    Verb.ISSUE_VERSION: _("Versions could be issued until %(when)s."),
}

# Each sentence is shown to the editor whose consultation cannot open, or whose phase cannot move.
NO_PHASES = _("Give the consultation at least one phase.")
WRONG_ORDER = _("“%(later)s” cannot begin before “%(earlier)s”.")
OVERLAP = _("“%(earlier)s” ends on %(when)s, after “%(later)s” begins.")
ALL_OVER = _("Its last phase ended on %(when)s.")


class HasTimes(Protocol):
    """What the table reads of a phase."""

    kind: str
    opens_at: datetime
    closes_at: datetime


def spoken(moment: datetime) -> str:
    """A moment as people say it, in the reader's language and Europe/Berlin."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')}, {hour(moment)}"


def refusal(
    verb: Verb,
    phases: list,
    now: datetime,
    *,
    opened_at: datetime | None,
    closed_at: datetime | None,
    grace_until: datetime | None = None,
) -> str | None:
    """Why `verb` cannot be done at `now`, as a translated sentence; None if it can.

    A phase holds from `opens_at` (included) to `closes_at` (excluded). `grace_until` prolongs, for one organisation, a phase
    that has ended; it never opens one.
    """
    if opened_at is None or opened_at > now:
        return str(NOT_OPEN)
    if closed_at is not None:  # whatever the hour: who waited for the lock began before it was closed
        return str(CLOSED) % {"when": spoken(closed_at)}
    fitting = sorted((p for p in phases if verb in ALLOWED[PhaseKind(p.kind)]), key=lambda p: p.opens_at)
    if not fitting:
        return str(NO_SUCH_PHASE[verb])
    if any(p.opens_at <= now < p.closes_at for p in fitting):
        return None
    begun = [p for p in fitting if p.opens_at <= now]
    if begun and grace_until is not None and now < grace_until:
        return None
    ahead = [p for p in fitting if p.opens_at > now]
    if ahead:
        return str(TOO_EARLY[verb]) % {"when": spoken(ahead[0].opens_at)}
    return str(TOO_LATE[verb]) % {"when": spoken(begun[-1].closes_at)}


def current(phases: list, now: datetime):
    """The phase in which `now` falls, or None between, before and after phases."""
    return next((p for p in sorted(phases, key=lambda p: p.opens_at) if p.opens_at <= now < p.closes_at), None)


def disorder(phases: list) -> str | None:
    """What is wrong with these phases as a timetable, as a translated sentence; None if they follow the table's order."""
    if not phases:
        return str(NO_PHASES)
    by_time = sorted(phases, key=lambda p: p.opens_at)
    for earlier, later in pairwise(by_time):
        names = {"earlier": PhaseKind(earlier.kind).label, "later": PhaseKind(later.kind).label}
        if ORDER.index(PhaseKind(earlier.kind)) >= ORDER.index(PhaseKind(later.kind)):
            return str(WRONG_ORDER) % {"earlier": names["later"], "later": names["earlier"]}
        if earlier.closes_at > later.opens_at:
            return str(OVERLAP) % {**names, "when": spoken(earlier.closes_at)}
    return None


def all_over(phases: list, now: datetime) -> str | None:
    """The sentence that says that no phase is left, or None."""
    end = max(p.closes_at for p in phases)
    return str(ALL_OVER) % {"when": spoken(end)} if end <= now else None
