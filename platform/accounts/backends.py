"""How a session becomes a person, and what Django's permissions are worth."""

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from shared.kept import Kept

from . import rules, staff
from .models import User

ACCESS_ADMIN = "wagtailadmin.access_admin"

# Asked at every signed-in request: who it is, the token that records need, and for whom they act.
_person_with_memberships = Kept(
    lambda pk: rules.memberships_in_order().filter(user=pk).select_related("user__actor", "organisation"), pk=int
)


class PersonBackend(AuthenticationBackend):
    """allauth's, but a person is loaded together with their memberships: one query, not three."""

    def get_user(self, user_id):
        memberships = _person_with_memberships(pk=int(user_id))
        user = memberships[0].user if memberships else User.objects.select_related("actor").filter(pk=user_id).first()
        if user is not None:
            user.read_memberships = memberships
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj, perm, obj=None):
        """The groups of the secretariat and the board follow the roles, if need be a minute late. The admin's door does not."""
        allowed = super().has_perm(user_obj, perm, obj)
        if allowed and perm == ACCESS_ADMIN and not user_obj.is_superuser:
            now = timezone.now()
            return rules.is_editor(user_obj, now) or rules.is_board(user_obj, now) or not self._in_a_role_group(user_obj)
        return allowed

    def _in_a_role_group(self, user: User) -> bool:
        """Others were let into the admin by hand."""
        return user.groups.filter(name__in=staff.GROUP_OF_ROLE.values()).exists()
