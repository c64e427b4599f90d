"""Who may. Every predicate has a twin queryset (`OrganisationQuerySet.of` and its kin, or `editors` here) that says the same.

A person's memberships are read once and kept on the user object, so a page asks the database once however many rules it asks.
An action that checks a mandate again inside its transaction asks the twin queryset, which always reads.
A platform administrator is no editor: what people may do in our pages comes from memberships alone.
"""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from .models import Membership, Organisation, OrganisationKind, Role, User
from .models.organisations import DRAFTING_ROLES, INVITING_ROLES, MANAGING_ROLES

Person = User | AnonymousUser

# From the strongest to the weakest: which role is named when a person has two in one organisation.
RANKS = [Role.BOARD, Role.EDITOR, Role.DELEGATE, Role.DEPUTY, Role.CONTRIBUTOR, Role.READER]


def memberships_of(user: Person, now: datetime) -> list[Membership]:
    """The person's memberships in force, with their organisations, by its name. One query for each user object."""
    if not user.is_authenticated or not user.is_active:
        return []
    if user.read_memberships is None:
        user.read_memberships = list(memberships_in_order().filter(user=user).select_related("organisation"))
    return [membership for membership in user.read_memberships if membership.is_active(now)]


def memberships_in_order() -> QuerySet[Membership]:
    """By the organisation's name: the order in which people choose for whom they act."""
    return Membership.objects.order_by("organisation__name", "pk")


def forget_memberships(user: Person) -> None:
    """After a membership of this person was written: read again at the next question."""
    if user.is_authenticated:
        user.read_memberships = None


def roles_in(user: Person, organisation: Organisation, now: datetime) -> set[str]:
    """Every role the person has in this organisation now."""
    return {m.role for m in memberships_of(user, now) if m.organisation_id == organisation.pk}


def role_in(user: Person, organisation: Organisation, now: datetime) -> Role | None:
    """The strongest of them."""
    held = roles_in(user, organisation, now)
    return next((role for role in RANKS if role in held), None)


def belongs_to(user: Person, organisation: Organisation, now: datetime) -> bool:
    """Has any role there. Twin: `Organisation.objects.of`."""
    return bool(roles_in(user, organisation, now))


def acts_for(user: Person, now: datetime) -> list[Organisation]:
    """The organisations a person may act for, in whatever role, by name. Twin: `Organisation.objects.of`."""
    return list({m.organisation_id: m.organisation for m in memberships_of(user, now)}.values())


def may_draft_for(user: Person, organisation: Organisation, now: datetime) -> bool:
    """Write in its own room: drafts, straw votes, comments for its own people. Twin: `Organisation.objects.drafted_for_by`."""
    return not DRAFTING_ROLES.isdisjoint(roles_in(user, organisation, now))


def may_submit_for(user: Person, organisation: Organisation, now: datetime) -> bool:
    """Submit votes, comments and suggestions in its name: its delegates and deputies, on the short way its contributors too.

    Twin: `Organisation.objects.submitted_for_by`, `MembershipQuerySet.submitting`.
    """
    return any(m.submits for m in memberships_of(user, now) if m.organisation_id == organisation.pk)


def may_invite_for(user: Person, organisation: Organisation, now: datetime) -> bool:
    """Invite people into it: its delegates, and the secretariat. Twin: `invitable_by`."""
    return not INVITING_ROLES.isdisjoint(roles_in(user, organisation, now)) or is_editor(user, now)


def may_manage(user: Person, organisation: Organisation, now: datetime) -> bool:
    """Arrange how it submits, what it declares, who stands in, whose role ends: its delegates.

    Twin: `Organisation.objects.managed_by`.
    """
    return not MANAGING_ROLES.isdisjoint(roles_in(user, organisation, now))


def invitable_by(user: Person, now: datetime) -> QuerySet[Organisation]:
    """Twin of `may_invite_for`."""
    return Organisation.objects.all() if is_editor(user, now) else Organisation.objects.of(user, now, INVITING_ROLES)


def is_editor(user: Person, now: datetime) -> bool:
    """Belongs to the secretariat. Twin: `editors`."""
    return _has_federation_role(user, Role.EDITOR, now)


def is_board(user: Person, now: datetime) -> bool:
    """Sits on the federation's board. Twin: `board`."""
    return _has_federation_role(user, Role.BOARD, now)


def editors(now: datetime) -> QuerySet[User]:
    """Twin of `is_editor`."""
    return _with_federation_role(Role.EDITOR, now)


def board(now: datetime) -> QuerySet[User]:
    """Twin of `is_board`."""
    return _with_federation_role(Role.BOARD, now)


def _has_federation_role(user: Person, role: Role, now: datetime) -> bool:
    return any(m.role == role and m.organisation.kind == OrganisationKind.FEDERATION for m in memberships_of(user, now))


def _with_federation_role(role: Role, now: datetime) -> QuerySet[User]:
    held = Membership.objects.active(now).filter(role=role, organisation__kind=OrganisationKind.FEDERATION)
    return User.objects.filter(pk__in=held.values("user"))
