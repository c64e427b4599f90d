"""How allauth fits in: nobody signs up by themselves, its mails go through the outbox, its sentences are ours."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .actions import sign_in


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Address and password do not belong together."),
        "incorrect_code": _("This code is not valid. Please check that it is the one in the newest mail."),
        "too_many_login_attempts": _("Too many attempts. Please wait a few minutes and try again."),
        "rate_limited": _("Too many requests. Please wait a few minutes and try again."),
        "invalid_password_reset": _("This link is no longer valid."),
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """The two mails we offer; any other would be one we have not written, and fails here."""
        now = timezone.now()
        match template_prefix:
            case "account/email/login_code":
                sign_in.send_code(email=email, code=context["code"], now=now)
            case "account/email/password_reset_key":
                sign_in.send_reset_link(user=context["user"], url=context["password_reset_url"], now=now)
            case _:
                raise NotImplementedError(f"No mail is written for {template_prefix}.")

    def get_reset_password_from_key_url(self, key):
        """With the site's own address, not the one the request came in by."""
        uidb36, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
        return f"{settings.BASE_URL}{path}"

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Our pages say themselves what happened; what is left are refusals that lead to another page."""
        if message:
            super().add_message(request, level, message=message, extra_tags=extra_tags)
