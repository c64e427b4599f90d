"""What people are mailed about their organisation's own room."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from notifications.kinds import register
from notifications.models import Event, Message

from ..enums import DraftState
from ..models import Consultation, Draft
from .addressing import memberships_in
from .votes import Notice, ShortNotice


@register
class DraftsWaiting(ShortNotice):
    """The first draft waits: the delegates are told once, not for every further one."""

    name = "drafts-waiting"

    def still_due(self, message: Message, now: datetime) -> bool:
        facts = message.event.facts
        waiting = Draft.objects.filter(
            consultation=facts["consultation"], organisation=facts["organisation"], state=DraftState.OPEN
        )
        return waiting.exists() and super().still_due(message, now)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        return Notice(
            subject=_("%(title)s: a draft waits for you") % {"title": consultation.title},
            sentences=[_("Somebody in your organisation has drafted something. You decide whether it is submitted.")],
            action=_("Open your organisation’s room"),
            path=reverse("consultations:room", args=[consultation.slug]),
        )


@register
class DraftAnswered(ShortNotice):
    """The author of a draft is told what became of it."""

    name = "draft-answered"

    def people(self, event: Event, now: datetime):
        draft = Draft.objects.get(pk=event.facts["draft"])
        held = memberships_in(event.facts["consultation"], now).filter(organisation=draft.organisation_id)
        return User.objects.filter(actor__token=draft.actor, pk__in=held.values("user"), is_active=True)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        draft = Draft.objects.get(pk=message.event.facts["draft"])
        sentences = [_("Your draft: %(state)s.") % {"state": draft.get_state_display()}]
        return Notice(
            subject=_("%(title)s: your draft was answered") % {"title": consultation.title},
            sentences=[*sentences, *([draft.answer] if draft.answer else [])],
            action=_("Open your organisation’s room"),
            path=reverse("consultations:room", args=[consultation.slug]),
        )
