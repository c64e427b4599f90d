"""Anchors: tying a comment to the words it quotes, and carrying the ties over to the next version."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from positions.models import VersionSection

from ..anchors import Phrase, Quotation, find
from ..models import Anchor, SectionComment
from .refusals import Refused

QUOTE_LIMIT = 1000  # characters


class InvalidQuote(Refused):
    """The words quoted do not occur, occur several times, or are too many; the text says which."""


def phrase_of(*, quotation: Quotation, wording: VersionSection) -> Phrase:
    """The one place of a wording that is quoted. InvalidQuote if there is none, or if it is not clear which."""
    if len(quotation.words) > QUOTE_LIMIT:
        raise InvalidQuote(
            _("You quote %(length)s characters; at most %(limit)s are possible. Please quote the words that matter.")
            % {"length": number_format(len(quotation.words), force_grouping=True), "limit": QUOTE_LIMIT}
        )
    places = find(quotation, wording.text)
    if not places:
        raise InvalidQuote(
            _("The words you quote do not stand in this section as it is now. Please copy them from its text, without gaps.")
        )
    if len(places) > 1:
        count = len(places)
        raise InvalidQuote(
            ngettext(
                "The words you quote stand in this section %(count)d time. Please add a few words before or after them.",
                "The words you quote stand in this section %(count)d times. Please add a few words before or after them.",
                count,
            )
            % {"count": count}
        )
    return places[0]


def attach(*, comment: SectionComment, quotation: Quotation) -> Anchor:
    """Tie a comment to the words it quotes of its own wording. Raises InvalidQuote as `phrase_of` does."""
    phrase = phrase_of(quotation=quotation, wording=comment.wording)
    return Anchor.objects.create(
        comment=comment, start=phrase.start, quote=phrase.quote, before=phrase.before, after=phrase.after
    )
