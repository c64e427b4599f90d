"""Anchors: tying a comment to the words it quotes, and carrying the ties over to the next version."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation, OrganisationKind, User
from accounts.rules import is_editor
from positions.models import Version, VersionSection

from .. import locks, phases
from ..anchors import Phrase, Quotation, find
from ..enums import CommentVisibility, Landing
from ..models import Anchor, AnchorPlace, Consultation, Participation, SectionComment
from ..queries.anchored import Forecast, forecasts
from .refusals import Refused

QUOTE_LIMIT = 1000  # characters


class InvalidQuote(Refused):
    """The words quoted do not occur, occur several times, or are too many; the text says which."""


class NotEntitled(Refused):
    """This person cannot say what this comment is about."""


class NotNow(Refused):
    """The time for it has not come, or is over."""


class NotLost(Refused):
    """The words it is about have their place."""

    def __str__(self):
        return _("The words this comment is about have their place. It was not pointed elsewhere.")


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


# Anchor id → the character at which its words begin now, as a person has confirmed; None: they have no place any more.
Confirmed = Mapping[int, int | None]


@transaction.atomic
def carry(
    *, consultation: Consultation, before: Version, after: Version, confirmed: Confirmed, by: User, now: datetime
) -> dict[str, int]:
    """Give every anchor its place in the next version, and say how many have which.

    Exact ones are placed. Doubtful ones are where a person has confirmed them; without that they are orphaned: none is
    re-attached silently, none is left pending. The caller holds the consultation's exclusive lock.
    """
    wordings = {wording.section_id: wording for wording in after.wordings.defer("tree", "html")}
    texts = {section: wording.text for section, wording in wordings.items()}
    found = forecasts(consultation, texts, before=dict(before.wordings.values_list("section", "text")))
    places = [_place(one, wordings, after, confirmed, by, now) for one in found]
    AnchorPlace.objects.bulk_create(places)
    return dict(sorted(Counter(str(place.landing) for place in places).items()))


def _place(
    one: Forecast, wordings: Mapping[int, VersionSection], after: Version, confirmed: Confirmed, by: User, now: datetime
) -> AnchorPlace:
    phrase, said = one.landed.phrase, confirmed.get(one.anchor.pk)
    who = {"confirmed_by": by.actor.token, "confirmed_at": now} if one.is_doubtful and one.anchor.pk in confirmed else {}
    if phrase is None or (one.is_doubtful and said != phrase.start):
        return AnchorPlace(anchor=one.anchor, version=after, landing=Landing.ORPHANED, **who)
    wording = wordings[one.anchor.comment.section_id]
    at = {"wording": wording, "start": phrase.start, "length": len(phrase.quote)}
    return AnchorPlace(anchor=one.anchor, version=after, landing=one.landed.landing, **at, **who)


@transaction.atomic
def reattach(
    *, comment: SectionComment, quotation: Quotation, organisation: Organisation, by: User, now: datetime
) -> AnchorPlace:
    """Point a comment whose words have lost their place at others of its section; its thread stays as it is.

    Done for the organisation that wrote it, or by the secretariat. Raises NotEntitled, NotNow, NotLost, InvalidQuote.
    """
    locks.share(comment.consultation_id)
    consultation = Consultation.objects.select_related("version").prefetch_related("phases").get(pk=comment.consultation_id)
    _require_time_and_mandate(consultation, comment, organisation, by, now)
    anchor = Anchor.objects.filter(comment=comment).first()
    wording = consultation.standing_version.wordings.filter(section=comment.section_id).first()
    if anchor is None or _has_place(anchor, consultation):
        raise NotLost
    if wording is None:
        raise InvalidQuote(_("The section is no longer in the paper; there are no words to point at."))
    phrase = phrase_of(quotation=quotation, wording=wording)
    at = {"wording": wording, "start": phrase.start, "length": len(phrase.quote)}
    who = {"confirmed_by": by.actor.token, "confirmed_at": now}
    return AnchorPlace.objects.update_or_create(
        anchor=anchor, version=wording.version, defaults={"landing": Landing.MOVED, **at, **who}
    )[0]


def _has_place(anchor: Anchor, consultation: Consultation) -> bool:
    if anchor.comment.wording.version_id == consultation.version_id:
        return True
    place = anchor.places.filter(version=consultation.version).first()
    return place is not None and place.landing != Landing.ORPHANED


def _require_time_and_mandate(
    consultation: Consultation, comment: SectionComment, organisation: Organisation, by: User, now: datetime
) -> None:
    inner = comment.visibility == CommentVisibility.ORGANISATION
    if organisation.kind == OrganisationKind.FEDERATION:
        entitled = is_editor(by, now) and not inner
    else:
        held = Organisation.objects.drafted_for_by(by, now) if inner else Organisation.objects.submitted_for_by(by, now)
        entitled = organisation.pk == comment.organisation_id and held.filter(pk=organisation.pk).exists()
    if not entitled or comment.is_removed:
        raise NotEntitled(_("Only the organisation that wrote this comment, and the secretariat, point it at other words."))
    participation = Participation.objects.filter(consultation=consultation, organisation=organisation).first()
    if sentence := consultation.refusal(phases.Verb.ANCHOR, now, participation):
        raise NotNow(sentence)
