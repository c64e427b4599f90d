"""Signing in: allauth's views with our pages. None of them tells whether an address is known."""

from allauth.account import views
from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, RequestLoginCodeForm
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..actions import sign_in
from ..forms import CodeForm


class SignInView(views.RequestLoginCodeView):
    """Asks for an address and mails it a code."""

    template_name = "accounts/sign_in/address.html"

    def dispatch(self, request, *args, **kwargs):
        """The admin sends here whomever it does not let in. Sent back, those signed in already would go in circles."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        is_turned_away = request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin")
        if is_turned_away and wanted.startswith(reverse("wagtailadmin_home")):
            raise PermissionDenied(_("These pages are for the federation’s office and board."))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        if form._user is None:  # allauth has mailed nothing; do the same work all the same
            code = get_adapter().generate_login_code()
            sign_in.send_code(email=form.cleaned_data["email"], code=code, now=timezone.now())
        return response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "code_form": context["form"], "password_form": LoginForm()}


class PasswordView(views.LoginView):
    """The other way, on the same page."""

    template_name = "accounts/sign_in/address.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "code_form": RequestLoginCodeForm(), "password_form": context["form"]}


class CodeView(views.ConfirmLoginCodeView):
    """Takes the code."""

    template_name = "accounts/sign_in/code.html"
    form_class = CodeForm

    def form_valid(self, form):
        response = super().form_valid(form)
        if self.request.user.is_authenticated:
            self.request.session.set_expiry(None if form.cleaned_data["remember"] else 0)
        return response

    def get_context_data(self, **kwargs):
        failed = self._process.state["failed_attempts"]
        left = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS - failed
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        return {**super().get_context_data(**kwargs), "attempts_left": left, "minutes": minutes}


class ForgottenView(views.PasswordResetView):
    """Mails a link that sets a password, the first one or a new one."""

    template_name = "accounts/password/ask.html"

    def form_valid(self, form):
        response = super().form_valid(form)
        if not form.users:  # as above
            sign_in.send_reset_link(user=None, url="", now=timezone.now())
        return response
