"""What the forms in an organisation's room send."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Basis, DraftKind

SUBMITTED_BASES = [(basis.value, basis.label) for basis in Basis if basis != Basis.OFFICE]


class DraftForm(forms.Form):
    """A draft: its kind, and what that kind needs."""

    kind = forms.ChoiceField(choices=DraftKind)
    text = forms.CharField(required=False, strip=False)
    reason = forms.CharField(required=False)
    choice = forms.CharField(required=False, max_length=20)
    token = forms.UUIDField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", uuid4())


class AnswerForm(forms.Form):
    """What a delegate does with a draft."""

    act = forms.ChoiceField(choices=[(name, name) for name in ("submit", "merge", "reject", "withdraw")])
    basis = forms.ChoiceField(label=_("On what basis?"), choices=SUBMITTED_BASES, required=False)
    into = forms.IntegerField(required=False)
    text = forms.CharField(required=False, strip=False)
    reason = forms.CharField(required=False)
    answer = forms.CharField(required=False, max_length=600)
    digest = forms.CharField(required=False, max_length=64)

    def clean_basis(self) -> Basis:
        return Basis(self.cleaned_data["basis"] or Basis.DELEGATED)
