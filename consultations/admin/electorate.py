"""Changing the electorate of an open consultation: with a reason, and its effect said beforehand."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

from ..actions import electorate
from ..models import Vote
from .base import ConsultationPage


class ElectorateForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    votes = forms.IntegerField(
        label=_("Votes"), min_value=0, max_value=1000, required=False, help_text=_("Empty takes the organisation out.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Printed in the record."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.members().order_by("name")


class ElectoratePage(ConsultationPage):
    template_name = "consultations/admin/consultation/electorate.html"
    page_title = _("Change the electorate")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.form = ElectorateForm(request.POST or None)

    def get_context_data(self, **kwargs):
        voted = Vote.objects.filter(question__consultation=self.object).values("organisation").distinct().count()
        places = self.object.participations.select_related("organisation").order_by("organisation__name")
        return super().get_context_data(form=self.form, places=places, voted=voted, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.form.is_valid():
            return self.again(400)
        try:
            electorate.change(consultation=self.object, by=request.user, now=timezone.now(), **self.form.cleaned_data)
        except electorate.CannotChange as refused:
            self.form.add_error(None, str(refused))
            return self.again(409)
        messages.success(request, _("The electorate is changed; the record says so."))
        return redirect("consultations_admin:inspect", self.object.pk)
