"""What a comment form sends."""

from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..actions.comments import InvalidComment, sound
from ..anchors import CONTEXT, Quotation
from ..enums import CommentKind, CommentVisibility
from ..models import SectionComment


class CommentForm(forms.Form):
    """A comment or an answer. `parent` can only be one that the reader sees in this discussion and that may be answered."""

    text = forms.CharField(label=_("Your comment"), strip=False, required=False)
    kind = forms.ChoiceField(label=_("What is it?"), choices=CommentKind, required=False)
    visibility = forms.ChoiceField(label=_("Who shall read it?"), choices=CommentVisibility, required=False)
    quote = forms.CharField(label=_("Which words is it about?"), required=False)
    quote_before = forms.CharField(required=False)
    quote_after = forms.CharField(required=False)
    parent = forms.ModelChoiceField(SectionComment.objects.none(), required=False)
    token = forms.UUIDField()

    def __init__(self, *args, answerable: QuerySet[SectionComment], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = answerable
        self.fields["parent"].error_messages["invalid_choice"] = _("The comment you answer does not stand in this discussion.")
        self.initial.setdefault("token", uuid4())
        self.initial.setdefault("kind", CommentKind.REMARK)
        self.initial.setdefault("visibility", CommentVisibility.FEDERATION)

    def clean_text(self):
        try:
            return sound(self.cleaned_data["text"])
        except InvalidComment as refused:
            raise forms.ValidationError(str(refused)) from None

    @property
    def quotation(self) -> Quotation:
        """What a valid form quotes."""
        said = self.cleaned_data
        return Quotation(said["quote"], said["quote_before"][-CONTEXT:], said["quote_after"][:CONTEXT])

    def clean_kind(self):
        return self.cleaned_data["kind"] or CommentKind.REMARK

    def clean_visibility(self):
        return self.cleaned_data["visibility"] or CommentVisibility.FEDERATION
