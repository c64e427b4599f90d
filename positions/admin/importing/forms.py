"""The forms of an import: a file, then the word on what was understood of it."""

import uuid
from dataclasses import replace

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...enums import EDITABLE_KINDS, Topic
from ...importing.matching import Matching
from ...importing.paper import ImportedPaper
from ...models import Paper

MEGABYTE = 1024 * 1024
NEW = "new"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("Word (DOCX), OpenDocument (ODT), HTML or Markdown. Headings become sections."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".docx,.odt,.md,.markdown,.txt,.html,.htm"}),
    )

    def __init__(self, *args, is_too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_too_large = is_too_large

    def clean(self):
        if self.is_too_large:
            self.errors.pop("file", None)
            limit = settings.IMPORT_MAX_BYTES // MEGABYTE
            self.add_error("file", gettext("The file is larger than %(limit)d MB; nothing of it was kept.") % {"limit": limit})
        return super().clean()


class ConfirmForm(forms.Form):
    """Title, and for each section what it is: only text is voted on."""

    title = forms.CharField(label=_("Title"), max_length=255)
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic.choices, initial=Topic.INTEGRATION)
    publish = forms.BooleanField(
        label=_("Publish at once"), required=False, help_text=_("Members read nothing of it before a version is issued.")
    )

    def __init__(self, *args, imported: ImportedPaper, **kwargs):
        super().__init__(*args, **kwargs)
        self.imported = imported
        self.initial.setdefault("title", imported.title)
        choices = [(kind.value, kind.label) for kind in EDITABLE_KINDS]
        for place, section in enumerate(imported.sections):
            label = gettext("Kind of “%(heading)s”") % {"heading": section.heading}
            self.fields[f"kind-{place}"] = forms.ChoiceField(label=label, choices=choices, initial=section.kind)

    @property
    def kinds(self) -> list[forms.BoundField]:
        """One field for each section, in order."""
        return [self[f"kind-{place}"] for place in range(len(self.imported.sections))]

    def partner(self, place: int) -> str:
        """The section of the paper that this one of the file is; a new paper has none."""
        return ""

    @property
    def settled(self) -> ImportedPaper:
        """What was understood, with the kinds of a valid form."""
        kinds = [self.cleaned_data[f"kind-{place}"] for place in range(len(self.imported.sections))]
        sections = [replace(section, kind=kind) for section, kind in zip(self.imported.sections, kinds, strict=True)]
        return replace(self.imported, sections=sections)


class AgainForm(ConfirmForm):
    """The same for a paper that is there: which section of the file is which of the paper, where that is not certain.

    A section the file no longer has is archived only if that is said.
    """

    topic = None

    def __init__(self, *args, matching: Matching, draft: Paper, **kwargs):
        super().__init__(*args, **kwargs)
        self.matching = matching
        self.names = {str(block.id): block.value["heading"] for block in draft.sections}
        for question in matching.questions:
            label = gettext("Which section is “%(heading)s”?") % {"heading": question.heading}
            choices = [(str(section.key), section.heading or "–") for section in _first_likely(question, matching)]
            self.fields[f"place-{question.index}"] = forms.ChoiceField(
                label=label, choices=[("", "…"), *choices, (NEW, gettext("A new section"))]
            )
        for section in matching.left:
            label = gettext("Archive “%(heading)s” if no section of the file is it") % {"heading": section.heading}
            self.fields[f"removed-{section.key}"] = forms.BooleanField(label=label, required=False)

    def partner(self, place: int) -> str:
        if place not in self.matching.partners:
            return gettext("asked below")
        key = self.matching.partners[place]
        return gettext("new section") if key is None else self.names.get(str(key)) or "–"

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[f"place-{question.index}"] for question in self.matching.questions]

    @property
    def removals(self) -> list[forms.BoundField]:
        return [self[f"removed-{section.key}"] for section in self.matching.left]

    @property
    def placements(self) -> dict[int, uuid.UUID | None]:
        """Place in the file → key of the section it is, None for a new one; of a valid form."""
        answers = {question.index: self.cleaned_data[f"place-{question.index}"] for question in self.matching.questions}
        return {place: None if answer == NEW else uuid.UUID(answer) for place, answer in answers.items()}

    @property
    def removed(self) -> set[uuid.UUID]:
        return {section.key for section in self.matching.left if self.cleaned_data[f"removed-{section.key}"]}


def _first_likely(question, matching: Matching) -> list:
    likely = list(question.candidates)
    keys = {section.key for section in likely}
    return likely + [section for section in matching.left if section.key not in keys]
