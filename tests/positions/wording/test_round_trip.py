"""What an editor opens and saves comes out as it went in."""

import uuid

from hypothesis import HealthCheck, given, settings
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from positions.models import blocks
from positions.models.blocks import SectionBlock
from positions.wording.from_html import tree_from_html
from positions.wording.from_stream import tree_of
from positions.wording.to_html import html
from positions.wording.to_stream import section_data

from .trees import TREE

SECTION = SectionBlock()
settings.register_profile(
    "wording", max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
wording = settings.get_profile("wording")
CONVERTERS = {name: ContentstateConverter(getattr(blocks, name)) for name in ("INLINE", "LISTS", "PARAGRAPHS")}


def stream_value(tree):
    return section_data(key=uuid.uuid4(), heading="", level=2, kind="text", tree=tree)["value"]


def through_the_editor(value):
    """The raw value after each rich text went through the editor's own converter and back, as opening and saving does."""

    def edited(html, features):
        return CONVERTERS[features].to_database_format(CONVERTERS[features].from_database_format(html))

    for block in value["body"]:
        if block["type"] == "text":
            block["value"] = edited(block["value"], "PARAGRAPHS")
        elif block["type"] == "quote":
            block["value"] = edited(block["value"], "LISTS")
        elif block["type"] == "list":
            for item in block["value"]:
                item["value"]["text"] = edited(item["value"]["text"], "INLINE")
        elif block["type"] == "definitions":
            for item in block["value"]:
                item["value"]["term"] = edited(item["value"]["term"], "INLINE")
                item["value"]["text"] = edited(item["value"]["text"], "PARAGRAPHS")
        else:
            for row in block["value"]["rows"]:
                row["values"] = [edited(cell, "INLINE") for cell in row["values"]]
    for note in value["footnotes"]:
        note["value"]["text"] = edited(note["value"]["text"], "INLINE")
    return value


@wording
@given(TREE)
def test_tree_to_stream_and_back_is_the_identity(tree):
    assert tree_of(SECTION.to_python(stream_value(tree))) == tree


@wording
@given(TREE)
def test_tree_through_the_rich_text_editor_is_the_identity(tree):
    assert tree_of(SECTION.to_python(through_the_editor(stream_value(tree)))) == tree


@wording
@given(TREE)
def test_every_tree_can_be_written_as_html(tree):
    """Balanced, and nothing in it is markup that the text did not ask for."""
    written = html(tree, prefix="x-")
    assert written.count("<p>") == written.count("</p>")
    assert isinstance(tree_from_html(written), list)
