"""What the rich-text editor keeps beyond Wagtail's own marks: the language of a passage.

There is a rule for reading and writing each language and no button: nobody wants seventeen of them above every text. A mark
that came with an imported file survives every edit.
"""

from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

from ..enums import PASSAGE_LANGUAGES


def register(features) -> None:
    for code in PASSAGE_LANGUAGES:
        style = f"LANG-{code.upper()}"
        # Known to the editor, so that it keeps the mark; without icon and label, so that there is no button.
        features.register_editor_plugin("draftail", f"lang-{code}", InlineStyleFeature({"type": style}))
        features.register_converter_rule(
            "contentstate",
            f"lang-{code}",
            {
                "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
            },
        )
