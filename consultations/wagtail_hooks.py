"""What this app adds to Wagtail's admin, and how a paper's own address behaves."""

from wagtail.snippets.models import register_snippet

from .admin.drafts import StatementDraftViewSet

register_snippet(StatementDraftViewSet)
