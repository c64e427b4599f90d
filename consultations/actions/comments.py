"""Writing on a section: one door, whatever the page. What the library behind the tables gets wrong is refused or done here."""

from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.models import Organisation, OrganisationKind, User
from accounts.rules import is_editor
from positions.models import Section, VersionSection

from .. import locks, phases
from ..anchors import Quotation
from ..enums import Basis, CommentKind, CommentVisibility
from ..models import Consultation, Participation, SectionActivity, SectionComment
from ..models.comments import DEEPEST_LEVEL
from . import anchors, mentions, register

NOTHING_QUOTED = Quotation()


class CommentRefused(Exception):
    """Nothing was stored; `str()` is the sentence for the person who wrote."""


class NotEntitled(CommentRefused):
    """This person cannot write for this organisation here."""


class NotNow(CommentRefused):
    """The time for it has not come, or is over."""


class InvalidComment(CommentRefused):
    """The text is empty or too long."""


class ReplyRefused(CommentRefused):
    """What is answered to does not stand in this discussion, or lies too deep."""


@transaction.atomic
def post(
    *,
    consultation: Consultation,
    section: Section,
    organisation: Organisation,
    text: str,
    kind: CommentKind = CommentKind.REMARK,
    visibility: CommentVisibility = CommentVisibility.FEDERATION,
    parent: SectionComment | None = None,
    basis: Basis = Basis.DELEGATED,
    quotation: Quotation = NOTHING_QUOTED,
    token: UUID,
    by: User,
    now: datetime,
) -> SectionComment:
    """Add a comment to a section's discussion, for the organisation, at its place in the thread, pointing at what it quotes.

    The same text sent twice from one form is one comment. An answer inside an organisation's own room stays there. The person's
    name and address are not stored, only the actor's token. Raises InvalidQuote as `anchors.attach` does.
    """
    text = sound(text)
    locks.share(consultation.pk)
    consultation = Consultation.objects.prefetch_related("phases").get(pk=consultation.pk)
    inner = CommentVisibility.ORGANISATION in (visibility, parent.visibility if parent else None)
    require_mandate_and_time(phases.Verb.COMMENT, consultation, organisation, by, now, inner=inner)
    activity = SectionActivity.objects.select_for_update().get(consultation=consultation, section=section)
    token = uuid5(token, f"{section.pk}/{parent.pk if parent else ''}/{visibility}/{text}{quotation.words}")
    if already := SectionComment.objects.filter(actor=by.actor.token, token=token).first():
        return already
    if parent is not None:
        # As they stand now that nobody else writes here.
        here = SectionComment.objects.in_bulk({parent.pk, parent.thread_id})
        parent, first = here[parent.pk], here[parent.thread_id]
        visibility = _require_answerable(parent, first, consultation, section, organisation, visibility)
    comment = SectionComment.objects.insert(
        parent=parent,
        consultation=consultation,
        section=section,
        wording=_wording(consultation, section),
        organisation=organisation,
        actor=by.actor.token,
        kind=kind,
        visibility=visibility,
        basis=basis,
        token=token,
        comment=text,
        submit_date=now,
    )
    if quotation:
        anchors.attach(comment=comment, quotation=quotation)
    _count(activity, comment, now)
    register.enter_comment(comment=comment, now=now)
    mentions.tell(comment=comment, now=now)
    return comment


def sound(text: str) -> str:
    """The text as it is stored: line ends made one, no white space around. InvalidComment if it is empty or too long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise InvalidComment(_("Please write something first."))
    if len(text) > settings.COMMENT_LENGTH_LIMIT:
        raise InvalidComment(
            _("Your comment has %(length)s characters; at most %(limit)s are possible. It is not lost: please shorten it.")
            % {"length": number_format(len(text), force_grouping=True), "limit": _limit()}
        )
    return text


def _limit() -> str:
    return number_format(settings.COMMENT_LENGTH_LIMIT, force_grouping=True)


def require_mandate_and_time(
    verb: phases.Verb, consultation: Consultation, organisation: Organisation, by: User, now: datetime, *, inner: bool
) -> None:
    """In its own room everyone who drafts may write; what all participants read is submitted. NotEntitled or NotNow."""
    participation = Participation.objects.filter(consultation=consultation, organisation=organisation).first()
    if organisation.kind == OrganisationKind.FEDERATION:
        entitled = is_editor(by, now)
    elif participation is None:
        raise NotEntitled(_("%(organisation)s does not take part in this consultation.") % {"organisation": organisation.name})
    else:
        held = Organisation.objects.drafted_for_by(by, now) if inner else Organisation.objects.submitted_for_by(by, now)
        entitled = held.filter(pk=organisation.pk).exists()
    if not entitled:
        raise NotEntitled(_("You may not write for %(organisation)s, or no longer.") % {"organisation": organisation.name})
    if sentence := consultation.refusal(verb, now, participation):
        raise NotNow(sentence)


def _require_answerable(
    parent: SectionComment,
    first: SectionComment,
    consultation: Consultation,
    section: Section,
    organisation: Organisation,
    visibility: CommentVisibility,
) -> CommentVisibility:
    """The visibility of the answer to `parent`, in the thread of `first`: inside an organisation's room it is the room's."""
    inner = parent.visibility == CommentVisibility.ORGANISATION
    foreign = (parent.consultation_id, parent.section_id) != (consultation.pk, section.pk)
    if foreign or (inner and parent.organisation_id != organisation.pk):
        raise ReplyRefused(_("The comment you answer does not stand in this discussion."))
    if parent.is_removed:
        raise ReplyRefused(_("The comment you answer was taken back or hidden meanwhile."))
    if first.thread_closed_at:
        raise ReplyRefused(_("This thread was closed meanwhile. Please begin a new one."))
    if parent.level >= DEEPEST_LEVEL:
        raise ReplyRefused(_("Answers are at most three levels deep. Please answer one level above."))
    return CommentVisibility.ORGANISATION if inner else visibility


def _wording(consultation: Consultation, section: Section) -> VersionSection:
    """The wording that was read: the current version's, or the last there was of a section that is no longer in the paper."""
    until = consultation.version.number if consultation.version else 0
    issued = VersionSection.objects.filter(section=section, version__number__lte=until)
    return issued.order_by("-version__number")[0]


def _count(activity: SectionActivity, comment: SectionComment, now: datetime) -> None:
    """What an organisation writes for itself is not counted where others see it; the page's cache notices all the same."""
    counted = 1 if comment.visibility == CommentVisibility.FEDERATION else 0
    SectionActivity.objects.filter(pk=activity.pk).update(
        comments=F("comments") + counted,
        last_comment_at=now if counted else F("last_comment_at"),
        revision=F("revision") + 1,
    )
