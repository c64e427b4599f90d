"""How a session becomes a person."""

from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class PersonBackend(AuthenticationBackend):
    """allauth's, but a person is loaded together with the actor token that records need: one query, not two."""

    def get_user(self, user_id):
        user = User.objects.select_related("actor").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
