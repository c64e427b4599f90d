"""The federation in templates: `{% federation as federation %}` gives name, claim and address without asking the database."""

from django import template

from ..letterhead import Letterhead, letterhead

register = template.Library()


@register.simple_tag
def federation() -> Letterhead:
    return letterhead()
