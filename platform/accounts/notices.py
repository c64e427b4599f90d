"""The mails about an account: the code to sign in, the link for a new password, an invitation. Their secrets are not kept."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from notifications import kinds
from notifications.models import Event, Message

from .models import Invitation, User


class _ToOnePerson(kinds.Kind):
    """To the person in the facts, who must still be there; nobody, if the address that was typed is not known."""

    forgets_facts = True

    def recipients(self, event: Event) -> Iterable[kinds.Recipient]:
        for pk, language in User.objects.filter(pk=event.facts["user"], is_active=True).values_list("pk", "language"):
            yield kinds.Recipient(user_id=pk, language=language)

    def still_due(self, message: Message, now: datetime) -> bool:
        return now < parse_datetime(message.event.facts["expires_at"])


@kinds.register
class SignInCode(_ToOnePerson):
    name = "sign-in-code"

    def content(self, message: Message) -> kinds.Content:
        facts = message.event.facts
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        return kinds.Content("accounts/mail/sign_in_code", {"code": facts["code"], "minutes": minutes})


@kinds.register
class PasswordReset(_ToOnePerson):
    name = "password-reset"

    def content(self, message: Message) -> kinds.Content:
        return kinds.Content("accounts/mail/password_reset", {"url": message.event.facts["url"]})


@kinds.register
class InvitationNotice(kinds.Kind):
    name = "invitation"
    forgets_facts = True

    def recipients(self, event: Event) -> Iterable[kinds.Recipient]:
        for email, language in Invitation.objects.filter(pk=event.facts["invitation"]).values_list("email", "language"):
            yield kinds.Recipient(address=email, language=language)

    def content(self, message: Message) -> kinds.Content:
        invitation = Invitation.objects.select_related("organisation", "invited_by").get(pk=message.event.facts["invitation"])
        path = reverse("accounts:invitation", args=[message.event.facts["token"]])
        return kinds.Content("accounts/mail/invitation", {"invitation": invitation, "url": f"{settings.BASE_URL}{path}"})

    def still_due(self, message: Message, now: datetime) -> bool:
        return Invitation.objects.open(now).filter(pk=message.event.facts["invitation"]).exists()
