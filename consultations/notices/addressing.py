"""To whom notices go, and how they address them."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import pgettext

from accounts.models import Membership, User
from notifications.kinds import Kind, Recipient
from notifications.models import Event, Message

from ..enums import Visibility
from ..models import Consultation, Participation


class ToParticipants(Kind):
    """Told to everyone with a role in an organisation that takes part: one message a person, whoever they act for.

    Of a confidential consultation the mail says only that there is something to do, and leads to a page that names nothing
    before one has signed in.
    """

    def recipients(self, event: Event) -> Iterable[Recipient]:
        members = memberships_in(event.facts["consultation"], event.happened_at).values("user")
        people = User.objects.filter(pk__in=members, is_active=True).order_by("pk")
        for pk, language in people.values_list("pk", "language").iterator():
            yield Recipient(user_id=pk, language=language)

    def still_due(self, message: Message, now: datetime) -> bool:
        memberships = memberships_in(message.event.facts["consultation"], now)
        return message.user is not None and memberships.filter(user=message.user).exists()


def consultation_of(event: Event) -> Consultation:
    return Consultation.objects.select_related("paper", "version").get(pk=event.facts["consultation"])


def memberships_in(consultation_id: int, now: datetime) -> QuerySet[Membership]:
    """The roles in force in organisations that take part."""
    taking_part = Participation.objects.filter(consultation=consultation_id).values("organisation")
    return Membership.objects.active(now).filter(organisation__in=taking_part)


def address(consultation: Consultation, overview: str, page: str) -> str:
    """Where the mail leads. The address of a confidential page would say what it is about, so there the overview has to do."""
    return settings.BASE_URL + (overview if is_confidential(consultation) else page)


def is_confidential(consultation: Consultation) -> bool:
    return consultation.visibility == Visibility.PARTICIPANTS


def addressed(message: Message, consultation: Consultation) -> dict[str, object]:
    """What both mails say of whom they are for: the organisations by name, the person's role there, their votes."""
    votes = dict(consultation.participations.values_list("organisation_id", "votes"))
    held = memberships_in(consultation.pk, message.event.happened_at).filter(user=message.user).select_related("organisation")
    places = [
        {"name": m.organisation.name, "role": m.get_role_display(), "votes": votes[m.organisation_id]}
        for m in held.order_by("organisation__name")
    ]
    return {
        "consultation": consultation,
        "is_confidential": is_confidential(consultation),
        "places": places,
        "names": get_text_list(
            list(dict.fromkeys(place["name"] for place in places)), pgettext("between the last two of a list", "and")
        ),
    }
