"""The suggestions of a consultation: what each would change, and what becomes of it."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from positions.models import Version

from ..actions import suggestions
from ..enums import SuggestionState
from ..queries.suggested import Suggested, in_consultation
from .base import ConsultationPage


class DecisionForm(forms.Form):
    """Open, not adopted, or adopted in one of the versions issued since it was written."""

    decision = forms.ChoiceField(label=_("What becomes of it"), required=False, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Members read it beside the suggestion. Needed where it is not adopted."),
    )

    def __init__(self, *args, versions: list[Version], **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = {str(version.number): version for version in versions}
        adopted = [(number, gettext("Adopted in version %(number)s") % {"number": number}) for number in self.versions]
        not_adopted = (SuggestionState.NOT_ADOPTED.value, SuggestionState.NOT_ADOPTED.label)
        self.fields["decision"].choices = [("", _("It stays open")), *adopted, not_adopted]

    def clean(self):
        said = super().clean()
        if said.get("answer", "").strip() and not said.get("decision"):
            self.add_error("decision", _("An answer goes with a decision. Please choose one, or remove the answer."))
        return said

    @property
    def decided(self) -> dict | None:
        """State, version and answer of a valid form; None if it stays open."""
        decision = self.cleaned_data["decision"]
        if not decision:
            return None
        version = self.versions.get(decision)
        state = SuggestionState.ADOPTED if version else SuggestionState.NOT_ADOPTED
        return {"state": state, "version": version, "answer": self.cleaned_data["answer"]}


class SuggestionsPage(ConsultationPage):
    """All suggestions in one form, by section; each can be decided once."""

    template_name = "consultations/admin/consultation/suggestions.html"
    page_title = _("Suggestions")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.versions = list(self.object.paper.versions.order_by("number"))
        self.rows = [(one, self._form(one)) for one in in_consultation(self.object)]

    def _form(self, one: Suggested) -> DecisionForm | None:
        suggestion = one.suggestion
        if suggestion.state != SuggestionState.OPEN:
            return None
        later = [version for version in self.versions if version.number > suggestion.wording.version.number]
        return DecisionForm(self.request.POST or None, prefix=f"s{suggestion.number}", versions=later)

    def get_context_data(self, **kwargs):
        rows = [{"suggested": one, "suggestion": one.suggestion, "form": form} for one, form in self.rows]
        is_open = any(form for _one, form in self.rows)
        tells_votes = self.object.closed_at is not None or not self.object.results_hidden
        may_merge = self.object.paper.permissions_for_user(self.request.user).can_edit()
        return super().get_context_data(rows=rows, is_open=is_open, tells_votes=tells_votes, may_merge=may_merge, **kwargs)

    def post(self, request, *args, **kwargs):
        if [form for _one, form in self.rows if form and not form.is_valid()]:
            return self.again(400)
        if [one for one, form in self.rows if form is None and request.POST.get(f"s{one.suggestion.number}-decision")]:
            return self.again(409, refusal=str(suggestions.Decided()))
        try:
            number = self._store()
        except suggestions.SuggestionRefused as refused:
            return self.again(409, refusal=str(refused))
        messages.success(request, gettext("Decided: %(number)d.") % {"number": number})
        return redirect("consultations_admin:suggestions", self.object.pk)

    def _store(self) -> int:
        """How many were decided: all that the form says, or none."""
        decided = [suggestions.Answer(one.suggestion, **form.decided) for one, form in self.rows if form and form.decided]
        return len(suggestions.decide_all(answers=decided, by=self.request.user, now=timezone.now()))
