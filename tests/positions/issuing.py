"""Drafts to compile, and statements issued from them."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from wagtail.models import Page

from positions.actions import compilations, statements
from positions.exports.content import StatementContent
from positions.models import Paper, Statement, StatementDraft, Version

from .exports.sample import sample

NOW = datetime(2026, 11, 27, 11, 30, tzinfo=UTC)


def make_draft(title: str = "Anerkennung, die ankommt") -> StatementDraft:
    paper = Page.get_first_root_node().add_child(instance=Paper(title=title, slug=uuid4().hex))
    version = Version.objects.create(paper=paper, number=1, title=title, digest="0" * 64, issued_at=NOW, actor=uuid4())
    return StatementDraft.objects.create(version=version, title=title, short_title=title)


def unissued() -> StatementContent:
    """Content as consultations fills it: without number and date."""
    return replace(sample(), number=None, issued_on=None)


def issue(*, draft: StatementDraft | None = None, content: StatementContent | None = None, now: datetime = NOW) -> Statement:
    compilation = compilations.request(draft=draft or make_draft(), content=content or unissued(), by=None, now=now)
    files = compilations.run(compilation=compilation, now=now)
    return statements.freeze(compilation=compilation, files=files, by_actor=None, now=now)
