"""What an organisation is mailed about its contributions: what was decided, and why. Once for each batch of decisions."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import rules as people
from notifications.kinds import Content, register
from notifications.models import Event, Message

from ..models import Consultation, Contribution
from ..phases import Verb
from ..queries.dispositions import adopted_words, said
from ..queries.naming import names_of
from .addressing import is_confidential
from .votes import Notice, ShortNotice

NAMED = 30


@dataclass(frozen=True)
class Decided:
    """One contribution as the mail tells of it. `words`: what a version that adopted it changed, ("ins" | "del" | "", …)."""

    title: str
    decision: str
    reason: str
    words: list[tuple[str, str]]


@register
class ContributionsDecided(ShortNotice):
    """Those who submit for the organisations whose contributions were answered: one mail a person, whatever the number."""

    name = "contributions-decided"

    def organisations(self, event: Event) -> list[int]:
        return event.facts["organisations"]

    def still_due(self, message: Message, now: datetime) -> bool:
        return bool(_of(message)) and super().still_due(message, now)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        number = len(_of(message))
        sentences = [
            ngettext(
                "The secretariat has answered %(count)d contribution of your organisation.",
                "The secretariat has answered %(count)d contributions of your organisation.",
                number,
            )
            % {"count": number}
        ]
        if consultation.refusal(Verb.CONFIRM, timezone.now()) is None:
            sentences.append(_("Please say whether you are satisfied, can live with it, or maintain your objection."))
        return Notice(
            subject=_("%(title)s: what became of your contributions") % {"title": consultation.title},
            sentences=sentences,
            action=_("See what became of our input"),
            path=reverse("consultations:contributions", args=[consultation.slug]),
        )

    def content(self, message: Message) -> Content:
        content = super().content(message)
        consultation: Consultation = content.context["consultation"]
        if is_confidential(consultation):
            return content
        rows = _of(message)
        names = names_of(consultation)
        decided = [_decided(row, names.get(str(row.section.key), "")) for row in rows[:NAMED]]
        context = {**content.context, "decided": decided, "further": max(0, len(rows) - NAMED)}
        return Content(template="consultations/notices/contributions_decided", context=context)


def _of(message: Message) -> list[Contribution]:
    """The contributions of the event whose organisations the person acts for."""
    if message.user is None:
        return []
    own = {m.organisation_id for m in people.memberships_of(message.user, message.event.happened_at) if m.submits}
    rows = Contribution.objects.filter(pk__in=message.event.facts["contributions"], organisation__in=own)
    related = ("section", "comment", "disposition__merged_into", "suggestion__wording")
    return list(rows.filter(disposition__isnull=False).select_related(*related).order_by("number"))


def _decided(row: Contribution, section: str) -> Decided:
    title = _("Contribution %(number)d") % {"number": row.number}
    return Decided(
        title=f"{title}, {section}" if section else title,
        decision=said(row),
        reason=row.disposition.reason,
        words=adopted_words(row),
    )
