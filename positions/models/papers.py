"""The living text of a paper."""

import json
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from ..enums import Topic
from .blocks import SectionsField


class PaperPermissionTester(PagePermissionTester):
    """Rights in the page tree say what may be done; on a paper they count only for those who may read papers at all.

    So a web editor who keeps the site's pages has none on a paper, wherever in the tree the rights were given.
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        self.reads = user.is_active and user.has_perm("positions.view_paper")
        if not self.reads:
            self.permissions = set()

    def can_edit(self):
        return self.reads and super().can_edit()

    def can_move(self):
        return False  # there is one shelf


def _with_own_key(paper, raw):
    return {**raw, "id": str(uuid.uuid5(paper.translation_key, str(raw["id"])))}


class Paper(Page):
    """A position paper under work. Members never read this row: they read the last issued Version.

    Publishing changes the editor's text only; a Version comes into being by `positions.actions.versions.issue`.
    The page's own address sends readers on to where the paper is discussed (`consultations.wagtail_hooks`), or is unknown.
    """

    topic = models.CharField(_("topic"), max_length=20, choices=Topic, default=Topic.INTEGRATION)
    lede = models.TextField(_("lead"), blank=True, max_length=600, help_text=_("Two sentences under the title."))
    sections = SectionsField(verbose_name=_("sections"), blank=True)

    # Wagtail's own panel for the title would look for the address part, which has no place in this form.
    content_panels = [FieldPanel("title"), FieldPanel("topic"), FieldPanel("lede"), FieldPanel("sections")]
    promote_panels = []
    settings_panels = []
    # Never in Wagtail's search for anyone but the editors' admin listings; see consultations.queries for readers.
    search_fields = [*Page.search_fields, index.FilterField("topic")]
    parent_page_types = ["home.PaperShelf"]
    subpage_types = []
    preview_modes = []

    class Meta:
        verbose_name = _("position paper")
        verbose_name_plural = _("position papers")

    def copy(self, *args, **kwargs):
        copied = super().copy(*args, **kwargs)
        copied.take_own_keys()
        return copied

    def take_own_keys(self) -> None:
        """A copy is another paper: its sections, in every revision, get keys of their own, each always the same one.

        The admin's copy view does not come by `copy`; `positions.wagtail_hooks` calls this for it.
        """
        self.sections = [_with_own_key(self, raw) for raw in self.sections.raw_data]
        self.save(update_fields=["sections"], clean=False)
        for revision in self.revisions.all():
            raw = json.loads(revision.content.get("sections") or "[]")
            revision.content["sections"] = json.dumps([_with_own_key(self, block) for block in raw])
            revision.save(update_fields=["content"])

    def get_sitemap_urls(self, request=None):
        return []

    def permissions_for_user(self, user):
        return PaperPermissionTester(user, self)
