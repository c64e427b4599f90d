"""What people are mailed about votes: short notices, each a few sentences and one place to go."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import rules as people
from accounts.models import Organisation, User
from notifications.kinds import Content, Kind, Recipient, register
from notifications.models import Event, Message

from ..enums import Basis, SuggestionState
from ..models import Consultation, Objection, Question, Suggestion, Vote
from ..queries.naming import called
from .addressing import address, consultation_of, is_confidential, memberships_in


@dataclass(frozen=True)
class Notice:
    """What a short mail says. Of a confidential consultation none of it is sent, only that there is something to do."""

    subject: str
    sentences: list[str]
    action: str
    path: str
    items: list[str] = field(default_factory=list)


class ShortNotice(Kind):
    """Told to the delegates and deputies of the organisations it concerns."""

    def organisations(self, event: Event) -> list[int]:
        return [event.facts["organisation"]]

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        raise NotImplementedError

    def people(self, event: Event, now: datetime):
        held = memberships_in(event.facts["consultation"], now).submitting()
        members = held.filter(organisation__in=self.organisations(event)).values("user")
        return User.objects.filter(pk__in=members, is_active=True)

    def recipients(self, event: Event) -> Iterable[Recipient]:
        for pk, language in self.people(event, event.happened_at).order_by("pk").values_list("pk", "language"):
            yield Recipient(user_id=pk, language=language)

    def still_due(self, message: Message, now: datetime) -> bool:
        return message.user is not None and self.people(message.event, now).filter(pk=message.user.pk).exists()

    def content(self, message: Message) -> Content:
        consultation = consultation_of(message.event)
        confidential = is_confidential(consultation)
        notice = _discreet() if confidential else self.notice(message, consultation)
        context = {
            "consultation": consultation,
            "is_confidential": confidential,
            "notice": notice,
            "url": address(consultation, reverse("consultations:list"), notice.path),
            "why": self.why(message.event),
        }
        return Content(template="consultations/notices/short", context=context)

    def why(self, event: Event) -> str:
        names = Organisation.objects.filter(pk__in=self.organisations(event)).order_by("name").values_list("name", flat=True)
        return _("You receive this mail because you act for %(names)s.") % {"names": get_text_list(list(names), _("and"))}


def _discreet() -> Notice:
    return Notice(
        subject=_("Something is to be done in a confidential consultation"),
        sentences=[_("In a confidential consultation something waits for you. You read what it is after signing in.")],
        action=_("Sign in and see your consultations"),
        path=reverse("consultations:list"),
    )


def _is_open(consultation_id: int) -> bool:
    return Consultation.objects.open().filter(pk=consultation_id).exists()


@register
class VotesStale(ShortNotice):
    """The wording changed in substance: only those whose vote turned stale are told, and only about those sections."""

    name = "votes-stale"

    def organisations(self, event: Event) -> list[int]:
        return sorted({pk for organisations in event.facts["stale"].values() for pk in organisations})

    def still_due(self, message: Message, now: datetime) -> bool:
        return _is_open(message.event.facts["consultation"]) and super().still_due(message, now)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        own = {m.organisation_id for m in people.memberships_of(message.user, message.event.happened_at)}
        sections = [key for key, organisations in message.event.facts["stale"].items() if own & set(organisations)]
        names = called(consultation, sections)
        sentences = [
            ngettext(
                "%(count)d section has changed in substance since your vote, which does not count until you confirm it.",
                "%(count)d sections have changed in substance since your votes, which do not count until you confirm them.",
                len(names),
            )
            % {"count": len(names)}
        ]
        if note := message.event.facts.get("note"):
            sentences.append(note)
        return Notice(
            subject=_("%(title)s: please look at your vote again") % {"title": consultation.title},
            sentences=sentences,
            items=names,
            action=_("See what has changed"),
            path=consultation.get_absolute_url(),
        )


@register
class VoteRecorded(ShortNotice):
    """The office recorded votes for the organisation: it confirms or revokes them."""

    name = "vote-recorded"

    def still_due(self, message: Message, now: datetime) -> bool:
        facts = message.event.facts
        waiting = Vote.objects.filter(question__in=facts["questions"], organisation=facts["organisation"], basis=Basis.OFFICE)
        return waiting.exists() and super().still_due(message, now)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        facts = message.event.facts
        votes = Vote.objects.filter(question__in=facts["questions"], organisation=facts["organisation"])
        return Notice(
            subject=_("%(title)s: we recorded a vote for you") % {"title": consultation.title},
            sentences=[_("The office recorded these votes for your organisation. They count; please confirm or revoke them.")],
            items=_said(votes, consultation),
            action=_("Confirm or revoke"),
            path=reverse("consultations:recorded", args=[consultation.slug]),
        )


@register
class DemandDecided(ShortNotice):
    """A suggestion on which votes hinge was decided."""

    name = "demand-decided"

    def organisations(self, event: Event) -> list[int]:
        return event.facts["organisations"]

    def still_due(self, message: Message, now: datetime) -> bool:
        return _is_open(message.event.facts["consultation"]) and super().still_due(message, now)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        suggestion = Suggestion.objects.get(pk=message.event.facts["suggestion"])
        if suggestion.state == SuggestionState.ADOPTED:
            sentences = [
                _("Suggestion %(number)d, on which your vote hinges, was adopted. Please confirm your vote, or change it."),
            ]
        else:
            sentences = [_("Suggestion %(number)d, on which your vote hinges, was not adopted. You can change your vote.")]
        if suggestion.answer:
            sentences.append(suggestion.answer)
        return Notice(
            subject=_("%(title)s: your suggestion was decided") % {"title": consultation.title},
            sentences=[sentences[0] % {"number": suggestion.number}, *sentences[1:]],
            action=_("Go to the section"),
            path=reverse("consultations:section", args=[consultation.slug, suggestion.section.key]),
        )


@register
class VoteReplaced(ShortNotice):
    """Two people voted differently for one organisation: both are told which vote stands."""

    name = "vote-replaced"

    def people(self, event: Event, now: datetime):
        both = [event.facts["before"]["actor"], event.facts["after"]["actor"]]
        held = memberships_in(event.facts["consultation"], now).filter(organisation__in=self.organisations(event))
        return User.objects.filter(actor__token__in=both, pk__in=held.values("user"), is_active=True)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        facts = message.event.facts
        question = Question.objects.select_related("section").get(pk=facts["question"])
        names = {str(token): name for token, name in User.objects.values_list("actor__token", "name")
                 if str(token) in (facts["before"]["actor"], facts["after"]["actor"])}  # fmt: skip
        (section,) = called(consultation, [str(question.section.key)]) or [""]
        said = {
            "section": section,
            "first": names.get(facts["before"]["actor"], _("somebody who has left")),
            "before": question.scale_table.choice(facts["before"]["choice"]).label,
            "second": names.get(facts["after"]["actor"], _("somebody who has left")),
            "after": question.scale_table.choice(facts["after"]["choice"]).label,
        }
        return Notice(
            subject=_("%(title)s: two votes for your organisation") % {"title": consultation.title},
            sentences=[
                _("%(section)s: %(first)s voted “%(before)s” for your organisation, then %(second)s “%(after)s”.") % said,
                _("The last one counts. Both stand in the record; talk to each other, and change it if need be."),
            ],
            action=_("Go to the section"),
            path=reverse("consultations:section", args=[consultation.slug, question.section.key]),
        )


@register
class EditorialObjection(ShortNotice):
    """An organisation objects to an editorial mark: the secretariat is told."""

    name = "editorial-objection"

    def organisations(self, event: Event) -> list[int]:
        return list(Organisation.objects.filter(kind="federation").values_list("pk", flat=True))

    def people(self, event: Event, now: datetime):
        return people.editors(now)

    def notice(self, message: Message, consultation: Consultation) -> Notice:
        objection = Objection.objects.select_related("organisation", "wording__section", "remark").get(
            pk=message.event.facts["objection"]
        )
        (section,) = called(consultation, [str(objection.wording.section.key)]) or [""]
        names = {"organisation": objection.organisation.name, "section": section}
        reason = objection.remark.text if objection.remark else ""
        return Notice(
            subject=_("%(title)s: objection to an editorial change") % {"title": consultation.title},
            sentences=[
                _("%(organisation)s holds that the change in %(section)s is one of substance. Its own vote there is stale now.")
                % names,
                *([reason] if reason else []),
            ],
            action=_("Go to the section"),
            path=reverse("consultations:section", args=[consultation.slug, objection.wording.section.key]),
        )


def _said(votes: Iterable[Vote], consultation: Consultation) -> list[str]:
    """ "Section 3, Fristen: With concerns", in the order of the paper."""
    rows = votes.select_related("question__section").order_by("question__position")
    keys = [str(vote.question.section.key) for vote in rows]
    names = dict(zip(keys, called(consultation, keys), strict=True))
    return [f"{names[str(v.question.section.key)]}: {v.question.scale_table.choice(v.choice).label}" for v in rows]
