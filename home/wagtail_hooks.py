"""How the admin as a whole presents itself."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from .admin.dashboard import DeskPanel


@hooks.register("construct_homepage_panels")
def put_the_desk_first(request, panels):
    panels.insert(0, DeskPanel())


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
