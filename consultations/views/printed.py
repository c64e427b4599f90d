"""All comments of a consultation on one page, by section, for reading in one go and for printing."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import OrganisationKind
from shared.moments import day

from .. import rules
from ..enums import CommentKind, CommentVisibility
from ..phases import spoken
from ..queries.discussion import stub
from ..queries.printed import PrintedSection, by_section, reactions_in
from .loading import ConsultationView, unknown
from .patterns import pattern

REMOVED = SafeString(' class="stub"')
SAID = SafeString(' class="said"')


class PrintedDiscussion(ConsultationView):
    """For those who read discussions: each reads what they may read. Two thousand comments are set in one pass."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if not self.place.reads_discussions:
            return unknown(request)
        readable = rules.readable_comments(request.user, self.consultation, self.now)
        sections = by_section(self.consultation, readable)
        sheet = _Sheet(self.now, reactions_in(readable))
        context = {
            "consultation": self.consultation,
            "phase": self.consultation.phase(self.now),
            "place": self.place,
            "when": spoken(self.now),
            "sections": [(section, sheet.set(section)) for section in sections],
            "base": self.consultation.get_absolute_url(),
            "now": self.now,
        }
        return render(request, "consultations/discussion/printed.html", context)


class _Sheet:
    """Sets comments: labels and days are put into words once."""

    def __init__(self, now, reactions: dict[int, list[tuple[str, int]]]):
        self.now, self.reactions = now, reactions
        self.post = pattern(
            "consultations/discussion/_printed.html", "pk", "level", "voice", "facts", "stamp", "day", "class", "text"
        )
        self.days: dict[date, str] = {}
        self.kinds = {kind.value: str(kind.label) for kind in CommentKind if kind != CommentKind.REMARK}
        self.secretariat = pgettext("author", "Secretariat")

    def set(self, section: PrintedSection) -> SafeString:
        return SafeString("".join(self.comment(row, section.digest) for row in section.comments))

    def comment(self, row, digest: str | None) -> SafeString:
        voice = self.secretariat if row.organisation__kind == OrganisationKind.FEDERATION else row.organisation__name
        written = timezone.localtime(row.submit_date)
        values = {
            "pk": str(row.pk),
            "level": str(row.level),
            "voice": voice,
            "facts": ", ".join(self.facts(row, digest)),
            "stamp": written.isoformat(timespec="minutes"),
            "day": self.day(written),
            "class": REMOVED if row.is_removed else SAID,
            "text": stub(row, voice, self.now) if row.is_removed else SafeString(linebreaks(row.comment, autoescape=True)),
        }
        return self.post.fill(values)

    def facts(self, row, digest: str | None) -> list[str]:
        """What is to be known of it beside its text."""
        facts = []
        if row.kind in self.kinds:
            facts.append(self.kinds[row.kind])
        if row.wording__digest != digest:
            facts.append(_("on version %(number)s") % {"number": row.wording__version__number})
        if row.visibility == CommentVisibility.ORGANISATION:
            facts.append(_("seen by us only"))
        if not row.is_removed:
            if row.edited_at:
                facts.append(_("edited on %(day)s") % {"day": self.day(timezone.localtime(row.edited_at))})
            facts.extend(f"{label}: {count}" for label, count in self.reactions.get(row.pk, ()))
        return facts

    def day(self, moment) -> str:
        if (found := self.days.get(moment.date())) is None:
            found = self.days[moment.date()] = day(moment, self.now)
        return found
