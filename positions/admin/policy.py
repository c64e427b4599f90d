"""Which pages the admin shows to whom: papers only to those who may read papers."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import Paper

READS_PAPERS = "positions.view_paper"


def without_hidden_papers(pages: QuerySet, user) -> QuerySet:
    """These pages, less papers and their shelf for whoever may not read papers. Twin of `PaperPermissionTester.reads`."""
    if user.has_perm(READS_PAPERS):
        return pages
    return pages.not_exact_type(Paper, *Paper.clean_parent_page_models())


class DiscreetPagePolicy(PagePermissionPolicy):
    """Wagtail's rights in the page tree, blind to papers for whoever may not read them.

    Explorer, search, reports, log and the admin's API ask this policy. What does not (choosers) has hooks of its own.
    """

    def instances_user_has_any_permission_for(self, user, actions):
        return without_hidden_papers(super().instances_user_has_any_permission_for(user, actions), user)

    def explorable_instances(self, user):
        return without_hidden_papers(super().explorable_instances(user), user)

    def user_has_any_permission_for_instance(self, user: AnonymousUser, actions, instance):
        if isinstance(instance.specific_deferred if isinstance(instance, Page) else instance, Paper) and not user.has_perm(
            READS_PAPERS
        ):
            return False
        return super().user_has_any_permission_for_instance(user, actions, instance)
