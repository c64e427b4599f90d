"""The results: pictures first, a table right behind each."""

import csv
from dataclasses import dataclass
from datetime import datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from shared import moments

from ..enums import LegalEffect
from ..queries.attendance import attendance
from ..queries.results import ChoiceSum, Dimension, Group, Results, Row, by_region, region_sums, results
from ..rules import may_read_results, may_read_votes
from ..scales import Scale
from . import words
from .loading import ConsultationView

MANY = 150  # more strokes than that are grouped by region
DIMENSIONS = {
    "region": gettext_lazy("Region"),
    "size": gettext_lazy("Size"),
    "field": gettext_lazy("Field of work"),
}


@dataclass(frozen=True)
class Strip:
    """A row of the picture; of very many organisations in parts, one for each region: its name, its size, what it said."""

    place: int
    row: Row
    regions: list[tuple[str, int, list[ChoiceSum]]]

    @property
    def label(self) -> str:
        """The ids of what says in words what the picture shows."""
        return f"m{self.place} o{self.place}"


@dataclass(frozen=True)
class Step:
    """By the end of a day or, where all voted on one, of an hour, so many had voted."""

    label: str
    voted: int


@dataclass(frozen=True)
class Comparison:
    """How far the groups of one kind agree: for each section one share a group."""

    name: str
    groups: list[Group]
    lines: list[tuple[Row, list[tuple[int, int]]]]


class ResultsView(ConsultationView):
    """What the three pages share. Hidden results are not there for anyone before the close."""

    needs_names = False

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if self.consultation.version_id is None:
            raise Http404
        if not may_read_results(request.user, self.consultation, self.now):
            return self.hidden()
        if self.needs_names and not self.names:
            raise Http404
        own = self.place.own_organisations if self.names else []
        return self.respond(results(self.consultation, own))

    @property
    def names(self) -> bool:
        return may_read_votes(self.request.user, self.consultation, self.now)

    def hidden(self) -> HttpResponse:
        context = {"consultation": self.consultation, "heard": attendance(self.consultation)}
        return render(self.request, "consultations/results/hidden.html", context)

    def respond(self, found: Results) -> HttpResponse:
        raise NotImplementedError


class ResultsPage(ResultsView):
    def respond(self, found: Results) -> HttpResponse:
        consultation = self.consultation
        shown = steps(found, self.now)
        effect = words.LEGAL_EFFECTS[LegalEffect(consultation.legal_effect)]
        context = {
            "consultation": consultation,
            "phase": consultation.phase(self.now),
            "results": found,
            "headline": headline(found, is_closed=consultation.closed_at is not None),
            "effect": " ".join(filter(None, [str(effect), consultation.decision_note])),
            "strips": strips(found),
            "is_grouped": len(found.seats) > MANY,
            "own_seats": [place for place, seat in enumerate(found.seats) if seat.is_own],
            "marks": legend(found.rows),
            "names": self.names,
            "days": days(found, self.now),
            "steps": shown,
            "growth": [step.voted for step in shown],
            "comparisons": [comparison(one, found.rows) for one in found.dimensions],
            "base": consultation.get_absolute_url(),
            "now": self.now,
        }
        return render(self.request, "consultations/results/show.html", context)


class ResultsTable(ResultsView):
    """Which organisation voted how: for those who may read it."""

    needs_names = True

    def respond(self, found: Results) -> HttpResponse:
        rows = [(seat, [row.cells[place] for row in found.rows]) for place, seat in enumerate(found.seats)]
        rows.sort(key=lambda row: row[0].name.casefold())
        context = {
            "consultation": self.consultation,
            "results": found,
            "rows": rows,
            "base": self.consultation.get_absolute_url(),
        }
        return render(self.request, "consultations/results/table.html", context)


class ResultsDownload(ResultsView):
    """The numbers of each section as CSV, for a spreadsheet."""

    def respond(self, found: Results) -> HttpResponse:
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        name = f"{pgettext('file name', 'results')}-{self.consultation.slug}.csv"
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["X-Content-Type-Options"] = "nosniff"
        sheet = csv.writer(response, delimiter=";")
        sheet.writerow([_("Number"), _("Section"), _("Choice"), _("Organisations"), _("Votes"), _("Result")])
        for row in found.rows:
            result = row.result.label if row.result else ""
            heading = _("The paper as a whole") if row.is_whole else row.heading
            for one in row.sums:
                line = (row.number, heading, one.choice.label, one.organisations, one.votes, result)
                sheet.writerow([harmless(str(cell)) for cell in line])
            sheet.writerow([harmless(row.number), harmless(heading), _("stale"), row.stale, "", result])
        for group in found.alternatives:
            title = harmless(group.question.title)
            for one in group.options:
                votes, result = "" if group.is_rated else one.votes, _("chosen") if one.is_chosen else ""
                sheet.writerow(["", title, harmless(one.option.label), one.organisations, votes, result])
        return response


def harmless(cell: str) -> str:
    """A text that a spreadsheet would take for a formula is one no more."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def headline(found: Results, *, is_closed: bool) -> str:
    """The finding in one sentence."""
    sections = [row for row in found.rows if not row.is_whole]
    if not is_closed:
        return ngettext("%(count)d organisation has voted so far", "%(count)d organisations have voted so far", found.voted) % {
            "count": found.voted
        }
    adopted = sum(row.result == "adopted" for row in sections)
    if adopted == len(sections) and sections:
        return ngettext("The section is adopted", "All %(count)d sections are adopted", adopted) % {"count": adopted}
    said = {"adopted": adopted, "sections": len(sections)}
    return (
        ngettext(
            "%(adopted)d of %(sections)d section is adopted", "%(adopted)d of %(sections)d sections are adopted", len(sections)
        )
        % said
    )


def legend(rows: list[Row]) -> list[tuple[int, str]]:
    """The signs of the sections' scale and what they mean there."""
    scales: dict[str, Scale] = {row.scale.code: row.scale for row in rows if not row.is_whole}
    return [(choice.mark, str(choice.label)) for scale in scales.values() for choice in scale.choices if choice.mark]


def strips(found: Results) -> list[Strip]:
    regions = by_region(found) if len(found.seats) > MANY else []
    return [
        Strip(place, row, [(name, len(seats), region_sums(row, seats)) for name, seats in regions])
        for place, row in enumerate(found.rows, start=1)
    ]


def days(found: Results, now: datetime) -> list[Step]:
    noons = [(timezone.make_aware(datetime.combine(day, time(12))), voted) for day, voted in found.turnout]
    return [Step(moments.day(noon, now), voted) for noon, voted in noons]


def steps(found: Results, now: datetime) -> list[Step]:
    """What the picture shows: days, or the hours of the only one; nothing if there was but one step to show."""
    if len(found.turnout) != 1:
        return days(found, now)
    (day, _voted), hours = found.turnout[0], found.hours if len(found.hours) > 1 else []
    ends = [(timezone.make_aware(datetime.combine(day, time((hour + 1) % 24))), voted) for hour, voted in hours]
    return [Step(moments.ending_hour(end), voted) for end, voted in ends]


def comparison(dimension: Dimension, rows: list[Row]) -> Comparison:
    lines = [(row, [group.shares[place] for group in dimension.groups]) for place, row in enumerate(rows)]
    return Comparison(name=str(DIMENSIONS[dimension.name]), groups=dimension.groups, lines=lines)
