"""`{% footer_links as links %}`: the plain pages every page links to."""

from django import template

from ..footer import Link, links

register = template.Library()


@register.simple_tag
def footer_links() -> list[Link]:
    return links()
