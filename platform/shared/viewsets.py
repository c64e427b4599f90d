"""What Wagtail's viewsets lack for rows that actions own."""

from django.urls import path
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry


class InspectOnlyViewSet(ModelViewSet):
    """A list and a page to look at, nothing that writes: no form, no copy, no delete, not even an address for them."""

    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    exclude_form_fields: list[str] = []

    def get_common_view_kwargs(self, **kwargs):
        nothing = dict.fromkeys(["add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"])
        return super().get_common_view_kwargs(**{**nothing, **kwargs})

    def get_urlpatterns(self):
        converter = self.pk_path_converter
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path(f"<{converter}:pk>/", self.inspect_view, name="inspect"),
        ]

    @property
    def url_finder_class(self):
        inspect_url_name = self.get_url_name("inspect")

        class InspectURLFinder(ModelAdminURLFinder):
            edit_url_name = inspect_url_name

            def get_edit_url(self, instance):
                policy = policy_registry.get(instance)
                may = not self.user or policy.user_has_permission_for_instance(self.user, "view", instance)
                return self.construct_edit_url(instance) if may else None

        return InspectURLFinder
