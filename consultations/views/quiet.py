"""The quiet line under a section: the organisation's vote, with its form, and the discussion. And its entry in the contents."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models import Consultation
from ..queries.paper import EMPTY, PaperOnPage, SectionOnPage
from ..queries.place import Place
from . import words
from .fields import field_values, fields_for
from .patterns import Pattern, pattern

NEED = SafeString(' class="need"')
OPEN = SafeString(" open")
# How a line in the contents can end: with the own vote, a stale one, how much was said, what came out.
ENDS = ("vote", "stale", "comments", "result")


class QuietLines:
    """Sets the lines of one page: what is the same under every section is put in place once."""

    def __init__(self, place: Place, consultation: Consultation, token: str, saved: str = ""):
        organisation = place.organisation
        self.place, self.saved = place, saved
        self.base = consultation.get_absolute_url()
        self.open_label = pgettext("vote", "still open")
        self.stale_label = pgettext("vote", "please confirm")
        self.whole_heading = _("The paper as a whole")
        self.line = pattern("consultations/vote/_line.html", "mark", "state", "need", "open", "stored", "anchor", "body")
        self.form = pattern("consultations/vote/_form.html", "address", "token", "acting_for", "fields").given(
            token=token, acting_for=organisation.slug if organisation else ""
        )
        names = {"organisation": organisation.name if organisation else ""}
        self.question = _("How does %(organisation)s stand on this?") % names
        self.fields_by_choice: dict[tuple[str, str], Pattern] = {}
        self.talk = pattern("consultations/section/_line.html", "address", "anchor", "comments")
        self.count = pattern("consultations/section/_count.html", "comments")
        self.ends = {kind: pattern("consultations/consultation/_entry_state.html", "said", "mark", kind=kind) for kind in ENDS}
        self.entries = pattern("consultations/consultation/_entry.html", "anchor", "number", "heading", "state")

    def set(self, paper: PaperOnPage, title: str) -> None:
        """Set `entry` and `line` of every section of the paper."""
        for section in paper.sections:
            section.entry = self.entry(section, title)
            life = self.vote(section) + self.discussion(section)
            section.line = SafeString(f'{result(section)}<div class="life">{life}</div>')

    def state(self, section: SectionOnPage) -> tuple[str, str]:
        """The mark of the own vote and its words: "still open", "please confirm", or the choice."""
        if section.own is None:
            return "0", self.open_label
        if section.own.waits:
            return f"{section.own.choice.mark} stale", self.stale_label
        return str(section.own.choice.mark), str(section.own.choice.label)

    def entry(self, section: SectionOnPage, title: str) -> SafeString:
        """The line in the contents; none for a preamble that bears the paper's own title."""
        heading = self.whole_heading if section.is_whole else section.heading
        unread = section.is_whole and section.question is None and not self.place.reads_discussions
        if not heading or heading == title or unread:
            return EMPTY
        values = {"anchor": section.anchor, "number": section.number, "heading": heading, "state": self._state_entry(section)}
        return self.entries.fill(values)

    def _state_entry(self, section: SectionOnPage) -> SafeString:
        if section.question is None:
            return self.ends["comments"].fill({"said": words.comments(section.comments)}) if section.is_whole else EMPTY
        if section.sums is not None and section.sums.result is not None:
            return self.ends["result"].fill({"said": str(section.sums.result.label)})
        if not self.place.has_vote:
            return self.ends["comments"].fill({"said": words.comments(section.comments)})
        mark, said = self.state(section)
        is_stale = section.own is not None and section.own.waits
        return self.ends["stale" if is_stale else "vote"].fill({"said": said, "mark": mark})

    def vote(self, section: SectionOnPage) -> SafeString:
        """The own vote, opening in place to the form or to the reason why there is none."""
        if section.question is None or not self.place.has_vote:
            return EMPTY
        mark, said = self.state(section)
        votes_now = self.place.votes_now
        values = {
            "mark": mark,
            "state": said,
            "need": NEED if votes_now and section.is_open else EMPTY,
            "open": OPEN if section.filled.error else EMPTY,
            "stored": pattern("consultations/vote/_stored.html").fill({}) if self.saved == section.anchor else EMPTY,
            "anchor": section.anchor,
            "body": self.vote_form(section) if votes_now else self.no_form(section),
        }
        return self.line.fill(values)

    def vote_form(self, section: SectionOnPage) -> SafeString:
        address = f"{self.base}abschnitte/{section.key}/"
        return self.form.fill({"address": address, "fields": self.vote_fields(section)})

    def vote_fields(self, section: SectionOnPage) -> SafeString:
        """Most sections differ only in what is left of the pattern once the choice is made and nothing is wrong."""
        values = field_values(section)
        fields = fields_for(section.scale)
        if section.filled.error or section.conditions:
            return fields.fill({**values, "question": self.question})
        own = {name: values.pop(name) for name in ("anchor", "digest", "about", "reason")}
        kind = (section.scale.code, section.filled.choice)
        if kind not in self.fields_by_choice:
            self.fields_by_choice[kind] = fields.given(**values, question=self.question)
        return self.fields_by_choice[kind].fill(own)

    def no_form(self, section: SectionOnPage) -> SafeString:
        reason = section.own.reason if section.own else ""
        values = {"sentence": self.place.voting_obstacle or self.place.voting_refusal, "reason": reason}
        return pattern("consultations/vote/_no_form.html", *values, given="yes" if reason else "").fill(values)

    def discussion(self, section: SectionOnPage) -> SafeString:
        """How much was said; for members it opens in place, with script, or leads to the section's own page, without."""
        comments = str(section.comments)
        if not self.place.reads_discussions:
            return self.count.fill({"comments": comments})
        address = f"{self.base}abschnitte/{section.key}/"
        return self.talk.fill({"address": address, "anchor": section.anchor, "comments": comments})


def result(section: SectionOnPage) -> SafeString:
    """What came out, or how it stands so far where that is shown."""
    if not section.told:
        return EMPTY
    values = {"decided": section.decided or _("So far:"), "told": section.told}
    return pattern("consultations/vote/_result.html", *values).fill(values)


def ticks(paper: PaperOnPage) -> SafeString:
    """One tick for each question: done, open, to be confirmed."""
    tick = {kind: pattern("consultations/vote/_tick.html", kind=kind).fill({}) for kind in ("done", "open", "again")}
    kinds = ("again" if section.own and section.own.waits else "done" if section.own else "open" for section in paper.asked)
    return SafeString("".join(tick[kind] for kind in kinds))
