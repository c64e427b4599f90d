"""The blocks an editor writes a section with. Everything a legal text needs survives a round through the editor.

Rich text keeps what the rich-text editor can keep: paragraphs, plain lists, quotations, marks, links. What it would lose has a
block of its own: lists with labels ("a)", "aa)"), deep or many-paragraph items; tables; definitions. A footnote is a mark
`[^label]` in the text and an entry of the section's list of footnotes.
"""

import json
from html import escape

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

from ..enums import EDITABLE_KINDS, PASSAGE_LANGUAGES, SectionKind

INLINE = ["bold", "italic", "superscript", "subscript", "link", *(f"lang-{code}" for code in PASSAGE_LANGUAGES)]
LISTS = [*INLINE, "ul", "ol"]
PARAGRAPHS = [*LISTS, "blockquote"]


class ListItemBlock(blocks.StructBlock):
    level = blocks.IntegerBlock(label=_("Level"), min_value=1, max_value=6, default=1)
    label = blocks.CharBlock(
        label=_("Label"), required=False, max_length=20, help_text=_("As it is to be read: 1. or a) or –. Empty: continues.")
    )
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE, required=False)


class DefinitionBlock(blocks.StructBlock):
    term = blocks.RichTextBlock(label=_("Term"), features=INLINE, required=False)
    text = blocks.RichTextBlock(label=_("Meaning"), features=PARAGRAPHS, required=False)


class BodyBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=PARAGRAPHS, icon="pilcrow")
    list = blocks.ListBlock(ListItemBlock(), label=_("List with labels"), icon="list-ol")
    definitions = blocks.ListBlock(DefinitionBlock(), label=_("Definitions"), icon="list-ul")
    quote = blocks.RichTextBlock(label=_("Quotation with lists"), features=LISTS, icon="openquote")
    table = TypedTableBlock(
        [("text", blocks.RichTextBlock(label=_("Text"), features=INLINE, required=False))], label=_("Table")
    )

    class Meta:
        required = False
        label = _("Wording")


class FootnoteBlock(blocks.StructBlock):
    label = blocks.RegexBlock(
        r"\A[^\s\[\]^]{1,20}\Z",
        label=_("Mark"),
        error_messages={"invalid": _("A mark is a number or a short word, without spaces and brackets.")},
        help_text=_("The text refers to it as [^mark]."),
    )
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE)


class SectionBlock(blocks.StructBlock):
    """One section of a paper. The block's id is the section's key; it must never change."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=500, required=False)
    level = blocks.IntegerBlock(label=_("Level"), min_value=1, max_value=6, default=2)
    kind = blocks.ChoiceBlock(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in EDITABLE_KINDS], default=SectionKind.TEXT, required=True
    )
    body = BodyBlock()
    footnotes = blocks.ListBlock(FootnoteBlock(), label=_("Footnotes"), default=[], required=False)

    def clean(self, value):
        """A footnote that no mark refers to would not appear in any version: better said here than missed there."""
        cleaned = super().clean(value)
        written = json.dumps(self.get_prep_value(cleaned)["body"], ensure_ascii=False)
        labels = [note["label"] for note in cleaned["footnotes"]]
        if unused := [label for label in labels if f"[^{escape(label)}]" not in written and f"[^{label}]" not in written]:
            told = _("The text does not refer to this footnote. Put [^%(label)s] where it belongs, or delete the footnote.")
            errors = {"footnotes": ValidationError(told, params={"label": unused[0]})}
        elif len(set(labels)) < len(labels):
            errors = {"footnotes": ValidationError(_("Two footnotes have the same mark."))}
        else:
            return cleaned
        raise blocks.StructBlockValidationError(block_errors=errors)

    class Meta:
        label = _("Section")
        icon = "doc-full"
        label_format = "{heading}"


class SectionsField(StreamField):
    """A StreamField whose migrations do not repeat the block definitions: changing a label is no schema change."""

    def __init__(self, block_types=None, **kwargs):
        kwargs.setdefault("collapsed", True)  # forty sections open at once are no overview
        super().__init__(block_types or [("section", SectionBlock())], **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
