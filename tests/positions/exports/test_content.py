import json
from dataclasses import replace

import pytest

from positions.exports.content import SCHEMA, StatementContent, WrongContent

from .sample import sample


def test_plain_values_come_back_equal():
    content = sample()
    assert StatementContent.from_plain(json.loads(json.dumps(content.to_plain()))) == content


def test_digest_is_stable_and_covers_everything():
    content = sample()
    assert content.digest == sample().digest
    assert replace(content, closing=[]).digest != content.digest
    assert content.numbered(number="8/2026", issued_on="2026-11-27").digest != content.digest


def test_other_schema_is_refused():
    plain = sample().to_plain() | {"schema": SCHEMA + 1}
    with pytest.raises(WrongContent):
        StatementContent.from_plain(plain)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"surprise": 1}, "statement has unknown parts: surprise."),
        ({"title": None}, "statement.title is not str."),
        ({"sections": {}}, "statement.sections is not a list."),
        ({"sender": {"claim": "x"}}, "statement.sender is incomplete."),
        ({"line_numbers": 1}, "statement.line_numbers is not bool."),
    ],
)
def test_ill_formed_content_is_refused_with_the_place(change, sentence):
    with pytest.raises(WrongContent) as caught:
        StatementContent.from_plain(sample().to_plain() | change)
    assert str(caught.value) == sentence
