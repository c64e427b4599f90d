"""Moving a phase of an open consultation."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from ..actions import consultations
from .base import ConsultationPage


class MovePhaseForm(forms.Form):
    opens_at = forms.DateTimeField(label=_("opens"), widget=AdminDateTimeInput)
    closes_at = forms.DateTimeField(label=_("closes"), widget=AdminDateTimeInput)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept in the record, beside the times before and after."),
    )


class MovePhaseView(ConsultationPage):
    """New times and a reason; what the timetable does not allow is said at the form."""

    template_name = "consultations/admin/consultation/move_phase.html"
    page_title = _("Move a phase")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.phase = next((phase for phase in self.object.phases.all() if phase.pk == kwargs["phase"]), None)
        if self.phase is None:
            raise Http404
        stored = {"opens_at": self.phase.opens_at, "closes_at": self.phase.closes_at}
        self.form = MovePhaseForm(request.POST or None, initial=stored)

    def get_context_data(self, **kwargs):
        return super().get_context_data(phase=self.phase, form=self.form, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.form.is_valid():
            return self.again(400)
        try:
            consultations.move_phase(phase=self.phase, by=request.user, now=timezone.now(), **self.form.cleaned_data)
        except consultations.ReasonMissing as missing:
            self.form.add_error("reason", str(missing))
            return self.again(400)
        except consultations.Refused as refused:
            self.form.add_error(None, str(refused))
            return self.again(409)
        messages.success(request, _("The phase was moved."))
        return redirect("consultations_admin:inspect", self.object.pk)
