"""What the browser sends when an editor saves a paper: every block with its id, rich text as the editor's own JSON."""

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from positions.models.blocks import INLINE, LISTS, PARAGRAPHS

_CONVERTERS = {name: ContentstateConverter(features) for name, features in (("i", INLINE), ("l", LISTS), ("p", PARAGRAPHS))}


def form_of(paper, **changes) -> dict[str, str]:
    form = {"title": paper.title, "slug": paper.slug, "topic": paper.topic, "lede": paper.lede, "comments-TOTAL_FORMS": "0"}
    form |= {"comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": ""}
    form |= _stream("sections", list(paper.sections.raw_data), _section)
    return form | changes


def _rich(html: str, features: str) -> str:
    return _CONVERTERS[features].from_database_format(html)


def _stream(prefix, blocks, write) -> dict[str, str]:
    form = {f"{prefix}-count": str(len(blocks))}
    for index, block in enumerate(blocks):
        place = f"{prefix}-{index}"
        form |= {f"{place}-type": block["type"], f"{place}-order": str(index), f"{place}-deleted": ""}
        form |= {f"{place}-id": block["id"] or ""} | write(f"{place}-value", block)
    return form


def _section(prefix, block) -> dict[str, str]:
    value = block["value"]
    form = {f"{prefix}-{name}": str(value[name]) for name in ("heading", "level", "kind")}
    form |= _stream(f"{prefix}-body", value["body"], _body)
    return form | _stream(f"{prefix}-footnotes", value["footnotes"], _footnote)


def _footnote(prefix, block) -> dict[str, str]:
    return {f"{prefix}-label": block["value"]["label"], f"{prefix}-text": _rich(block["value"]["text"], "i")}


def _body(prefix, block) -> dict[str, str]:
    value = block["value"]
    if block["type"] in ("text", "quote"):
        return {prefix: _rich(value, "p" if block["type"] == "text" else "l")}
    if block["type"] == "list":
        return _stream(prefix, value, _list_item)
    if block["type"] == "definitions":
        return _stream(prefix, value, _definition)
    return _table(prefix, value)


def _list_item(prefix, block) -> dict[str, str]:
    value = block["value"]
    return {
        f"{prefix}-level": str(value["level"]),
        f"{prefix}-label": value["label"],
        f"{prefix}-text": _rich(value["text"], "i"),
    }


def _definition(prefix, block) -> dict[str, str]:
    return {f"{prefix}-term": _rich(block["value"]["term"], "i"), f"{prefix}-text": _rich(block["value"]["text"], "p")}


def _table(prefix, value) -> dict[str, str]:
    form = {f"{prefix}-caption": value["caption"], f"{prefix}-column-count": str(len(value["columns"]))}
    for index, column in enumerate(value["columns"]):
        place = f"{prefix}-column-{index}"
        form |= {f"{place}-type": column["type"], f"{place}-order": str(index), f"{place}-deleted": ""}
        form[f"{place}-heading"] = column["heading"]
    form[f"{prefix}-row-count"] = str(len(value["rows"]))
    for index, row in enumerate(value["rows"]):
        form |= {f"{prefix}-row-{index}-order": str(index), f"{prefix}-row-{index}-deleted": ""}
        for at, cell in enumerate(row["values"]):
            form[f"{prefix}-cell-{index}-{at}"] = _rich(cell, "i")
    return form
