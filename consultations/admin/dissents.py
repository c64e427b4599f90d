"""The dissenting notes of a closed consultation: where each is printed."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..actions import dissents
from ..enums import Placement
from ..models import Dissent
from ..queries.naming import names_of
from .base import ConsultationPage


class PlacementForm(forms.Form):
    placement = forms.ChoiceField(label=_("Where it is printed"), choices=Placement, widget=forms.RadioSelect)


class DissentsPage(ConsultationPage):
    """One choice for each note. They are read here once the consultation is closed: a note tells how its organisation votes."""

    template_name = "consultations/admin/consultation/dissents.html"
    page_title = _("Dissenting notes")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        notes = Dissent.objects.filter(consultation=self.object).select_related("organisation", "section")
        rows = notes.order_by("section", "organisation__name") if self.object.closed_at else notes.none()
        self.rows = [(note, self._form(note)) for note in rows]

    def _form(self, note: Dissent) -> PlacementForm:
        return PlacementForm(self.request.POST or None, prefix=f"n{note.pk}", initial={"placement": note.placement})

    def get_context_data(self, **kwargs):
        names = names_of(self.object) if self.rows else {}
        rows = [{"note": note, "on": names.get(str(note.section.key), ""), "form": form} for note, form in self.rows]
        return super().get_context_data(rows=rows, **kwargs)

    def post(self, request, *args, **kwargs):
        if [form for _note, form in self.rows if not form.is_valid()]:
            return self.again(400)
        try:
            self._store()
        except dissents.CannotPlace as refused:
            return self.again(409, refusal=str(refused))
        messages.success(request, _("Stored. The statement follows it."))
        return redirect("consultations_admin:statement", self.object.pk)

    @transaction.atomic
    def _store(self) -> None:
        for note, form in self.rows:
            if form.has_changed():
                placement = Placement(form.cleaned_data["placement"])
                dissents.place(note=note, placement=placement, by=self.request.user, now=timezone.now())
