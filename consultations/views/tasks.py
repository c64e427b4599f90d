"""The start page of a delegate: what the organisation still owes, the nearest deadline first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from accounts import acting, rules
from accounts.models import Organisation, OrganisationKind
from shared import moments

from ..models import Consultation
from ..queries.owed import NAMED, Asked, Owed, owed
from ..queries.paper import anchor


@dataclass(frozen=True)
class Task:
    """One thing to do: its name leads to where it is done."""

    name: str
    url: str
    more: str = ""
    is_urgent: bool = False


class Tasks(View):
    """For the acting organisation. The federation's own people have their desk in the admin."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        now = timezone.now()
        organisation = acting.organisation(request)
        if organisation is None:
            return HttpResponseRedirect("/")
        if organisation.kind == OrganisationKind.FEDERATION:
            return HttpResponseRedirect(reverse("wagtailadmin_home") if rules.is_editor(request.user, now) else "/")
        return render(request, "consultations/tasks/show.html", self.context(organisation, now))

    def context(self, organisation: Organisation, now: datetime) -> dict:
        submits = rules.may_submit_for(self.request.user, organisation, now)
        every = owed(organisation, now)
        now_due = [one for one in every if one.things and (submits or one.replies or one.comments_now)]
        return {
            "organisation": organisation,
            "submits": submits,
            "headline": headline(now_due, now),
            "due": [(one, tasks(one, submits=submits)) for one in every if one.phase is not None],
            "further": [one for one in every if one.phase is None or not one.things],
            "others": [other for other in acting.choices(self.request) if other != organisation],
            "now": now,
        }


def headline(due: list[Owed], now: datetime) -> str:
    """ "Three things until Thursday"."""
    things = sum(one.things for one in due)
    if not things:
        return _("Nothing is to be done at present")
    until = min((one.until for one in due if one.until is not None), default=None)
    if until is None:
        return ngettext("%(count)d thing is to be done", "%(count)d things are to be done", things) % {"count": things}
    said = {"count": things, "day": moments.weekday(moments.ending(until))}
    return ngettext("%(count)d thing until %(day)s", "%(count)d things until %(day)s", things) % said


def tasks(one: Owed, *, submits: bool) -> list[Task]:
    """What can be done in one consultation, the most pressing first."""
    return [*(_vote_tasks(one) if submits and one.votes_now else ()), *_other_tasks(one, submits=submits)]


def _vote_tasks(one: Owed) -> list[Task]:
    base = one.consultation.get_absolute_url()
    found = [
        Task(
            name=_("Confirm the vote on %(section)s") % {"section": _called(section)},
            more=_("The wording has changed since. You had voted “%(choice)s”.") % {"choice": section.choice.label},
            url=f"{base}#{_anchor(section)}",
            is_urgent=True,
        )
        for section in one.changed
    ]
    found += [
        Task(
            name=_("Confirm the vote on %(section)s") % {"section": _called(section)},
            more=_("Suggestion %(number)d, on which it hinges, was adopted. You had voted “%(choice)s”.")
            % {"number": section.suggestion, "choice": section.choice.label},
            url=_section_page(one.consultation, section),
        )
        for section in one.adopted
    ]
    if one.recorded:
        number = len(one.recorded)
        found.append(
            Task(
                name=ngettext(
                    "Confirm %(count)d vote that the office recorded",
                    "Confirm %(count)d votes that the office recorded",
                    number,
                )
                % {"count": number},
                url=reverse("consultations:recorded", args=[one.consultation.slug]),
            )
        )
    return [*found, *_missing(one), *_alternatives(one)]


def _vote_on(section: Asked) -> str:
    if section.is_whole:
        return _("Vote on the paper as a whole")
    return _("Vote on %(section)s") % {"section": _called(section)}


def _alternatives(one: Owed) -> list[Task]:
    return [
        Task(
            name=_("Choose between alternatives: %(title)s") % {"title": question.title},
            url=reverse("consultations:alternatives", args=[one.consultation.slug, question.pk]),
        )
        for question in one.alternatives
    ]


def _missing(one: Owed) -> list[Task]:
    base = one.consultation.get_absolute_url()
    if len(one.missing) > NAMED:
        return [
            Task(
                name=_("Vote on %(count)d sections") % {"count": len(one.missing)},
                more=_("The first is %(section)s. All of them stand in one form, too.") % {"section": _called(one.missing[0])},
                url=f"{base}#{_anchor(one.missing[0])}",
            )
        ]
    return [Task(name=_vote_on(section), url=f"{base}#{_anchor(section)}") for section in one.missing]


def _other_tasks(one: Owed, *, submits: bool) -> list[Task]:
    found = []
    if one.drafts:
        name = ngettext("%(count)d draft waits for a delegate", "%(count)d drafts wait for a delegate", one.drafts)
        room = reverse("consultations:room", args=[one.consultation.slug])
        found.append(Task(name=name % {"count": one.drafts}, more="" if submits else _("Your delegates submit it."), url=room))
    for reply in one.replies:
        address = reverse("consultations:section", args=[one.consultation.slug, reply.section.key])
        found.append(
            Task(
                name=_("%(organisation)s has answered your comment") % {"organisation": reply.organisation.name},
                more=reply.comment if len(reply.comment) < 120 else f"{reply.comment[:117]} …",
                url=f"{address}#c{reply.pk}",
            )
        )
    if one.comments_now:
        found.append(Task(name=_("Read the draft and comment"), url=one.consultation.get_absolute_url()))
    return found


def _called(section: Asked) -> str:
    if section.is_whole:
        return _("the paper as a whole")
    number = "" if section.heading.startswith(section.number) else section.number
    return _("“%(heading)s”") % {"heading": " ".join(part for part in (number, section.heading) if part)}


def _anchor(section: Asked) -> str:
    return anchor(UUID(section.key))


def _section_page(consultation: Consultation, section: Asked) -> str:
    return reverse("consultations:section", args=[consultation.slug, section.key])
