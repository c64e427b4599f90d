"""What an organisation's delegate arranges: what it declares, how it submits, who stands in, whose role ends."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from .. import acting, rules
from ..actions import memberships, organisations
from ..forms import OrganisationForm, StandInForm
from ..models import Membership, Organisation, OrganisationKind, Role
from .account import account_page


class OrganisationView(LoginRequiredMixin, View):
    """`self.organisation` is the one in the address, of which the person is a delegate; for others it is not there."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, slug: str, *args, **kwargs) -> HttpResponse:
        self.now = timezone.now()
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.organisation = get_object_or_404(Organisation.objects.of(request.user, self.now), slug=slug)
        if self.organisation.kind == OrganisationKind.FEDERATION:
            raise Http404
        if not rules.may_manage(request.user, self.organisation, self.now):
            raise PermissionDenied(_("Only a delegate of the organisation can arrange this."))
        return super().dispatch(request, *args, **kwargs)

    def back(self, said: str) -> HttpResponse:
        messages.success(self.request, said)
        return redirect(f"{reverse('accounts:account')}?{acting.PARAMETER}={self.organisation.slug}")

    def again(self, **forms) -> HttpResponse:
        return account_page(self.request, organisation=self.organisation, status=422, **forms)


class Declare(OrganisationView):
    def post(self, request: HttpRequest) -> HttpResponse:
        form = OrganisationForm(request.POST)
        if not form.is_valid():
            return self.again(organisation_form=form)
        organisations.update(organisation=self.organisation, by=request.user, now=self.now, **form.cleaned_data)
        return self.back(_("Saved."))


class AppointStandIn(OrganisationView):
    def post(self, request: HttpRequest) -> HttpResponse:
        form = StandInForm(request.POST, organisation=self.organisation, now=self.now, auto_id="standin_%s")
        if form.is_valid() and self.appoint(form):
            return self.back(_("%(name)s stands in.") % {"name": form.cleaned_data["person"].name})
        return self.again(stand_in_form=form)

    def appoint(self, form: StandInForm) -> bool:
        try:
            memberships.add(
                user=form.cleaned_data["person"],
                organisation=self.organisation,
                role=Role.DEPUTY,
                valid_until=form.valid_until,
                by=self.request.user,
                now=self.now,
            )
        except memberships.EndsBeforeItBegins as refused:
            form.add_error("until", str(refused))
        return form.is_valid()


class EndRole(OrganisationView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        held = Membership.objects.active(self.now).filter(organisation=self.organisation).select_related("user")
        membership = get_object_or_404(held, pk=pk)
        try:
            memberships.dismiss(membership=membership, by=request.user, now=self.now)
        except memberships.LastDelegate as refused:
            messages.error(request, str(refused))
            return redirect(f"{reverse('accounts:account')}?{acting.PARAMETER}={self.organisation.slug}")
        rules.forget_memberships(request.user)
        return self.back(_("The role of %(name)s has ended.") % {"name": membership.user.name})
