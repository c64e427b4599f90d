"""From a message to a mail: in the recipient's language, as text and HTML, with every rule of the look inline.

Mail templates are stricter than pages: a variable that is not there stops the mail instead of leaving a gap in it.
"""

import copy
import re
import textwrap
from email.utils import formataddr, parseaddr
from functools import cache

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.backends.django import DjangoTemplates
from django.utils import translation

from . import kinds
from .letterhead import Letterhead
from .models import Message

TEXT_WIDTH = 72
SIGNATURE = "-- "  # with its space: mail programs fold what follows (RFC 3676)


class Unrenderable(Exception):
    """The mail cannot be made; the reason names what is missing."""


class _Required(str):
    """In place of Django's silent blank: a missing variable is an error that names it."""

    def __new__(cls):
        return super().__new__(cls, "%s")

    def __mod__(self, variable):
        raise Unrenderable(f"undefined variable “{variable}”")


@cache
def _engine(*, escapes: bool) -> DjangoTemplates:
    parameters = copy.deepcopy({**settings.TEMPLATES[0], "NAME": "mail"})
    parameters.pop("BACKEND")
    parameters["OPTIONS"] |= {"string_if_invalid": _Required(), "context_processors": [], "autoescape": escapes}
    return DjangoTemplates(parameters)


def mail(message: Message, letterhead: Letterhead) -> EmailMultiAlternatives:
    """The mail for this message. Unrenderable if a template or a variable of it is missing."""
    with translation.override(message.language):
        content = kinds.kind(message.event.kind).content(message)
        context = {
            **content.context,
            "language": message.language,
            "letterhead": letterhead,
            "base_url": settings.BASE_URL,
            "recipient_name": one_line(message.user.get_full_name()) if message.user else "",
        }
        try:
            context["subject"] = one_line(_render(f"{content.template}.subject.txt", context, escapes=False))
            text = _wrap(_render(f"{content.template}.txt", context, escapes=False))
            html = _inline(_render(f"{content.template}.html", context, escapes=True))
        except TemplateDoesNotExist as missing:
            raise Unrenderable(f"missing template “{missing}”") from missing
        except TemplateSyntaxError as broken:
            raise Unrenderable(f"broken template: {broken}") from broken
    made = EmailMultiAlternatives(
        subject=context["subject"],
        body=text,
        from_email=sender(letterhead),
        to=[recipient(message)],
        headers={
            "Message-ID": f"<{message.message_id}@{settings.MESSAGE_ID_DOMAIN}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    made.attach_alternative(html, "text/html")
    return made


def sender(letterhead: Letterhead) -> str:
    """The federation writes, from the address mail may come from."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((one_line(letterhead.name), address))


def recipient(message: Message) -> str:
    """The address line, with the person's name if we know one."""
    if message.user is None:
        return message.address
    return formataddr((one_line(message.user.get_full_name()), getattr(message.user, message.user.get_email_field_name())))


def one_line(text: str) -> str:
    """Fit for a header: no line breaks, no control characters, no reversed writing."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _render(template: str, context: dict, *, escapes: bool) -> str:
    return _engine(escapes=escapes).get_template(template).render(context)


def _wrap(text: str) -> str:
    """Lines of at most 72 characters, addresses left whole, never more than one empty line."""
    lines = []
    for line in text.strip().splitlines():
        if line == SIGNATURE:
            lines.append(line)
            continue
        line = line.rstrip()
        indent = line[: len(line) - len(line.lstrip())]
        wrapped = textwrap.wrap(
            line, TEXT_WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
        )
        lines.extend(wrapped or [""])
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)


def _inline(html: str) -> str:
    return _inliner().inline(html.strip())
