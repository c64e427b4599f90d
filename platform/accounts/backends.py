"""How a session becomes a person, and what Django's permissions are worth."""

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from . import rules, staff
from .models import User

ACCESS_ADMIN = "wagtailadmin.access_admin"


class PersonBackend(AuthenticationBackend):
    """allauth's, but a person is loaded together with the actor token that records need: one query, not two."""

    def get_user(self, user_id):
        user = User.objects.select_related("actor").filter(pk=user_id).first()
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
