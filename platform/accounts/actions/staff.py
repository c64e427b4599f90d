"""The two groups of the admin: made once, kept in step with the federation's roles."""

from datetime import datetime

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)
from wagtail.snippets.models import create_extra_permissions

from .. import rules, staff
from ..models import Membership, OrganisationKind, Role, User


@transaction.atomic
def prepare() -> dict[str, Group]:
    """Make groups, rights, the confidential collection and the board's workflow, as far as they are missing.

    Runs after every migration and changes nothing the second time. Rights that an administrator added to the groups stay.
    """
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in (staff.EDITORS, staff.BOARD)}
    for name, group in groups.items():
        group.permissions.add(*_permissions(staff.PERMISSIONS[name]))
    _open_pages(groups)
    _open_collections(groups)
    _require_approval(groups[staff.BOARD])
    return groups


@transaction.atomic
def sync(*, user: User, now: datetime) -> User:
    """Put a person into exactly those of the two groups that their roles in the federation give at this moment.

    Staff are those in one of them, and platform administrators.
    """
    rules.forget_memberships(user)
    held = Membership.objects.active(now).filter(user=user, organisation__kind=OrganisationKind.FEDERATION)
    roles = set(held.values_list("role", flat=True))
    for role, name in staff.GROUP_OF_ROLE.items():
        group, _ = Group.objects.get_or_create(name=name)
        if role in roles:
            user.groups.add(group)
        else:
            user.groups.remove(group)
    is_staff = user.is_superuser or not roles.isdisjoint(staff.GROUP_OF_ROLE)
    if user.is_staff != is_staff:
        user.is_staff = is_staff
        user.save(update_fields=["is_staff"])
    return user


@transaction.atomic
def sync_all(*, now: datetime) -> int:
    """Put right everyone whose role in the federation has begun or ended by the clock; how many were not right."""
    names = set(staff.GROUP_OF_ROLE.values())
    held = Q(memberships__organisation__kind=OrganisationKind.FEDERATION)
    people = User.objects.filter(held | Q(groups__name__in=names)).distinct().prefetch_related("groups")
    wrong = [person for person in people if _due(person, now) != {g.name for g in person.groups.all()} & names]
    for person in wrong:
        sync(user=person, now=now)
    return len(wrong)


def _due(user: User, now: datetime) -> set[str]:
    held = {Role.EDITOR: rules.is_editor(user, now), Role.BOARD: rules.is_board(user, now)}
    return {staff.GROUP_OF_ROLE[role] for role, holds in held.items() if holds}


def _permissions(names: frozenset[str]) -> list[Permission]:
    """The rows behind "app.codename"; a name that no model has is a mistake of ours and stops."""
    for label in sorted({name.partition(".")[0] for name in names}):
        create_permissions(apps.get_app_config(label), verbosity=0)
    create_extra_permissions(apps.get_app_config("wagtailsnippets"))
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.filter(
            content_type__app_label__in={name.partition(".")[0] for name in names},
            codename__in={name.partition(".")[2] for name in names},
        ).select_related("content_type")
    }
    return [found[name] for name in sorted(names)]


def _open_pages(groups: dict[str, Group]) -> None:
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    for name, codenames in staff.PAGE_PERMISSIONS.items():
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
            GroupPagePermission.objects.get_or_create(group=groups[name], page=root, permission=permission)


def _open_collections(groups: dict[str, Group]) -> None:
    root = Collection.objects.filter(depth=1).first()
    if root is None:
        return
    for label in ("wagtaildocs", "wagtailimages"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    for name, codenames in staff.COLLECTION_PERMISSIONS.items():
        for permission in Permission.objects.filter(
            content_type__app_label__in=("wagtaildocs", "wagtailimages"), codename__in=codenames
        ):
            GroupCollectionPermission.objects.get_or_create(group=groups[name], collection=root, permission=permission)
    confidential = root.get_children().filter(name=staff.CONFIDENTIAL_COLLECTION).first()
    if confidential is None:
        confidential = root.add_child(name=staff.CONFIDENTIAL_COLLECTION)
    restriction, _ = CollectionViewRestriction.objects.get_or_create(
        collection=confidential, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(*groups.values())


def _require_approval(board: Group) -> None:
    """A statement draft is approved by the board; an administrator who chose another workflow for it keeps that."""
    app_label, model = staff.APPROVED_MODEL
    content_type = ContentType.objects.get_for_model(apps.get_model(app_label, model))
    if WorkflowContentType.objects.filter(content_type=content_type).exists():
        return
    workflow, _ = Workflow.objects.get_or_create(name=staff.APPROVAL)
    if not WorkflowTask.objects.filter(workflow=workflow).exists():
        task = GroupApprovalTask.objects.create(name=staff.APPROVAL)
        task.groups.add(board)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(content_type=content_type, workflow=workflow)
