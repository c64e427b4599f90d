"""Who may read and write in a consultation. Every predicate has a twin queryset that says the same of rows.

*When* something may be done is `Consultation.refusal`. Where a refusal can be explained without giving anything away, the
predicate is asked as an obstacle: a translated sentence, or None.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts import rules as people
from accounts.models import Organisation, OrganisationKind
from accounts.models.organisations import DRAFTING_ROLES
from accounts.rules import Person
from positions.enums import Audience
from positions.models import Statement

from .enums import CommentVisibility, Visibility
from .models import Consultation, Participation, SectionComment


def sees_everything(user: Person, now: datetime) -> bool:
    """The secretariat, the board and the platform's administrators read every consultation, opened or not."""
    return user.is_superuser or people.is_editor(user, now) or people.is_board(user, now)


def may_see(user: Person, consultation: Consultation, now: datetime) -> bool:
    """May know that this consultation exists, and read its paper. Twin: `visible_consultations`."""
    if sees_everything(user, now):
        return True
    if consultation.opened_at is None or consultation.opened_at > now:
        return False
    if consultation.visibility == Visibility.PUBLIC:
        return True
    own = organisations_of(user, now)
    if consultation.visibility == Visibility.MEMBERS:
        return bool(own)
    return bool(own) and consultation.participations.filter(organisation__in=own).exists()


def visible_consultations(user: Person, now: datetime) -> QuerySet[Consultation]:
    """Twin of `may_see`."""
    if sees_everything(user, now):
        return Consultation.objects.all()
    seen = Q(visibility=Visibility.PUBLIC)
    if own := organisations_of(user, now):
        invited = Participation.objects.filter(consultation=OuterRef("pk"), organisation__in=own)
        seen |= Q(visibility=Visibility.MEMBERS) | Q(Exists(invited), visibility=Visibility.PARTICIPANTS)
    return Consultation.objects.filter(seen, opened_at__lte=now)


def organisations_of(user: Person, now: datetime) -> list[int]:
    """The ids of the organisations in which the person has any role now."""
    return [membership.organisation_id for membership in people.memberships_of(user, now)]


def reads_discussions(user: Person, now: datetime) -> bool:
    """Discussions are among members: a comment is a person's political opinion, even on a public paper (promise 8)."""
    return sees_everything(user, now) or bool(organisations_of(user, now))


def may_read_comment(user: Person, comment: SectionComment, now: datetime) -> bool:
    """Twin: `readable_comments`. What an organisation writes for itself is read by its own people only, not even by editors."""
    if not may_see(user, comment.consultation, now) or not reads_discussions(user, now):
        return False
    return comment.visibility == CommentVisibility.FEDERATION or comment.organisation_id in organisations_of(user, now)


def readable_comments(user: Person, consultation: Consultation, now: datetime) -> QuerySet[SectionComment]:
    """Twin of `may_read_comment`, inside a consultation the user may see."""
    comments = SectionComment.objects.filter(consultation=consultation)
    if not reads_discussions(user, now):
        return comments.none()
    own = organisations_of(user, now)
    return comments.filter(Q(visibility=CommentVisibility.FEDERATION) | Q(organisation__in=own))


def may_read_results(user: Person, consultation: Consultation, now: datetime) -> bool:
    """Totals, of a consultation the reader may see: after its close, before that only if they are not hidden. Nobody is
    excepted, the secretariat neither: hidden means hidden."""
    over = consultation.closed_at is not None and consultation.closed_at <= now
    return over or (consultation.opened_at is not None and not consultation.results_hidden)


def may_read_votes(user: Person, consultation: Consultation, now: datetime) -> bool:
    """Which organisation voted how: its participants, the secretariat and the board, where results may be read at all."""
    if not may_read_results(user, consultation, now):
        return False
    own = organisations_of(user, now)
    return sees_everything(user, now) or consultation.participations.filter(organisation__in=own).exists()


def may_draft(user: Person, participation: Participation, now: datetime) -> bool:
    """Works in the room of an organisation that takes part. Twin: `drafting_participations`."""
    return people.may_draft_for(user, participation.organisation, now)


def drafting_participations(user: Person, now: datetime) -> QuerySet[Participation]:
    """Twin of `may_draft`."""
    entitled = [m.organisation_id for m in people.memberships_of(user, now) if m.role in DRAFTING_ROLES]
    return Participation.objects.filter(organisation__in=entitled)


def may_submit(user: Person, participation: Participation, now: datetime) -> bool:
    """Submits for an organisation that takes part, with a vote or without. Twin: `submitting_participations`."""
    return people.may_submit_for(user, participation.organisation, now)


def submitting_participations(user: Person, now: datetime) -> QuerySet[Participation]:
    """Twin of `may_submit`."""
    entitled = [m.organisation_id for m in people.memberships_of(user, now) if m.submits]
    return Participation.objects.filter(organisation__in=entitled)


def may_vote(user: Person, participation: Participation, now: datetime) -> bool:
    """Delegates and deputies of an organisation that takes part with a vote. Twin: `voting_participations`."""
    return participation.votes > 0 and people.may_submit_for(user, participation.organisation, now)


def may_read_statement(user: Person, statement: Statement, now: datetime) -> bool:
    """Reads it and its files: everyone, members, or those that took part, as it was issued for. Twin: `visible_statements`."""
    if statement.audience == Audience.PUBLIC or sees_everything(user, now):
        return True
    own = organisations_of(user, now)
    if statement.audience == Audience.MEMBERS:
        return bool(own)
    invited = Participation.objects.filter(consultation__statement_draft=statement.draft_id, organisation__in=own)
    return bool(own) and invited.exists()


def visible_statements(user: Person, now: datetime) -> QuerySet[Statement]:
    """Twin of `may_read_statement`."""
    if sees_everything(user, now):
        return Statement.objects.all()
    seen = Q(audience=Audience.PUBLIC)
    if own := organisations_of(user, now):
        invited = Participation.objects.filter(consultation__statement_draft=OuterRef("draft"), organisation__in=own)
        seen |= Q(audience=Audience.MEMBERS) | Q(Exists(invited), audience=Audience.PARTICIPANTS)
    return Statement.objects.filter(seen)


def voting_participations(user: Person, now: datetime) -> QuerySet[Participation]:
    """Twin of `may_vote`."""
    entitled = [m.organisation_id for m in people.memberships_of(user, now) if m.submits]
    return Participation.objects.filter(votes__gt=0, organisation__in=entitled)


def may_comment(user: Person, participation: Participation, now: datetime) -> bool:
    """Contributors, delegates and deputies of an organisation that takes part. Twin: `commenting_participations`."""
    return people.may_draft_for(user, participation.organisation, now)


def commenting_participations(user: Person, now: datetime) -> QuerySet[Participation]:
    """Twin of `may_comment`."""
    entitled = [m.organisation_id for m in people.memberships_of(user, now) if m.role in DRAFTING_ROLES]
    return Participation.objects.filter(organisation__in=entitled)


def voting_obstacle(
    user: Person, organisation: Organisation | None, participation: Participation | None, now: datetime
) -> str | None:
    """Why this person cannot vote for this organisation, whatever the hour; None if they can."""
    if not user.is_authenticated:
        return _("Sign in to vote for your organisation.")
    if organisation is None:
        return _("You act for no organisation at present.")
    names = {"organisation": organisation.name}
    if organisation.kind == OrganisationKind.FEDERATION:
        return _("The federation itself does not vote; its members do.")
    if participation is None:
        return _("%(organisation)s does not take part in this consultation.") % names
    if participation.votes == 0:
        return _("%(organisation)s takes part without a vote.") % names
    if not people.may_submit_for(user, organisation, now):
        role = people.role_in(user, organisation, now)
        said = role.label if role else _("none any more")
        return _("For %(organisation)s its delegates and deputies vote. Your role there: %(role)s.") % {**names, "role": said}
    return None


def commenting_obstacle(
    user: Person, organisation: Organisation | None, participation: Participation | None, now: datetime
) -> str | None:
    """Why this person cannot write for this organisation, whatever the hour; None if they can.

    For the federation itself its editors write.
    """
    if not user.is_authenticated:
        return _("Sign in to comment for your organisation.")
    if organisation is None:
        return _("You act for no organisation at present.")
    names = {"organisation": organisation.name}
    if organisation.kind == OrganisationKind.FEDERATION:
        return None if people.is_editor(user, now) else _("For the federation its secretariat writes.")
    if participation is None:
        return _("%(organisation)s does not take part in this consultation.") % names
    if not people.may_draft_for(user, organisation, now):
        role = people.role_in(user, organisation, now)
        said = role.label if role else _("none any more")
        return _("For %(organisation)s its contributors, delegates and deputies write. Your role there: %(role)s.") % {
            **names,
            "role": said,
        }
    return None
