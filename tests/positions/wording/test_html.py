"""HTML in and out: semantic, sanitised, escaped."""

import pytest

from positions.wording.from_html import tree_from_html
from positions.wording.to_html import html


def text(words, *marks):
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def paragraph(*content):
    return {"type": "paragraph", "content": [text(part) if isinstance(part, str) else part for part in content]}


def listed(*labels, ordered=True):
    items = [{"label": label, "content": [paragraph(f"Punkt {place}")]} for place, label in enumerate(labels)]
    return {"type": "list", "ordered": ordered, "items": items}


NOTE = {"type": "footnote", "label": "x", "content": [paragraph("Fuß <note>")]}

WRITTEN = {
    "paragraph": (paragraph("1 < 2 & „3“"), "<p>1 &lt; 2 &amp; „3“</p>"),
    "marks": (paragraph(text("a", "em", "strong"), text("b", "sub")), "<p><em><strong>a</strong></em><sub>b</sub></p>"),
    "link": (
        paragraph({"type": "link", "href": 'https://a.example/?b="', "content": [text("hier")]}),
        '<p><a href="https://a.example/?b=&quot;">hier</a></p>',
    ),
    "break and language": (
        paragraph("a", {"type": "break"}, {"type": "span", "lang": "tr", "content": [text("b")]}),
        '<p>a<br><span lang="tr">b</span></p>',
    ),
    "numbers": (listed("1.", "2."), "<ol><li>Punkt 0</li><li>Punkt 1</li></ol>"),
    "numbers that go on": (listed("3.", "4."), '<ol start="3"><li>Punkt 0</li><li>Punkt 1</li></ol>'),
    "letters": (listed("a)"), '<ol class="labelled"><li><span class="label">a)</span> Punkt 0</li></ol>'),
    "a gap": (
        listed("1.", "3."),
        '<ol class="labelled"><li><span class="label">1.</span> Punkt 0</li>'
        '<li><span class="label">3.</span> Punkt 1</li></ol>',
    ),
    "bullets": (listed("–", ordered=False), "<ul><li>Punkt 0</li></ul>"),
    "an empty item": ({"type": "list", "ordered": False, "items": [{"label": "–", "content": []}]}, "<ul><li></li></ul>"),
    "an item of many": (
        {"type": "list", "ordered": True, "items": [{"label": "1.", "content": [paragraph("a"), listed("a)")]}]},
        '<ol><li><p>a</p><ol class="labelled"><li><span class="label">a)</span> Punkt 0</li></ol></li></ol>',
    ),
    "quote": ({"type": "quote", "content": [paragraph("a")]}, "<blockquote><p>a</p></blockquote>"),
    "definitions": (
        {"type": "definitions", "items": [{"term": [text("Wort")], "content": [paragraph("Sinn")]}]},
        "<dl><dt>Wort</dt><dd>Sinn</dd></dl>",
    ),
    "table": (
        {"type": "table", "caption": [text("T")], "header": [[text("A")], []], "rows": [[[text("1")], []]]},
        '<div class="scroll" role="group" aria-label="Tabelle" tabindex="0"><table><caption>T</caption>'
        '<thead><tr><th scope="col">A</th><th scope="col"></th></tr></thead>'
        "<tbody><tr><td>1</td><td></td></tr></tbody></table></div>",
    ),
    "footnotes": (
        paragraph("a", NOTE, "b", NOTE),
        '<p>a<sup><a href="#p-fn1" id="p-fnref1" role="doc-noteref">1</a></sup>b'
        '<sup><a href="#p-fn1" role="doc-noteref">1</a></sup></p>'
        '<section class="footnotes" role="doc-endnotes"><ol><li id="p-fn1">Fuß &lt;note&gt; '
        '<a href="#p-fnref1" role="doc-backlink">↩ 1</a></li></ol></section>',
    ),
}


@pytest.mark.parametrize(("block", "expected"), WRITTEN.values(), ids=WRITTEN.keys())
def test_a_block_is_written_as(block, expected):
    assert html([block], prefix="p-") == expected


READ = {
    "sloppy white space": ("<p>  a\n b <b> c </b>d</p>", [paragraph("a b ", text("c", "strong"), " d")]),
    "text without a paragraph": ("a<p>b</p>c", [paragraph("a"), paragraph("b"), paragraph("c")]),
    "an empty paragraph": ("<p> </p><p></p><p>a</p>", [paragraph("a")]),
    "a script": ("<p>a<script>alert(1)</script>b</p>", [paragraph("ab")]),
    "a handler": ('<p onclick="x()">a</p>', [paragraph("a")]),
    "a bad link": ('<p><a href="javascript:alert(1)">a</a></p>', [paragraph("a")]),
    "a hidden bad link": ('<p><a href="java&#10;script:alert(1)">a</a></p>', [paragraph("a")]),
    "a relative link": ('<p><a href="/x/">a</a><a href="//b.example">b</a></p>', [paragraph("ab")]),
    "a telephone": (
        '<p><a href="tel:+49361">a</a></p>',
        [paragraph({"type": "link", "href": "tel:+49361", "content": [text("a")]})],
    ),
    "a numbered list": (
        '<ol start="3" type="a"><li>x</li><li value="7"><p>y</p><p>z</p></li></ol>',
        [{"type": "list", "ordered": True, "items": [
            {"label": "c.", "content": [paragraph("x")]}, {"label": "g.", "content": [paragraph("y"), paragraph("z")]},
        ]}],
    ),
    "a nested list": (
        "<ul><li>x<ul><li>y</li></ul></li></ul>",
        [{"type": "list", "ordered": False, "items": [{"label": "–", "content": [
            paragraph("x"), {"type": "list", "ordered": False, "items": [{"label": "–", "content": [paragraph("y")]}]},
        ]}]}],
    ),
    "text between items": (
        "<ul>x<li>y</li></ul>",
        [{"type": "list", "ordered": False, "items": [
            {"label": "–", "content": [paragraph("x")]}, {"label": "–", "content": [paragraph("y")]},
        ]}],
    ),
    "quotes that touch": (
        "<blockquote>a</blockquote><blockquote>b</blockquote>",
        [{"type": "quote", "content": [paragraph("a"), paragraph("b")]}],
    ),
    "definitions": (
        "<dl><dt>A</dt><dd>b</dd><dd>c</dd></dl>",
        [{"type": "definitions", "items": [{"term": [text("A")], "content": [paragraph("b"), paragraph("c")]}]}],
    ),
    "a table": ("<table><tr><td>a</td><td>b</td></tr></table>", [paragraph("a"), paragraph("b")]),
    "letters in two parts": ("<p>Gru\u0308n e\u0301</p>", [paragraph("Grün é")]),
    "a no-break space": ("<p>§&nbsp;4 &nbsp;a</p>", [paragraph("§\u00a04\u00a0a")]),
    "unclosed": ("<p>a<b>b<i>c", [paragraph("a", text("b", "strong"), text("c", "em", "strong"))]),
    "stray ends": ("</p></li></ul>a</b></a></span>", [paragraph("a")]),
    "a language": ('<p lang="tr">a</p>', [paragraph({"type": "span", "lang": "tr", "content": [text("a")]})]),
    "no language": ('<p lang="&quot;x">a</p>', [paragraph("a")]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), READ.values(), ids=READ.keys())
def test_html_is_read_as(source, expected):
    assert tree_from_html(source) == expected


def test_a_footnote_mark_counts_only_if_there_is_a_footnote():
    tree = tree_from_html("<p>a[^x]b[^y]</p>", {"x": "<p>Fuß &lt;note&gt;</p>"})
    assert tree == [paragraph("a", NOTE, "b[^y]")]


def test_a_page_of_the_site_is_resolved_or_becomes_text():
    source = '<p><a linktype="page" id="3">a</a> <a linktype="page" id="4">b</a></p>'
    found = tree_from_html(source, page_url={3: "https://a.example/"}.get)
    assert found == [paragraph({"type": "link", "href": "https://a.example/", "content": [text("a")]}, " b")]


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"onmouseover="x', "</p><img src=x onerror=y>", "&lt;b&gt;"])
def test_nothing_is_ever_written_unescaped(words):
    link = {"type": "link", "href": f"https://a.example/{words}", "content": [text(words)]}
    note = {"type": "footnote", "label": words, "content": [paragraph(words)]}
    tree = [
        paragraph(words, link, note, {"type": "span", "lang": words, "content": [text(words)]}),
        {"type": "list", "ordered": True, "items": [{"label": words, "content": [paragraph(words)]}]},
        {"type": "table", "caption": [text(words)], "header": [[text(words)]], "rows": [[[text(words)]]]},
        {"type": "definitions", "items": [{"term": [text(words)], "content": [paragraph(words)]}]},
    ]
    written = html(tree, prefix=words)
    assert words not in written.replace("&amp;lt;b&amp;gt;", "")
    assert "<img" not in written
    assert "<script" not in written
