"""Why a statement cannot be rendered: a code and facts from the child, a translated sentence in the parent. Knows no Django."""

from typing import Any


class Unrenderable(Exception):
    """`code` is one of the keys of `positions.exports.child.SENTENCES`; `facts` fill its placeholders."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
