"""The page behind the link in an invitation. Looking at it changes nothing."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from ..actions import invitations, memberships
from ..forms import AcceptForm, ConsentForm
from ..models import User


@method_decorator([never_cache, sensitive_variables("token")], name="dispatch")
class InvitationView(View):
    def dispatch(self, request: HttpRequest, token: str) -> HttpResponse:
        self.now = timezone.now()
        self.invitation = invitations.find(token, self.now)
        if self.invitation is None:
            return render(request, "accounts/invitation/closed.html", status=410)
        self.has_account = User.objects.filter(email__iexact=self.invitation.email).exists()
        return super().dispatch(request, token)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if "decline" in request.POST:
            invitations.decline(invitation=self.invitation, now=self.now)
            return render(request, "accounts/invitation/declined.html")
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            membership = self._accept(form)
        except (invitations.InvitationClosed, memberships.AlreadyMember, memberships.EndsBeforeItBegins) as refusal:
            form.add_error(None, str(refusal))
            return self._page(form, status=409)
        return self._welcome(membership.user)

    def _form(self, data=None):
        if self.request.user.is_authenticated or self.has_account:
            return ConsentForm(data)
        return AcceptForm(data, initial={"name": self.invitation.name, "language": translation.get_language()})

    def _accept(self, form):
        return invitations.accept(
            invitation=self.invitation,
            name=form.cleaned_data.get("name", ""),
            language=form.cleaned_data.get("language", self.invitation.language),
            has_consented=form.cleaned_data["consent"],
            by=self.request.user if self.request.user.is_authenticated else None,
            now=self.now,
        )

    def _welcome(self, person: User) -> HttpResponse:
        """Somebody new is signed in. An account that was there is entered by its own door: a link may have been passed on."""
        if not self.request.user.is_authenticated and self.has_account:
            messages.success(self.request, _("The invitation is accepted. Please sign in to begin."))
            return redirect(settings.LOGIN_URL)
        if not self.request.user.is_authenticated:
            login(self.request, person)
        return redirect(f"{reverse('accounts:account')}?fuer={self.invitation.organisation.slug}")

    def _page(self, form, status: int = 200) -> HttpResponse:
        context = {"invitation": self.invitation, "form": form, "has_account": self.has_account}
        return render(self.request, "accounts/invitation/answer.html", context, status=status)
