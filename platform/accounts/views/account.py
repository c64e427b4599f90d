"""One's own account, and who else acts for the organisation one acts for."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from .. import acting, rules
from ..actions import invitations, memberships, people
from ..forms import InviteForm, OrganisationForm, PersonForm, StandInForm
from ..models import Invitation, Membership, Organisation, OrganisationKind


class AccountView(LoginRequiredMixin, View):
    """Name and language; roles; the acting organisation's people."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return account_page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PersonForm(request.POST)
        if not form.is_valid():
            return account_page(request, person_form=form, status=422)
        people.update(user=request.user, **form.cleaned_data, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("accounts:account")


class InviteView(LoginRequiredMixin, View):
    """Inviting somebody into the organisation the form was filled in for."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        organisation = get_object_or_404(Organisation, slug=request.POST.get(acting.FIELD))
        if not rules.may_invite_for(request.user, organisation, now):
            raise PermissionDenied(_("Only delegates of an organisation and the secretariat invite people into it."))
        form = InviteForm(request.POST, organisation=organisation)
        if form.is_valid() and self._send(form, organisation, now):
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": form.cleaned_data["email"]})
            return redirect(f"{reverse('accounts:account')}?{acting.PARAMETER}={organisation.slug}")
        return account_page(request, organisation=organisation, invite_form=form, status=422)

    def _send(self, form: InviteForm, organisation: Organisation, now) -> bool:
        try:
            invitations.send(
                organisation=organisation,
                email=form.cleaned_data["email"],
                role=form.cleaned_data["role"],
                valid_until=form.valid_until,
                language=self.request.user.language,
                by=self.request.user,
                now=now,
            )
        except (memberships.DeputyNeedsEnd, memberships.EndsBeforeItBegins) as refusal:
            form.add_error("until", str(refusal))
        except (memberships.RoleNotHere, invitations.AlreadyHere) as refusal:
            form.add_error(None, str(refusal))
        return form.is_valid()


def account_page(
    request, *, organisation=None, person_form=None, invite_form=None, organisation_form=None, stand_in_form=None, status=200
) -> HttpResponse:
    """The account, with any form that was sent and could not be carried out."""
    now = timezone.now()
    organisation = organisation or acting.organisation(request)
    may_invite = organisation is not None and rules.may_invite_for(request.user, organisation, now)
    may_manage = (
        organisation is not None
        and organisation.kind != OrganisationKind.FEDERATION
        and rules.may_manage(request.user, organisation, now)
    )
    own = {"name": request.user.name, "language": request.user.language}
    context = {
        "organisation": organisation,
        "own_memberships": rules.memberships_of(request.user, now),
        "members": Membership.objects.active(now).filter(organisation=organisation).select_related("user"),
        "person_form": person_form or PersonForm(initial=own),
        "invite_form": (invite_form or InviteForm(organisation=organisation)) if may_invite else None,
        "may_manage": may_manage,
        "organisation_form": (organisation_form or OrganisationForm(initial=vars(organisation))) if may_manage else None,
        "stand_in_form": (stand_in_form or StandInForm(organisation=organisation, now=now, auto_id="standin_%s"))
        if may_manage
        else None,
        "open_invitations": Invitation.objects.open(now).filter(organisation=organisation) if may_invite else [],
    }
    return render(request, "accounts/account/show.html", context, status=status)
